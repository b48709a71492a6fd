import fc from "fast-check";
import {
  type Clock,
  type Consent,
  type ConsentRecord,
  type ConsentState,
  type ConsentStorage,
  createConsent,
  day,
  definePolicy,
  encodeRecord,
  fingerprint,
  memoryStorage,
  type Policy,
  type PolicyInput,
  type Regime,
  type Situation,
  type Tabs,
} from "../src/index.js";

/** How many runs a property gets, unless it says otherwise. */
export const runs: number = Number(process.env.ASSENT_RUNS ?? 1000);

/** Holds for each of many stories; `ASSENT_RUNS` says how many. */
export function holds<Told>(told: fc.Arbitrary<Told>, check: (told: Told) => void, share = 1): void {
  const { failed, seed, counterexamplePath, counterexample, errorInstance } = fc.check(
    fc.property(told, check),
    { numRuns: runs * share },
  );
  if (!failed) return;
  const derived = ["entries", "names", "regimes", "recordName"];
  const story = JSON.stringify(
    counterexample,
    (key, value) => (derived.includes(key) ? undefined : value),
    1,
  );
  throw new Error(
    `${errorInstance}
seed ${seed}, path "${counterexamplePath}", told of ${story}`,
    {
      cause: errorInstance,
    },
  );
}

export const dayMs: number = day * 1000;

const categoryPool = ["necessary", "statistics", "advertising", "media"] as const;
const servicePool = ["session", "audience", "ads", "video", "chat"] as const;
export const regimes: readonly Regime[] = ["none", "notice", "opt-out", "opt-in"];
const regions = [undefined, "FR", "GB", "US-CA", "US-TX", "JP"] as const;

const mode = fc.constantFrom("always", "optOut", "optIn", "off");
const modes = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.dictionary(fc.constantFrom("GB", "US", "US-CA", ...regimes), mode, { maxKeys: 2 }),
  },
);
const revision = fc.nat(2);

const category = fc.record({
  rule: fc.constantFrom("ask", "ask", "ask", "exempt"),
  sale: fc.boolean(),
  revision,
  modes,
});

const service = fc.record({
  category: fc.constantFrom(...categoryPool),
  exempt: fc.constantFrom(false, false, false, "strictly-necessary"),
  provider: fc.constantFrom("Ada", "Bea"),
  party: fc.constantFrom("first", "third"),
  revision,
  maxAge: fc.constantFrom(30 * day, 90 * day, "session"),
});

const table = <Value>(names: readonly string[], value: fc.Arbitrary<Value>) =>
  fc.record(Object.fromEntries(names.map((name) => [name, fc.option(value, { nil: undefined, freq: 4 })])));

/** A policy as a site writes it down: some of four categories and five services. */
export const policyInput: fc.Arbitrary<PolicyInput> = fc
  .record({
    categories: table(categoryPool.slice(1), category),
    services: table(servicePool, service),
    ttl: fc.constantFrom(10 * day, 180 * day, 390 * day),
    grace: fc.constantFrom(0, 5 * day),
  })
  .map(({ categories, services, ttl, grace }) => {
    const given: PolicyInput["categories"] = { necessary: "exempt", ...present(categories) };
    return {
      categories: given,
      services: Object.fromEntries(
        Object.entries(present(services)).map(([name, { maxAge, ...rest }]) => {
          const category = rest.category in given ? rest.category : "necessary";
          const home = given[category];
          const isExempt = (typeof home === "object" ? home.rule : home) === "exempt";
          const exempt = isExempt ? ("communication" as const) : rest.exempt;
          return [name, { ...rest, category, exempt, cookies: { [`_${name}_*`]: { purpose: "", maxAge } } }];
        }),
      ),
      ttl,
      ttlDeny: ttl + grace,
    } as PolicyInput;
  });

export const policy: fc.Arbitrary<Policy> = policyInput.map((input) => definePolicy(input));

