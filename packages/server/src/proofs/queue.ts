import { type Clock, systemClock } from "@assent/core";

/** A proof that could not be kept. */
export interface ProofLoss {
  /**
   * - `full`: too many wait already.
   * - `late`: the database didn't take it in time.
   * - `taken`: another answer was kept for this write of this record.
   * - `malformed`: a part isn't what its type says.
   * - `closed`: the store was closed before.
   */
  readonly reason: "full" | "late" | "taken" | "malformed" | "closed";
  /** How many were lost since the store was opened, this one included. */
  readonly count: number;
  /** What the database last said, where it said something. */
  readonly error?: unknown;
}

/** How a store bears a database that is slow, full or away. */
export interface ProofsOptions {
  /** How many proofs wait for the database at most. @default 10_000 */
  readonly limit?: number;
  /** How long a proof waits for a database that fails, in milliseconds. @default 5_000 */
  readonly patience?: number;
  /** Is told of each proof that could not be kept. @default a warning of the process, once for each reason */
  readonly onLoss?: (loss: ProofLoss) => void;
  /** @default the machine's clock */
  readonly clock?: Clock;
}

/** What became of one of a batch. */
export type Outcome = "appended" | "known" | "taken";

export interface Queue<Item> {
  push(item: Item): Promise<Outcome | "lost">;
  lose(reason: ProofLoss["reason"], error?: unknown): "lost";
  lost(): number;
  /** Resolves when nothing waits any more; what is pushed later is lost. */
  close(): Promise<void>;
}

/**
 * What waits while the database works is committed together, next: under load a transaction costs the many of a batch
 * what it costs one.
 */
export function createQueue<Item>(
  commit: (batch: readonly Item[]) => Promise<readonly Outcome[]>,
  { limit = 10_000, patience = 5_000, onLoss = warn(), clock = systemClock }: ProofsOptions = {},
): Queue<Item> {
  interface Waiting {
    readonly item: Item;
    readonly since: number;
    readonly settle: (outcome: Outcome | "lost") => void;
  }
  let waiting: Waiting[] = [];
  let count = 0;
  let isClosed = false;
  let running: Promise<void> | undefined;

  function lose(reason: ProofLoss["reason"], error?: unknown): "lost" {
    const loss = { reason, count: ++count, ...(error !== undefined && { error }) };
    // What a listener throws must not keep the others waiting.
    queueMicrotask(() => onLoss(loss));
    return "lost";
  }

  async function run(): Promise<void> {
    let pause = firstPause;
    while (waiting.length > 0) {
      // What is being read by now goes into the same transaction.
      for (let turn = 0; turn < readingTurns; turn++) await new Promise(setImmediate);
      const batch = waiting.slice(0, batchSize);
      try {
        const outcomes = await commit(batch.map(({ item }) => item));
        waiting = waiting.slice(batch.length);
        batch.forEach(({ settle }, index) => {
          const outcome = outcomes[index] as Outcome;
          if (outcome === "taken") lose(outcome);
          settle(outcome);
        });
        pause = firstPause;
      } catch (error) {
        dropLate(error);
        if (waiting.length > 0) await new Promise<void>((resolve) => clock.after(pause, resolve));
        pause = Math.min(pause * 2, patience / 5);
      }
    }
    running = undefined;
  }

  function dropLate(error: unknown): void {
    const isLate = ({ since }: Waiting) => clock.now() - since >= patience;
    const late = waiting.filter(isLate);
    waiting = waiting.filter((one) => !isLate(one));
    for (const { settle } of late) settle(lose("late", error));
  }

  return {
    push: (item) =>
      new Promise((settle) => {
        if (isClosed) return settle(lose("closed"));
        if (waiting.length >= limit) return settle(lose("full"));
        waiting.push({ item, since: clock.now(), settle });
        running ??= run();
      }),
    lose,
    lost: () => count,
    async close() {
      isClosed = true;
      await running;
    },
  };
}

const batchSize = 500;
/** A post is read in a turn or two of the event loop; more wait for nobody. */
const readingTurns = 3;
const firstPause = 10;

/** Losing proofs in silence is the one thing worse than losing them. */
function warn(): (loss: ProofLoss) => void {
  const told = new Set<string>();
  return ({ reason, error }) => {
    if (told.has(reason)) return;
    told.add(reason);
    const cause = error ? ` ${error instanceof Error ? error.message : String(error)}` : "";
    process.emitWarning(
      `A proof could not be kept: ${reason}.${cause} Say onLoss to hear of each.`,
      "AssentWarning",
    );
  };
}
