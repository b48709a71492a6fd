import type { Clock } from "../clock.js";
import type { Policy } from "../policy.js";
import { type ConsentRecord, encodeRecord } from "../record.js";
import { type Regime, regimeOf } from "../regime.js";
import type { Tabs } from "../tabs.js";
import { type Choices, transition } from "../transition.js";

export { memoryStorage } from "../storage.js";

/** A clock that stands still until it is moved. */
export interface FixedClock extends Clock {
  /** Moves the time, backwards too, and calls back what came due, in order. */
  advance(milliseconds: number): void;
}

/**
 * A clock for tests.
 *
 * @param start - milliseconds since 1970.
 * @example
 * ```ts
 * import { createConsent } from "@assent/core";
 * import { fixedClock, memoryStorage } from "@assent/core/testing";
 *
 * const clock = fixedClock(Date.UTC(2026, 0, 1));
 * const consent = createConsent(policy, { clock, storage: memoryStorage() });
 * consent.start();
 * consent.acceptAll();
 * clock.advance(180 * 86_400_000);
 * consent.allows("statistics"); // false: it expired
 * ```
 */
export function fixedClock(start = 0): FixedClock {
  let now = start;
  const timers = new Set<{ at: number; callback: () => void }>();
  return {
    now: () => now,
    after(milliseconds, callback) {
      const timer = { at: now + milliseconds, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance(milliseconds) {
      const end = now + milliseconds;
      for (;;) {
        const [next] = [...timers].filter(({ at }) => at <= end).sort((one, other) => one.at - other.at);
        if (!next) break;
        timers.delete(next);
        now = Math.max(now, next.at);
        next.callback();
      }
      now = end;
    },
  };
}

/**
 * Tabs that share no browser: every call of what this returns is one more tab. Messages arrive at once.
 *
 * @example
 * ```ts
 * import { createConsent } from "@assent/core";
 * import { memoryStorage, memoryTabs } from "@assent/core/testing";
 *
 * const storage = memoryStorage();
 * const openTab = memoryTabs();
 * const [first, second] = [openTab(), openTab()].map((tabs) => createConsent(policy, { storage, tabs }));
 * ```
 */
export function memoryTabs(): () => Tabs {
  const open = new Set<{ hear: (message: string) => void }>();
  return () => {
    let own: { hear: (message: string) => void } | undefined;
    return {
      join(hear) {
        own = { hear };
        open.add(own);
        return () => {
          if (own) open.delete(own);
        };
      },
      post(message, run) {
        for (const tab of [...open]) if (tab !== own) tab.hear(message);
        run();
      },
    };
  };
}

/**
 * The cookie value of a visitor who answered: what is named as named; under `opt-in`, the rest denied.
 *
 * @example
 * ```ts
 * import { recordFor } from "@assent/core/testing";
 *
 * // Playwright: await context.addCookies([{ name: "cookies_preferences", value, url: "http://localhost:3000" }]);
 * const value = recordFor(policy, { statistics: true });
 * ```
 */
export function recordFor<C extends string, S extends string>(
  policy: Policy<C, S>,
  choices: Choices<C | S>,
  options: { region?: string; regime?: Regime; gpc?: boolean; ack?: boolean; now?: number } = {},
): string {
  const { region, regime = regimeOf(region), gpc = false, ack = false, now = Date.now() } = options;
  const event = { type: "save", choices, ack } as const;
  const record = transition(policy, undefined, { regime, region, gpc, now }, event);
  return encodeRecord(record as ConsentRecord);
}