/** A policy and a later version of it, in which things mean something else, but none is exempt, sold or named anew. */
export const revisedPolicy: fc.Arbitrary<readonly [Policy, Policy]> = fc
  .tuple(policyInput, fc.array(fc.constantFrom(...categoryPool, ...servicePool), { minLength: 1 }), revision)
  .map(([input, names, by]) => {
    const bump = <Given extends object>(entries: { readonly [name: string]: Given | string }) =>
      Object.fromEntries(
        Object.entries(entries).map(([name, given]) => {
          if (typeof given === "string" || !names.includes(name as never)) return [name, given];
          if (by === 1 && "provider" in given) return [name, { ...given, provider: "Eve" }];
          const cookies = { [`_${name}_new`]: { purpose: "", maxAge: day } };
          if (by === 2 && "cookies" in given) return [name, { ...given, cookies }];
          return [name, { ...given, revision: 7 }];
        }),
      );
    const later = { ...input, categories: bump(input.categories), services: bump(input.services) };
    return [definePolicy(input), definePolicy(later as PolicyInput)] as const;
  });

export const names: readonly string[] = [...categoryPool, ...servicePool];

const answer = fc.record({
  value: fc.constantFrom("granted", "denied"),
  age: fc.oneof(fc.integer({ min: -20, max: 420 }), fc.constantFrom(0, 10, 180, 390)),
  rev: fc.constantFrom("own", "own", "own", "zzzz"),
  regime: fc.constantFrom(...regimes, "opt-in"),
  ack: fc.boolean(),
  by: fc.constantFrom("accept", "reject", "save", "withdraw", "service", "gpc", "api", "account", "migrate"),
});

/** The present, for generated records. */
export const now: number = Date.UTC(2026, 5, 15);

/** Any record that could be stored under a policy, also one that no sequence of events would make. */
export function recordUnder(policy: Policy): fc.Arbitrary<ConsentRecord> {
  return fc
    .record({
      answers: fc.dictionary(fc.constantFrom(...names, "ghost"), answer, { maxKeys: 9 }),
      seq: fc.nat(5),
      age: fc.integer({ min: -3, max: 3 }),
      id: fc.constantFrom("0", "k3f9a0c2"),
    })
    .map(({ answers, seq, age, id }) => ({
      format: 1 as const,
      id,
      seq,
      updatedAt: now - age,
      answers: Object.fromEntries(
        Object.entries(answers).map(([name, { age, rev, ...rest }]) => {
          const own = fingerprint(policy, name) ?? "abcd";
          return [name, { ...rest, at: now - age * dayMs, rev: rev === "own" ? own : rev } as never];
        }),
      ),
    }));
}

/** What a page knows when it is loaded. */
export interface Load {
  readonly policy: number;
  readonly regime: Regime;
  readonly region: string | undefined;
  readonly gpc: boolean;
}

export const load: fc.Arbitrary<Load> = fc.record({
  policy: fc.nat(1),
  regime: fc.constantFrom(...regimes, "opt-out", "opt-in", "opt-in"),
  region: fc.constantFrom(...regions),
  gpc: fc.boolean(),
});

type Bits = { readonly [name: string]: boolean | undefined };

/** One thing that happens. */
export type Step =
  | { readonly do: "acceptAll" | "rejectAll" | "withdraw"; readonly tab: number; readonly ack: boolean }
  | { readonly do: "save"; readonly tab: number; readonly ack: boolean; readonly choices: Bits }
  | {
      readonly do: "answer";
      readonly tab: number;
      readonly ack: boolean;
      readonly service: string;
      readonly value: boolean;
    }
  | {
      readonly do: "saveDraft" | "dismiss" | "openPreferences" | "forget" | "show" | "restart";
      readonly tab: number;
    }
  | { readonly do: "setDraft"; readonly tab: number; readonly choices: Bits }
  | { readonly do: "time"; readonly by: number }
  | { readonly do: "reload"; readonly load: Load };

const tab = fc.nat(1);
const ack = fc.boolean();
const choices = fc.dictionary(fc.constantFrom(...names), fc.boolean(), { maxKeys: 4 });
const past = fc.constantFrom(-400 * dayMs, -10 * dayMs, -1);
const future = fc.constantFrom(1, 3_600_000, 5 * dayMs, 10 * dayMs, 175 * dayMs, 400 * dayMs);

type Steps = fc.Arbitrary<Step>;

