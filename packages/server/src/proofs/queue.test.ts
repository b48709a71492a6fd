import { fixedClock } from "@assent/core/testing";
import { describe, expect, it } from "vitest";
import { createQueue, type Outcome, type ProofLoss } from "./queue.js";

/** A queue on a database that takes what it gets while `isUp`. */
function startQueue(options: { patience?: number; limit?: number } = {}) {
  const clock = fixedClock();
  const losses: ProofLoss[] = [];
  const attempts: { at: number; size: number }[] = [];
  const database = { isUp: true };
  const queue = createQueue<string>(
    async (batch) => {
      attempts.push({ at: clock.now(), size: batch.length });
      if (!database.isUp) throw new Error("away");
      return batch.map((): Outcome => "appended");
    },
    { clock, onLoss: (loss) => losses.push(loss), ...options },
  );
  /** Lets everything happen that happens within some milliseconds. */
  async function pass(milliseconds: number): Promise<void> {
    for (let step = 0; step <= milliseconds; step += 10) {
      // As many turns as the queue waits for others, and one to try.
      for (let turn = 0; turn < 4; turn++) await new Promise(setImmediate);
      clock.advance(10);
    }
  }
  return { queue, pass, losses, attempts, database };
}

describe("what waits for a database", () => {
  it("is committed together", async () => {
    const { queue, attempts } = startQueue();
    await Promise.all(Array.from({ length: 600 }, (_, index) => queue.push(`${index}`)));
    expect(attempts.map(({ size }) => size)).toEqual([500, 100]);
  });

  it("is tried again, less and less often, until the database is back", async () => {
    const { queue, pass, attempts, losses, database } = startQueue();
    database.isUp = false;
    const given = queue.push("a");
    await pass(600);
    const pauses = attempts.slice(1).map(({ at }, index) => at - (attempts[index]?.at as number));
    expect(pauses.slice(0, 5)).toEqual([10, 20, 40, 80, 160]);
    database.isUp = true;
    await pass(1_000);
    expect(await given).toBe("appended");
    expect(losses).toEqual([]);
  });

  it("is given up when its patience ends, counted and told, and what came later is kept", async () => {
    const { queue, pass, losses, database } = startQueue({ patience: 1_000 });
    database.isUp = false;
    const first = queue.push("a");
    await pass(900);
    const second = queue.push("b");
    await pass(500);
    expect(await first).toBe("lost");
    database.isUp = true;
    await pass(1_000);
    expect(await second).toBe("appended");
    expect(losses).toEqual([{ reason: "late", count: 1, error: new Error("away") }]);
    expect(queue.lost()).toBe(1);
  });

  it("is never more than the limit", async () => {
    const { queue, pass, losses, database } = startQueue({ limit: 2 });
    database.isUp = false;
    const given = ["a", "b", "c"].map((item) => queue.push(item));
    expect(await given[2]).toBe("lost");
    database.isUp = true;
    await pass(100);
    expect(await Promise.all(given)).toEqual(["appended", "appended", "lost"]);
    expect(losses).toEqual([{ reason: "full", count: 1 }]);
  });

  it("holds up closing no longer than its patience", async () => {
    const { queue, pass, database } = startQueue({ patience: 500 });
    database.isUp = false;
    const given = queue.push("a");
    const closed = queue.close();
    await pass(2_000);
    await closed;
    expect(await given).toBe("lost");
  });
});
