import { type Clock, type Consent, createConsent } from "@assent/core";
import { memoryStorage, memoryTabs } from "@assent/core/testing";
import fc from "fast-check";
import { site } from "./site.js";

const names = [...Object.keys(site.categories), ...Object.keys(site.services)];
const services = Object.keys(site.services).filter((name) => !site.services[name]?.exempt);
const dayMs = 86_400_000;

/** What a visitor decides. */
export type Decision =
  | { readonly do: "acceptAll" | "rejectAll" | "withdraw"; readonly tab: 0 | 1 }
  | { readonly do: "save"; readonly tab: 0 | 1; readonly choices: { readonly [name: string]: boolean } }
  | { readonly do: "answer"; readonly tab: 0 | 1; readonly service: string; readonly value: boolean };

/** What else happens to the consent. */
export type Happening =
  | Decision
  | { readonly do: "forget" | "openPreferences" | "dismiss"; readonly tab: 0 | 1 }
  | { readonly do: "time"; readonly by: number };

/** What happens to the vendor's own code: `replace` puts another queue in the place of the page's. */
export interface Loading {
  readonly do: "snippet" | "script" | "replace";
}

export type Step = Happening | Loading;

const tab = fc.constantFrom(0 as const, 1 as const);

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constantFrom(
      "acceptAll" as const,
      "acceptAll" as const,
      "rejectAll" as const,
      "withdraw" as const,
    ),
    tab,
  }),
  fc.record({
    do: fc.constant("save" as const),
    tab,
    choices: fc.dictionary(fc.constantFrom(...names), fc.boolean(), { maxKeys: 4 }),
  }),
  fc.record({
    do: fc.constant("answer" as const),
    tab,
    service: fc.constantFrom(...services),
    value: fc.boolean(),
  }),
  fc.record({
    do: fc.constantFrom("forget" as const, "openPreferences" as const, "dismiss" as const),
    tab,
  }),
  fc.record({ do: fc.constant("time" as const), by: fc.constantFrom(1, dayMs, 100 * dayMs, 200 * dayMs) }),
  fc.record({ do: fc.constantFrom("snippet" as const, "script" as const, "replace" as const) }),
);

/** A page's life. */
export interface Story {
  readonly region: string | undefined;
  readonly gpc: boolean;
  /** What the visitor decided on an earlier page. */
  readonly earlier: Decision["do"] | undefined;
  /** The signal is made before the consent has read anything, or after. */
  readonly isEarly: boolean;
  readonly steps: readonly Step[];
}

export const story: fc.Arbitrary<Story> = fc.record({
  region: fc.constantFrom("FR", "FR", "GB", "US-CA", "JP", undefined),
  gpc: fc.boolean(),
  earlier: fc.constantFrom(undefined, undefined, "acceptAll" as const, "rejectAll" as const),
  isEarly: fc.boolean(),
  steps: fc.array(step, { maxLength: 12 }),
});

/** Two tabs of one browser, the first of which is the page. */
export interface Browser {
  readonly consent: Consent;
  readonly start: () => void;
  act(step: Happening): void;
}

export function openBrowser({
  region,
  gpc,
  earlier,
  onError = (error) => {
    throw error;
  },
}: Pick<Story, "region" | "gpc" | "earlier"> & { readonly onError?: (error: unknown) => void }): Browser {
  const clock = sleepyClock(Date.UTC(2026, 5, 1));
  const storage = memoryStorage();
  const openTab = memoryTabs();
  const open = () => createConsent(site, { region, gpc, clock, storage, tabs: openTab(), onError });
  if (earlier === "acceptAll" || earlier === "rejectAll") open()[earlier]();
  const tabs = [open(), open()] as const;
  return {
    consent: tabs[0],
    start() {
      for (const { start } of tabs) start();
    },
    act(step) {
      if (step.do === "time") return clock.sleep(step.by);
      const consent = tabs[step.tab];
      if (step.do === "save") consent.save(step.choices);
      else if (step.do === "answer") consent.answer(step.service, step.value);
      else consent[step.do]();
    },
  };
}

/** A clock whose machine sleeps through any time: what came due calls back once, late. */
function sleepyClock(start: number): Clock & { sleep(milliseconds: number): void } {
  let now = start;
  const timers = new Set<{ at: number; callback: () => void }>();
  return {
    now: () => now,
    after(milliseconds, callback) {
      const timer = { at: now + milliseconds, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    sleep(milliseconds) {
      now += milliseconds;
      for (const timer of [...timers]) if (timer.at <= now && timers.delete(timer)) timer.callback();
    },
  };
}