/** Events by kind. */
export const steps: {
  readonly [kind in
    | "decide"
    | "refuse"
    | "answer"
    | "look"
    | "saveDraft"
    | "forget"
    | "time"
    | "forward"
    | "back"
    | "reload"]: Steps;
} & { readonly save: fc.Arbitrary<Extract<Step, { do: "save" }>> } = {
  decide: fc.record({
    do: fc.constantFrom("acceptAll" as const, "rejectAll" as const, "withdraw" as const),
    tab,
    ack,
  }),
  refuse: fc.record({ do: fc.constantFrom("rejectAll" as const, "withdraw" as const), tab, ack }),
  save: fc.record({ do: fc.constant("save" as const), tab, ack, choices }),
  answer: fc.record({
    do: fc.constant("answer" as const),
    tab,
    ack,
    service: fc.constantFrom(...servicePool),
    value: fc.boolean(),
  }),
  look: fc.oneof(
    fc.record({
      do: fc.constantFrom(
        "dismiss" as const,
        "openPreferences" as const,
        "show" as const,
        "restart" as const,
      ),
      tab,
    }),
    fc.record({ do: fc.constant("setDraft" as const), tab, choices }),
  ),
  saveDraft: fc.record({ do: fc.constant("saveDraft" as const), tab }),
  forget: fc.record({ do: fc.constant("forget" as const), tab }),
  time: fc.record({ do: fc.constant("time" as const), by: fc.oneof(past, future, future) }),
  forward: fc.record({ do: fc.constant("time" as const), by: future }),
  back: fc.record({ do: fc.constant("time" as const), by: past }),
  reload: fc.record({ do: fc.constant("reload" as const), load }),
};

/** Everything that can happen. */
export const anyStep: fc.Arbitrary<Step> = fc.oneof(...Object.values(steps));

/** A site's life: two versions of its policy, a first load, and what happens then. */
export interface Story {
  readonly policies: readonly [Policy, Policy];
  readonly first: Load;
  readonly steps: readonly Step[];
  readonly stored: string | null;
}

export function story(
  step: fc.Arbitrary<Step> = anyStep,
  options: {
    readonly policies?: fc.Arbitrary<readonly [Policy, Policy]>;
    readonly stored?: fc.Arbitrary<string | null>;
    readonly first?: fc.Arbitrary<Load>;
  } = {},
): fc.Arbitrary<Story> {
  return fc.record({
    policies: options.policies ?? fc.oneof(fc.tuple(policy, policy), revisedPolicy),
    first: options.first ?? load,
    steps: fc.array(step, { maxLength: 12 }),
    stored: options.stored ?? fc.constant(null),
  });
}

/** A story whose storage held something before, made by the first policy or garbage. */
export function storyWithPast(step: fc.Arbitrary<Step> = anyStep): fc.Arbitrary<Story> {
  return story(step).chain((told) => storedUnder(told.policies[0]).map((stored) => ({ ...told, stored })));
}

export function storedUnder(policy: Policy): fc.Arbitrary<string | null> {
  return fc.oneof(
    { weight: 4, arbitrary: recordUnder(policy).map(encodeRecord) },
    { weight: 1, arbitrary: fc.constantFrom(null, "garbage", "1.0.0.0") },
  );
}

/** What can be seen of a tab at one moment. */
export interface Seen {
  readonly policy: Policy;
  readonly situation: Situation;
  readonly state: Exclude<ConsentState, { status: "pending" }>;
  /** What is stored. */
  readonly text: string | null;
}

/** Two tabs of one browser in which a story happens. */
export interface World {
  readonly tabs: readonly Consent[];
  readonly storage: ConsentStorage;
  readonly clock: SleepyClock;
  readonly load: Load;
  seen(tab?: number): Seen;
  both(): readonly Seen[];
  happen(step: Step): void;
}

