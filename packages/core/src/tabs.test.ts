import fc from "fast-check";
import { expect, test } from "vitest";
import {
  holds,
  type Load,
  load,
  now,
  policy,
  type Step,
  sleepyClock,
  steps,
  storedUnder,
} from "../test/world.js";
import {
  type Consent,
  createConsent,
  decodeRecord,
  definePolicy,
  encodeRecord,
  type Policy,
} from "./index.js";

/** Pages of one browser whose messages, locks and views of the storage come late, in an order that is generated. */
function createBrowser(count: number, stored: string | null, isStale: boolean) {
  let kept = stored;
  const views = Array.from({ length: count }, () => stored);
  const tabs = Array.from({ length: count }, () => ({
    hear: undefined as ((message: string) => void) | undefined,
  }));
  /** What is under way. Messages from one page to another keep their order, as BroadcastChannel's do. */
  const lanes = new Map<string, (() => void)[]>();
  const queue = (lane: string, run: () => void) => lanes.set(lane, [...(lanes.get(lane) ?? []), run]);
  return {
    kept: () => kept,
    open: (own: number) => ({
      storage: {
        read: () => (isStale ? views[own] : kept),
        write(text: string | null) {
          kept = text;
          views[own] = text;
          for (const other of tabs.keys())
            if (other !== own)
              queue(`view ${other}`, () => {
                views[other] = kept;
              });
        },
      },
      tabs: {
        join(hear: (message: string) => void) {
          (tabs[own] as (typeof tabs)[number]).hear = hear;
          return () => {};
        },
        post(message: string, run: () => void) {
          for (const [other, tab] of tabs.entries())
            if (other !== own) queue(`message ${own} ${other}`, () => tab.hear?.(message));
          queue("lock", run);
        },
      },
    }),
    /** Lets one thing that is under way arrive. */
    arrive(choice: number): boolean {
      const waiting = [...lanes].filter(([, runs]) => runs.length > 0);
      const [name, [run, ...rest]] = waiting[choice % waiting.length] ?? ["", []];
      if (!run) return false;
      lanes.set(name, rest);
      run();
      return true;
    },
    wake() {
      views.fill(kept);
      for (const { hear } of tabs) hear?.("look");
    },
  };
}

/** Something is done in one tab, or something that is under way arrives. */
type Turn = { readonly tab: number; readonly step: Step } | { readonly arrive: number };

interface Story {
  readonly policy: Policy;
  readonly load: Load;
  /** GPC, as each tab found it when it was loaded. */
  readonly signals: readonly boolean[];
  readonly stored: string | null;
  readonly turns: readonly Turn[];
  readonly order: readonly number[];
}

const does = (step: fc.Arbitrary<Step>): fc.Arbitrary<Turn> => fc.record({ tab: fc.nat(3), step });
const arrival: fc.Arbitrary<Turn> = fc.record({ arrive: fc.nat(9) });
const choice = fc.oneof(steps.decide, steps.save, steps.answer);

function story(turn: fc.Arbitrary<Turn>): fc.Arbitrary<Story> {
  return policy.chain((policy) =>
    fc.record({
      policy: fc.constant(policy),
      load,
      signals: fc.array(fc.boolean(), { minLength: 2, maxLength: 4 }),
      stored: storedUnder(policy),
      turns: fc.array(turn, { maxLength: 14 }),
      order: fc.array(fc.nat(9), { minLength: 1, maxLength: 20 }),
    }),
  );
}

/** Lets a story happen, and everything arrive. */
function live({ policy, load: { regime, region }, signals, stored, turns, order }: Story, isStale: boolean) {
  const clock = sleepyClock(now);
  const browser = createBrowser(signals.length, stored, isStale);
  const tabs = signals.map((gpc, own) =>
    createConsent(policy, { regime, region, gpc, clock, ...browser.open(own) }),
  );
  for (const tab of tabs) tab.start();
  for (const turn of turns) {
    if ("arrive" in turn) browser.arrive(turn.arrive);
    else act(tabs[turn.tab % tabs.length] as Consent, turn.step, policy, clock);
  }
  const drain = () => {
    let arrivals = 0;
    while (browser.arrive(order[arrivals % order.length] as number)) {
      arrivals += 1;
      // Tabs that answer each other for ever would never come to rest.
      expect(arrivals).toBeLessThan(1000);
    }
  };
  drain();
  return { tabs, browser, drain };
}

function act(
  tab: Consent,
  step: Step,
  { categories, services }: Policy,
  clock: { sleep(by: number): void },
): void {
  if (step.do === "time") clock.sleep(step.by);
  else if (step.do === "answer") {
    if (step.service in services) tab.answer(step.service, step.value, { ack: step.ack });
  } else if (step.do === "save") {
    const names = Object.keys(step.choices).filter((name) => name in categories || name in services);
    tab.save(Object.fromEntries(names.map((name) => [name, step.choices[name]])), { ack: step.ack });
  } else if (step.do === "forget") tab.forget();
  else if (step.do === "acceptAll" || step.do === "rejectAll" || step.do === "withdraw")
    tab[step.do]({ ack: step.ack });
}

function agree(tabs: readonly Consent[], kept: string | null): void {
  const records = tabs.map(({ getState }) => (getState() as { record: unknown }).record);
  for (const record of records) expect(record).toEqual(records[0]);
  const found = decodeRecord(kept ?? "");
  expect(records[0]).toEqual(kept ? found : null);
  if (kept && found !== "corrupt") expect(kept).toBe(encodeRecord(found));
  const [first] = tabs;
  for (const { getState } of tabs)
    if (getState().gpc === first?.getState().gpc)
      expect(getState().permissions).toEqual(first.getState().permissions);
}

test("P19: tabs converge when all messages have arrived, in whatever order", () => {
  const turn = fc.oneof(does(choice), does(steps.forget), does(steps.forward), arrival, arrival);
  holds(story(turn), (told) => {
    const { tabs, browser } = live(told, false);
    agree(tabs, browser.kept());
  });
});

test("P19: tabs whose view of the storage lags converge once they have looked again", () => {
  const turn = fc.oneof(does(choice), does(steps.forward), arrival, arrival);
  holds(story(turn), (told) => {
    const { tabs, browser, drain } = live(told, true);
    // Shown again, a page looks; what it then writes, the others hear of.
    for (let round = 0; round < 3; round++) {
      browser.wake();
      drain();
    }
    agree(tabs, browser.kept());
  });
});

test("what another tab forgot ends here, though the storage still shows it for a moment", () => {
  const clock = sleepyClock(now);
  const browser = createBrowser(2, null, true);
  const site = definePolicy({ categories: { statistics: "ask" }, services: {} });
  const open = (own: number) =>
    createConsent(site, { regime: "opt-in", gpc: false, clock, ...browser.open(own) });
  const [one, two] = [open(0), open(1)];
  for (const tab of [one, two]) tab.start();
  one.acceptAll();
  while (browser.arrive(0));
  expect(two.allows("statistics")).toBe(true);
  one.forget();
  // The message comes before the view does.
  browser.arrive(1);
  while (browser.arrive(0));
  clock.sleep(500);
  expect(two.getState()).toMatchObject({ status: "banner", permissions: { statistics: false } });
});
