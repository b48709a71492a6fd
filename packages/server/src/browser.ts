import {
  type Clock,
  type Consent,
  type ConsentRecord,
  type ConsentState,
  encodeRecord,
  systemClock,
} from "@assent/core";

/** An answer that the server will not have. */
export interface SendingLoss {
  /**
   * - `full`: too many waited to be sent; the oldest was given up.
   * - `refused`: the server understood it and refused it.
   */
  readonly reason: "full" | "refused";
  /** How many were lost on this page, this one included. */
  readonly count: number;
  /** What the server answered. */
  readonly status?: number;
}

export interface SendingOptions {
  /** Where the server's handler takes choices. @default "/consent" */
  readonly url?: string;
  /** The language that the visitor was asked in. @default the page's */
  readonly locale?: () => string;
  /** How many answers wait to be sent at most. @default 20 */
  readonly limit?: number;
  /** Is told of each answer that was given up. @default nobody */
  readonly onLoss?: (loss: SendingLoss) => void;
  /** @default the machine's clock */
  readonly clock?: Clock;
}

/**
 * Sends every answer that is given on this page to the server, which keeps the proof. A choice never waits for it. What
 * can't be sent is sent again, less and less often, and once more as the page is left; where the policy declares a name
 * that is the record's with `_unsent` behind it, it is kept there until the next visit.
 *
 * Call it before `start()`. Returns what ends it.
 *
 * @example
 * ```ts
 * import { createConsent } from "@assent/core";
 * import { sendAnswers } from "@assent/server/browser";
 *
 * const consent = createConsent(policy, { region: "FR" });
 * sendAnswers(consent, { onLoss: ({ count }) => console.warn(`${count} answers were not sent`) });
 * consent.start();
 * ```
 */
export function sendAnswers(
  consent: Pick<Consent, "allows" | "getState" | "on" | "policy" | "subscribe">,
  { url = "/consent", locale = pageLanguage, limit = 20, onLoss, clock = systemClock }: SendingOptions = {},
): () => void {
  const kept = `${consent.policy.recordName}_unsent`;
  const since = clock.now();
  let unsent = stored();
  const beaconed = new Set<string>();
  let before = consent.getState();
  let state = before;
  let queued: ConsentRecord | undefined;
  let lost = 0;
  let pause = firstPause;
  let isSending = false;
  let isStopped = false;
  let cancel: (() => void) | undefined;

  function add(record: ConsentRecord, layer: string, forgotten?: true): void {
    queued = record;
    const body = JSON.stringify({ record: encodeRecord(record), layer, locale: locale(), forgotten });
    if (unsent.push(body) > limit) drop(unsent[0] as string, "full");
    store([...stored(), body]);
    // A click is painted first.
    schedule(0);
  }

  function schedule(milliseconds: number): void {
    cancel?.();
    if (!isStopped) cancel = clock.after(milliseconds, send);
  }

  function send(): void {
    const body = unsent[0];
    if (isSending || !body) return;
    isSending = true;
    const settle = (status: number) => {
      isSending = false;
      const isRefused = status >= 400 && status < 500 && !again.includes(status);
      const isKept = status >= 200 && status < 300;
      if (isKept) remove(body);
      else if (isRefused) drop(body, "refused", status);
      const isDone = isKept || isRefused;
      pause = isDone ? firstPause : Math.min(pause * 2, longestPause);
      schedule(isDone ? 0 : pause);
    };
    // Refused by a page's own policy, `fetch` may throw as well.
    Promise.resolve()
      .then(() => fetch(url, { method: "POST", body, keepalive: true }))
      .then(
        ({ status }) => settle(status),
        () => settle(0),
      );
  }

  function remove(body: string): void {
    unsent = unsent.filter((other) => other !== body);
    store(stored().filter((other) => other !== body));
  }

  function drop(body: string, reason: SendingLoss["reason"], status?: number): void {
    remove(body);
    onLoss?.({ reason, count: ++lost, ...(status && { status }) });
  }

  /** What the server said to a beacon is never known, so that these are sent again, if there is an again. */
  function leave(): void {
    for (const body of unsent) if (!beaconed.has(body) && navigator.sendBeacon(url, body)) beaconed.add(body);
  }

  function stored(): string[] {
    try {
      const list: unknown = consent.allows(kept) ? JSON.parse(localStorage.getItem(kept) ?? "[]") : [];
      return Array.isArray(list) ? list.filter((body) => typeof body === "string").slice(-limit) : [];
    } catch {
      return [];
    }
  }

  function store(bodies: readonly string[]): void {
    try {
      if (!consent.allows(kept)) return;
      if (bodies[0]) localStorage.setItem(kept, JSON.stringify(bodies.slice(-limit)));
      else localStorage.removeItem(kept);
    } catch {
      // A browser that stores nothing: they live as long as the page.
    }
  }

  const ends = [
    consent.subscribe((now) => {
      before = state;
      state = now;
      const [last, record] = [recordOf(before), recordOf(now)];
      if (last && !record) add({ ...last, seq: last.seq + 1, answers: {} }, layerOf(before), true);
      // A signal answers without a choice.
      const isSignalled =
        record && Object.values(record.answers).some(({ by, at }) => by === "gpc" && at >= since);
      if (isSignalled)
        clock.after(0, () =>
          queued?.id === record.id && queued.seq >= record.seq ? undefined : add(record, "site"),
        );
    }),
    consent.on("choice", (now, { type }) => {
      const record = recordOf(now);
      if (record) add(record, type === "answer" ? "embed" : layerOf(before));
    }),
    listen(document, "visibilitychange", () => document.visibilityState === "hidden" && leave()),
    listen(window, "pagehide", leave),
    listen(window, "online", () => schedule(0)),
    () => cancel?.(),
  ];
  schedule(0);
  return () => {
    isStopped = true;
    for (const end of ends) end();
  };
}

const firstPause = 1_000;
const longestPause = 60_000;

/** What a server says of its own state, and not of what was sent. */
const again: readonly number[] = [408, 421, 425, 429];

function layerOf({ status }: ConsentState): string {
  return status === "banner" || status === "preferences" ? status : "site";
}

function recordOf(state: ConsentState): ConsentRecord | undefined {
  return state.status !== "pending" && typeof state.record === "object" && state.record
    ? state.record
    : undefined;
}

function pageLanguage(): string {
  return document.documentElement.lang;
}

function listen(target: EventTarget, type: string, listener: () => void): () => void {
  target.addEventListener(type, listener);
  return () => target.removeEventListener(type, listener);
}