export function createWorld({ policies, first, stored }: Omit<Story, "steps">): World {
  const clock = sleepyClock(now);
  const storage = memoryStorage(stored);
  const browser = tabsInStep();
  let load = first;
  let tabs: Consent[] = [];
  let leave: (() => void)[] = [];

  function open(): void {
    for (const end of leave) end();
    browser.clear();
    clock.clear();
    const site = policies[load.policy] as Policy;
    tabs = [0, 1].map(() => {
      const { regime, region, gpc } = load;
      const options = { regime, region, gpc, storage, clock, tabs: browser.open(), onError: fail };
      return createConsent(site, options);
    });
    leave = tabs.map((tab) => tab.start());
  }

  function happen(step: Step): void {
    if (step.do === "time") clock.sleep(step.by);
    else if (step.do === "reload") {
      load = step.load;
      open();
    } else act(tabs[step.tab] as Consent, step);
  }

  function act(tab: Consent, step: Extract<Step, { tab: number }>): void {
    const declared = { ...tab.policy.categories, ...tab.policy.services };
    const known = (bits: Bits) =>
      Object.fromEntries(Object.entries(bits).filter(([name]) => name in declared));
    switch (step.do) {
      case "save":
        tab.save(known(step.choices), { ack: step.ack });
        break;
      case "setDraft":
        tab.setDraft(known(step.choices));
        break;
      case "answer":
        if (step.service in tab.policy.services) tab.answer(step.service, step.value, { ack: step.ack });
        break;
      case "saveDraft":
        if (tab.getState().status === "preferences") tab.save();
        break;
      case "show":
        browser.wake();
        break;
      case "restart":
        leave[step.tab]?.();
        leave[step.tab] = tab.start();
        break;
      case "dismiss":
      case "openPreferences":
      case "forget":
        tab[step.do]();
        break;
      default:
        tab[step.do]({ ack: step.ack });
    }
  }

  function seen(tab = 0): Seen {
    const { regime, region, gpc } = load;
    const { policy, getState } = tabs[tab] as Consent;
    const state = getState() as Seen["state"];
    return { policy, situation: { regime, region, gpc, now: clock.now() }, state, text: text() };
  }

  const text = () => (storage.read() as string | null) ?? null;

  open();
  return {
    get tabs() {
      return tabs;
    },
    get load() {
      return load;
    },
    storage,
    clock,
    seen,
    both: () => [seen(0), seen(1)],
    happen,
  };
}

function fail(error: unknown): never {
  throw error;
}

/** Tells a story, and has each step looked at: what both tabs showed before it and after it. */
export function tell(
  told: Story,
  look: (step: Step, before: readonly Seen[], after: readonly Seen[], world: World) => void = () => {},
): World {
  const world = createWorld(told);
  for (const step of told.steps) {
    const before = world.both();
    world.happen(step);
    look(step, before, world.both(), world);
  }
  return world;
}

/** The names that a step says yes to, as the visitor sees it. */
export function affirmed(step: Step, before: readonly Seen[]): readonly string[] {
  const yes = (bits: Bits) => Object.keys(bits).filter((name) => bits[name]);
  const { policy, state } = before["tab" in step ? step.tab : 0] as Seen;
  switch (step.do) {
    case "acceptAll":
      return Object.keys(policy.categories);
    case "save":
      return yes(step.choices);
    case "saveDraft":
      return state.status === "preferences" ? yes(state.draft) : [];
    case "answer":
      return step.value ? [step.service] : [];
    default:
      return [];
  }
}

/** A clock whose machine sleeps through any change of time, also backwards: what came due calls back once, late. */
export interface SleepyClock extends Clock {
  sleep(milliseconds: number): void;
  clear(): void;
}

export function sleepyClock(start: number): SleepyClock {
  let time = start;
  const timers = new Set<{ at: number; callback: () => void }>();
  return {
    now: () => time,
    after(milliseconds, callback) {
      const timer = { at: time + milliseconds, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    sleep(milliseconds) {
      time += milliseconds;
      for (const timer of [...timers]) {
        if (timer.at <= time && timers.delete(timer)) timer.callback();
      }
    },
    clear: () => timers.clear(),
  };
}

function tabsInStep(): { open(): Tabs; wake(): void; clear(): void } {
  const open = new Set<(message: string) => void>();
  return {
    open() {
      let own: ((message: string) => void) | undefined;
      return {
        join(hear) {
          own = hear;
          open.add(hear);
          return () => open.delete(hear);
        },
        post(message, run) {
          for (const hear of [...open]) if (hear !== own) hear(message);
          run();
        },
      };
    },
    wake() {
      for (const hear of [...open]) hear("");
    },
    clear: () => open.clear(),
  };
}

function present<Value>(entries: { readonly [name: string]: Value | undefined }): { [name: string]: Value } {
  return Object.fromEntries(
    Object.entries(entries).filter((entry): entry is [string, Value] => entry[1] !== undefined),
  );
}
