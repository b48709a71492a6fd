import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  expectedAsks,
  expectedMode,
  expectedPermissions,
  isSignalledCategory,
  strictness,
} from "../test/oracle.js";
import {
  affirmed,
  anyStep,
  createWorld,
  dayMs,
  holds,
  load,
  now,
  policy,
  recordUnder,
  regimes,
  revisedPolicy,
  type Seen,
  type Step,
  steps,
  storedUnder,
  story,
  storyWithPast,
  tell,
  type World,
} from "../test/world.js";
import {
  type ConsentRecord,
  createConsent,
  day,
  decodeRecord,
  definePolicy,
  encodeRecord,
  memoryStorage,
  merge,
  type Policy,
  permission,
  readConsent,
  type Situation,
  type Stored,
  transition,
} from "./index.js";
import { memoryTabs } from "./testing/index.js";

type Grants = { readonly [name: string]: boolean };

/** What both know, and only the later allows. */
const added = (after: Grants, before: Grants) =>
  Object.keys(after).filter((name) => after[name] && before[name] === false);

function addNothing(after: readonly Seen[], before: readonly Seen[]): void {
  for (const tab of [0, 1]) {
    expect(added(after[tab]?.state.permissions ?? {}, before[tab]?.state.permissions ?? {})).toEqual([]);
  }
}

const running = (grants: Grants) => Object.keys(grants).filter((name) => grants[name]);

/** What no answer stops here: exempt, or in a mode that the policy or the regime sets to `always`. */
function alwaysRuns({ policy, situation }: Pick<Seen, "policy" | "situation">): string[] {
  return running(expectedPermissions(policy, "corrupt", situation));
}

const answersOf = ({ state }: Seen) =>
  typeof state.record === "object" && state.record ? state.record.answers : {};

const _isDecision = (step: Step) => ["acceptAll", "rejectAll", "withdraw"].includes(step.do);
const reload = (world: World, changes: Partial<World["load"]> = {}) =>
  world.happen({ do: "reload", load: { ...world.load, ...changes } });
const stayed = fc.oneof(
  steps.decide,
  steps.save,
  steps.answer,
  steps.look,
  steps.saveDraft,
  steps.forget,
  steps.time,
);
const quiet = fc.oneof(steps.look, steps.forward, steps.back, steps.reload);

describe("permission E", () => {
  const situation = fc.record({
    regime: fc.constantFrom(...regimes),
    region: fc.constantFrom(undefined, "FR", "GB", "US-CA", "US-TX", "JP"),
    gpc: fc.boolean(),
    now: fc.constantFrom(now, now - 1, now + 180 * dayMs, now + 10 * dayMs - 1, now + 10 * dayMs),
  });
  const stored = (policy: Policy): fc.Arbitrary<Stored> =>
    fc.oneof({ weight: 6, arbitrary: recordUnder(policy) }, fc.constantFrom<Stored>(undefined, "corrupt"));

  test("is what the consent model says, for any policy, record, region, signal and time", () => {
    const told = policy.chain((policy) => fc.tuple(fc.constant(policy), stored(policy), situation));
    holds(
      told,
      ([policy, stored, situation]) => {
        expect(permission(policy, stored, situation)).toEqual(expectedPermissions(policy, stored, situation));
      },
      4,
    );
  });

  test("is what both tabs show after anything that happens, and so is what they ask", () => {
    holds(storyWithPast(), (told) => {
      tell(told, (_step, before, after) => {
        for (const [tab, { policy, situation, state }] of after.entries()) {
          if (state === before[tab]?.state) continue;
          const stored = state.record ?? undefined;
          expect(state.permissions).toEqual(expectedPermissions(policy, stored, situation));
          expect(state.asks).toEqual(expectedAsks(policy, stored, situation));
        }
      });
    });
  });
});

test("P1: exempt things are always allowed", () => {
  holds(storyWithPast(), (told) => {
    tell(told, (_step, _before, after) => {
      for (const { policy, state } of after) {
        for (const [name, { rule }] of Object.entries(policy.categories))
          if (rule === "exempt") expect(state.permissions[name]).toBe(true);
        for (const [name, { exempt }] of Object.entries(policy.services))
          if (exempt) expect(state.permissions[name]).toBe(true);
      }
    });
  });
});

test("P2: nothing under opt-in is ever allowed unless acceptAll, save or answer said yes to it", () => {
  const told = story(anyStep, { stored: fc.constantFrom(null, "garbage") });
  holds(told, (told) => {
    const yes = new Set<string>();
    tell(told, (step, before, after) => {
      for (const name of affirmed(step, before)) yes.add(name);
      for (const { policy, situation, state } of after) {
        for (const name of running(state.permissions)) {
          if (expectedMode(policy, name, situation) !== "optIn") continue;
          expect(yes.has(name) || yes.has(policy.services[name]?.category as string)).toBe(true);
        }
      }
    });
  });
});

test("P3: time alone never adds a permission", () => {
  // A clock that moved back is P22's.
  const waiting = fc.oneof(steps.forward, steps.look);
  const step = fc
    .oneof(stayed, steps.reload, waiting, waiting)
    .filter((step) => step.do !== "time" || step.by > 0);
  holds(storyWithPast(step), (told) => {
    tell(told, (step, before, after, world) => {
      if (step.do !== "time") return;
      addNothing(after, before);
      world.happen({ do: "show", tab: 0 });
      addNothing(world.both(), before);
      reload(world);
      addNothing(world.both(), before);
    });
  });
});

test("P4: a changed fingerprint never adds a permission", () => {
  holds(story(stayed, { policies: revisedPolicy }), (told) => {
    const world = tell({ ...told, first: { ...told.first, policy: 0 } });
    world.happen({ do: "show", tab: 0 });
    const before = world.both();
    reload(world, { policy: 1 });
    addNothing(world.both(), before);
  });
});

test("P5: dismissing, opening the preferences and moving toggles change neither record nor permissions", () => {
  holds(storyWithPast(fc.oneof(steps.look, anyStep)), (told) => {
    tell(told, (step, before, after) => {
      if (!["dismiss", "openPreferences", "setDraft"].includes(step.do)) return;
      for (const tab of [0, 1]) {
        const [was, is] = [before[tab] as Seen, after[tab] as Seen];
        expect(is.state.record).toEqual(was.state.record);
        expect(is.text).toBe(was.text);
        const { permissions } = was.state;
        const present = expectedPermissions(was.policy, was.state.record ?? undefined, was.situation);
        expect([permissions, present]).toContainEqual(is.state.permissions);
      }
    });
  });
});

test("P6: after a rejection or a withdrawal only exempt things run", () => {
  holds(storyWithPast(fc.oneof(anyStep, steps.refuse)), (told) => {
    tell(told, (step, _before, after) => {
      if (step.do !== "rejectAll" && step.do !== "withdraw") return;
      for (const seen of after) {
        expect(running(seen.state.permissions)).toEqual(alwaysRuns(seen));
        expect(Object.values(answersOf(seen)).every(({ value }) => value === "denied")).toBe(true);
        expect(seen.text).not.toContain("+");
      }
    });
  });
});

test("P7: withdrawing twice is withdrawing once", () => {
  holds(storyWithPast(stayed), (told) => {
    const world = tell(told);
    world.happen({ do: "withdraw", tab: 0, ack: false });
    const once = world.seen();
    world.happen({ do: "withdraw", tab: 0, ack: false });
    expect(world.seen().state.permissions).toEqual(once.state.permissions);
    expect(answersOf(world.seen())).toEqual(answersOf(once));
    expect(world.seen().state.status).toBe(once.state.status);
  });
});

test("P8: GPC on never adds a permission, for any record, corrupt ones included", () => {
  const told = fc
    .tuple(policy, load)
    .chain(([policy, load]) =>
      fc.tuple(
        fc.constant(policy),
        fc.constant(load),
        storedUnder(policy),
        fc.array(steps.forward, { maxLength: 2 }),
      ),
    );
  holds(told, ([policy, first, stored, steps]) => {
    const [off, on] = [false, true].map((gpc) => {
      const world = tell({ policies: [policy, policy], first: { ...first, gpc }, stored, steps });
      world.happen({ do: "show", tab: 0 });
      return world.both();
    });
    addNothing(on as Seen[], off as Seen[]);
    const ask = (gpc: boolean) =>
      readConsent(policy, { ...first, cookie: `cookies_preferences=${stored}`, gpc, now }).permissions;
    expect(added(ask(true), ask(false))).toEqual([]);
  });
});

describe("P9: GPC on, then off, never re-grants", () => {
  test("whatever was stored, and whatever time passes meanwhile", () => {
    const told = fc
      .tuple(story(stayed), fc.array(fc.oneof(steps.forward, steps.look), { maxLength: 3 }))
      .chain(([told, later]) => storedUnder(told.policies[0]).map((stored) => ({ told, later, stored })));
    holds(told, ({ told, later, stored }) => {
      const world = tell({ ...told, stored, first: { ...told.first, policy: 0 } });
      reload(world, { gpc: true });
      const on = world.both();
      for (const step of later) world.happen(step);
      reload(world, { gpc: false });
      addNothing(world.both(), on);
    });
  });

  const site = definePolicy({
    categories: { advertising: { rule: "ask", sale: true } },
    services: {},
    ttl: 10 * day,
    ttlDeny: 10 * day,
  });

  test("a signal over a corrupt record leaves what is opt-out refused (regression)", () => {
    const storage = memoryStorage("garbage");
    for (const gpc of [true, false]) {
      const consent = createConsent(site, { storage, gpc, region: "US-CA", tabs: memoryTabs()() });
      consent.start();
      expect(consent.allows("advertising")).toBe(false);
      expect(consent.getState()).toMatchObject({ status: "banner", record: "corrupt" });
    }
  });

  test("an override gone stale does not fall back to the opt-out default when the signal goes away (regression)", () => {
    const storage = memoryStorage();
    const at = (milliseconds: number, gpc: boolean) => {
      const clock = { now: () => milliseconds, after: () => () => {} };
      const consent = createConsent(site, { storage, gpc, clock, region: "US-CA", tabs: memoryTabs()() });
      consent.start();
      return consent;
    };
    const first = at(now, true);
    first.acceptAll({ ack: true });
    expect(first.allows("advertising")).toBe(true);
    expect(at(now + 10 * dayMs, true).allows("advertising")).toBe(false);
    expect(at(now + 10 * dayMs, false).allows("advertising")).toBe(false);
  });
});

test("P10: under GPC a signalled category runs only on a grant that overrides it", () => {
  holds(storyWithPast(), (told) => {
    tell(told, (_step, _before, after) => {
      for (const seen of after) {
        const { policy, situation, state } = seen;
        for (const name of running(state.permissions)) {
          const category = policy.services[name]?.category ?? name;
          if (!isSignalledCategory(policy, category, situation)) continue;
          if (expectedMode(policy, name, situation) === "always") continue;
          const grants = [answersOf(seen)[name], answersOf(seen)[category]];
          expect(grants.some((answer) => answer?.value === "granted" && answer.ack)).toBe(true);
        }
      }
    });
  });
});

test("P11: a stricter regime never adds a permission, unless the policy itself is looser there", () => {
  const moved = fc.tuple(storyWithPast(stayed), fc.constantFrom(...regimes));
  const looseness = ["off", "optIn", "optOut", "always"];
  holds(moved, ([told, regime]) => {
    const world = tell({ ...told, first: { ...told.first, policy: 0 } });
    world.happen({ do: "show", tab: 0 });
    const before = world.seen();
    if (strictness[regime] < strictness[before.situation.regime]) return;
    reload(world, { regime });
    const after = world.seen();
    const isLooser = (name: string) =>
      looseness.indexOf(expectedMode(after.policy, name, after.situation)) >
      looseness.indexOf(expectedMode(before.policy, name, before.situation));
    const more = added(after.state.permissions, before.state.permissions);
    expect(more.filter((name) => !isLooser(name))).toEqual([]);
  });
});

test("P12: a corrupt record is closed to all that isn't exempt, and asks", () => {
  const garbage = fc.oneof(
    fc.string({ minLength: 1, maxLength: 60 }).filter((text) => decodeRecord(text) === "corrupt"),
    fc.constantFrom("1", "2.0.0.0.0000", "granted", "1.0.0.0.0000~a+"),
  );
  holds(fc.tuple(policy, load, garbage), ([policy, first, stored]) => {
    const world = createWorld({ policies: [policy, policy], first, stored });
    for (const seen of world.both()) {
      expect(running(seen.state.permissions)).toEqual(alwaysRuns(seen));
      const asks = expectedAsks(policy, "corrupt", seen.situation);
      expect(seen.state).toMatchObject({ record: "corrupt", asks, status: asks[0] ? "banner" : "closed" });
    }
    expect(world.seen().text).toBe(stored);
  });
});

test("P13: nothing is asked within ttl of a decision", () => {
  const later = fc.oneof(steps.look, steps.forward, steps.reload);
  const told = fc.tuple(storyWithPast(stayed), steps.decide, fc.array(later, { maxLength: 6 }));
  holds(told, ([told, decision, later]) => {
    const world = tell(told);
    world.happen(decision);
    const { policy, situation } = world.seen();
    const { regime, region, policy: version } = world.load;
    for (const step of later) {
      if (step.do === "reload") reload(world, { gpc: step.load.gpc });
      else world.happen(step);
      world.happen({ do: "show", tab: 0 });
      expect(world.load).toMatchObject({ regime, region, policy: version });
      if (world.clock.now() >= situation.now + policy.ttl * 1000) return;
      for (const { state } of world.both()) {
        expect(state.asks).toEqual([]);
        expect(state.status).not.toBe("banner");
      }
    }
  });
});

test("P14: a denial outlives any grant, any time, revision, regime and signal", () => {
  holds(story(fc.oneof(anyStep, quiet, steps.refuse), { policies: revisedPolicy }), (told) => {
    const denied = new Set<string>();
    tell(told, (step, before, after) => {
      if (step.do === "forget") denied.clear();
      for (const name of affirmed(step, before)) denied.delete(name);
      // "Accept all" takes back what was said of single services.
      if (step.do === "acceptAll") denied.clear();
      for (const seen of after) {
        for (const name of denied) {
          if (expectedMode(seen.policy, name, seen.situation) === "always") continue;
          expect([name, seen.state.permissions[name]]).toEqual([name, false]);
        }
        for (const [name, { value }] of Object.entries(answersOf(seen)))
          if (value === "denied") denied.add(name);
      }
    });
  });
});

test("P15: a running service has its category, or its own explicit grant", () => {
  holds(storyWithPast(), (told) => {
    tell(told, (_step, _before, after) => {
      for (const seen of after) {
        for (const [name, { category, exempt }] of Object.entries(seen.policy.services)) {
          if (!seen.state.permissions[name] || exempt) continue;
          expect(seen.state.permissions[category] || answersOf(seen)[name]?.value === "granted").toBe(true);
        }
      }
    });
  });
});

test("P16: merge is commutative, associative and idempotent", () => {
  const told = policy.chain((policy) => {
    const stored = fc.oneof(
      { weight: 8, arbitrary: recordUnder(policy) },
      fc.constantFrom<Stored>(undefined, "corrupt"),
    );
    return fc.tuple(stored, stored, stored);
  });
  holds(
    told,
    ([a, b, c]) => {
      expect(merge(a, b)).toEqual(merge(b, a));
      expect(merge(merge(a, b), c)).toEqual(merge(a, merge(b, c)));
      expect(merge(a, a)).toEqual(a);
    },
    4,
  );
});

test("of two records the later one counts, at equal times the one with fewer grants, then the one written more often", () => {
  const told = policy.chain((policy) => fc.tuple(recordUnder(policy), recordUnder(policy)));
  const grants = ({ answers }: ConsentRecord) =>
    Object.values(answers).filter(({ value }) => value === "granted").length;
  holds(told, ([one, other]) => {
    const merged = merge(one, other) as ConsentRecord;
    expect(merged.updatedAt).toBe(Math.max(one.updatedAt, other.updatedAt));
    if (one.updatedAt !== other.updatedAt) return;
    expect(grants(merged)).toBe(Math.min(grants(one), grants(other)));
    if (grants(one) === grants(other)) expect(merged.seq).toBe(Math.max(one.seq, other.seq));
  });
});

test("P17: accepting all is saving all as true, rejecting all is saving all as false, on permissions", () => {
  holds(fc.tuple(storyWithPast(stayed), fc.boolean(), fc.boolean()), ([told, value, ack]) => {
    const [one, other] = [tell(told), tell(told)];
    const { categories, services } = one.seen().policy;
    const all = [...Object.keys(categories), ...Object.keys(services)];
    one.happen({ do: value ? "acceptAll" : "rejectAll", tab: 0, ack });
    other.happen({ do: "save", tab: 0, ack, choices: Object.fromEntries(all.map((name) => [name, value])) });
    expect(one.seen().state.permissions).toEqual(other.seen().state.permissions);
  });
});

test("P18: a partial save leaves the rest as it was, undecided opt-in refused, and closed what was unreadable", () => {
  holds(fc.tuple(storyWithPast(stayed), steps.save), ([told, save]) => {
    const world = tell(told);
    world.happen({ do: "show", tab: save.tab });
    const before = world.seen(save.tab);
    world.happen(save);
    const after = world.seen(save.tab);
    for (const name of Object.keys(before.state.permissions)) {
      if (save.choices[name] !== undefined || before.policy.categories[name]?.rule === "exempt") continue;
      if (before.policy.services[name]?.exempt) continue;
      const [was, is] = [answersOf(before)[name], answersOf(after)[name]];
      const isService = name in before.policy.services;
      const isOptIn = expectedMode(before.policy, name, before.situation) === "optIn";
      if (was || isService || (!isOptIn && before.state.record !== "corrupt")) expect(is).toEqual(was);
      else expect(is?.value).toBe("denied");
      if (!isService) expect(after.state.permissions[name]).toBe(before.state.permissions[name]);
    }
  });
});

test("P20: no grant is stored without an affirmative event", () => {
  const told = story(anyStep, { stored: fc.constantFrom(null, "garbage") });
  holds(told, (told) => {
    const yes = new Set<string>();
    tell(told, (step, before, after) => {
      for (const name of affirmed(step, before)) yes.add(name);
      for (const seen of after) {
        const stored = decodeRecord(seen.text ?? "");
        const written = stored === "corrupt" ? {} : stored.answers;
        for (const answers of [answersOf(seen), written])
          for (const [name, { value }] of Object.entries(answers))
            if (value === "granted") expect(yes).toContain(name);
      }
    });
  });
});

describe("P21: what is decoded is what was encoded", () => {
  test("decode(encode(record)) is the record, in cookie-octets alone", () => {
    const told = policy.chain(recordUnder);
    holds(told, (record) => {
      const text = encodeRecord(record);
      expect(decodeRecord(text)).toEqual(record);
      expect(text).toMatch(/^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*$/);
    });
  });

  test("a record is its text's only record: encode(decode(text)) decodes to the same", () => {
    const told = policy.chain(recordUnder).map(encodeRecord);
    holds(fc.tuple(told, fc.nat(200), fc.string({ maxLength: 3 })), ([text, at, noise]) => {
      const mutated = text.slice(0, at) + noise + text.slice(at + 1);
      const record = decodeRecord(mutated);
      if (record !== "corrupt") expect(decodeRecord(encodeRecord(record))).toEqual(record);
    });
  });

  test("arbitrary text never throws, and permits only what is exempt", () => {
    holds(fc.tuple(policy, fc.oneof(fc.string(), fc.string({ unit: "binary" }))), ([policy, text]) => {
      expect(decodeRecord(text)).toBe("corrupt");
      const { permissions } = readConsent(policy, {
        cookie: `cookies_preferences=${text}`,
        regime: "opt-in",
        now,
      });
      const seen: Situation = { regime: "opt-in", gpc: false, now };
      expect(permissions).toEqual(expectedPermissions(policy, "corrupt", seen));
    });
  });
});

describe("P22: a clock that moved back gives no grant", () => {
  test("not to a page that is open, nor to one that is loaded again, nor when the time comes round again", () => {
    const told = fc.tuple(storyWithPast(stayed), steps.back, fc.array(steps.forward, { maxLength: 3 }));
    holds(told, ([told, back, later]) => {
      const world = tell(told);
      world.happen({ do: "show", tab: 0 });
      const before = world.seen();
      const isAhead = (name: string | undefined) => {
        const answer = answersOf(before)[name ?? ""];
        return !answer || answer.value === "denied" || answer.at > world.clock.now();
      };
      world.happen(back);
      for (const look of [() => world.happen({ do: "show", tab: 0 }), () => reload(world)]) {
        look();
        const { policy, situation, state } = world.seen();
        for (const name of running(state.permissions)) {
          if (expectedMode(policy, name, situation) !== "optIn") continue;
          expect(isAhead(name) && isAhead(policy.services[name]?.category)).toBe(false);
        }
      }
      const moved = world.both();
      for (const step of later) world.happen(step);
      world.happen({ do: "show", tab: 0 });
      addNothing(world.both(), moved);
    });
  });

  test("not to a grant dated ahead, even by a machine that believes it is 1970", () => {
    const told = policy.chain((policy) => fc.tuple(fc.constant(policy), recordUnder(policy), load));
    holds(told, ([policy, record, first]) => {
      const situation: Situation = { ...first, now: 5 * dayMs };
      const started = transition(policy, record, situation);
      for (const days of [0, 3, 100]) {
        const later = { ...situation, now: situation.now + days * dayMs };
        const permissions = permission(policy, started, later);
        for (const name of running(permissions)) expect(expectedMode(policy, name, later)).not.toBe("optIn");
      }
    });
  });
});

test("P23: a withdrawal wins the merge over any record that isn't younger", () => {
  const told = policy.chain((policy) =>
    fc.tuple(
      fc.constant(policy),
      recordUnder(policy),
      recordUnder(policy),
      load,
      fc.constantFrom("rejectAll", "withdraw"),
    ),
  );
  holds(told, ([policy, base, other, first, type]) => {
    const situation: Situation = { ...first, now: Math.max(now, other.updatedAt) };
    const withdrawn = transition(policy, base, situation, { type });
    for (const merged of [merge(withdrawn, other), merge(other, withdrawn)]) {
      expect(running(permission(policy, merged, situation))).toEqual(
        running(expectedPermissions(policy, "corrupt", situation)),
      );
    }
  });
});

test("P24: a server and a browser compute the same from the same header", () => {
  holds(fc.tuple(storyWithPast(), load), ([told, next]) => {
    const world = tell(told);
    const { text } = world.seen();
    const cookie = `theme=dark; cookies_preferences=${text}; x_cookies_preferences=1`;
    const policy = told.policies[next.policy] as Policy;
    const header = text === null ? "theme=dark" : cookie;
    const server = readConsent(policy, { ...next, cookie: header, now: world.clock.now() });
    world.happen({ do: "reload", load: next });
    const { record, ...browser } = world.seen().state;
    expect(JSON.parse(JSON.stringify({ ...server, record: null }))).toEqual(
      JSON.parse(JSON.stringify({ ...browser, record: null })),
    );
    if (server.status === "pending" || !server.record || server.record === "corrupt")
      expect(server).toMatchObject({ record });
    else expect(server.record.answers).toEqual(answersOf(world.seen()));
  });
});

describe("what no visitor decides", () => {
  const settle = (policy: Policy, found: Stored, { regime, gpc }: Situation) =>
    transition(policy, found, { regime, gpc, now });

  test("settles at once: the same record found again stays as it is", () => {
    const told = policy.chain((made) => fc.tuple(fc.constant(made), recordUnder(made), load));
    holds(told, ([made, record, first]) => {
      const settled = settle(made, record, { ...first, now });
      expect(settle(made, settled, { ...first, now })).toBe(settled);
    });
  });

  test("comes to rest between two tabs that have two versions of a policy", () => {
    const told = fc
      .tuple(policy, policy)
      .chain(([one, other]) => fc.tuple(fc.constant(one), fc.constant(other), recordUnder(one), load, load));
    holds(told, ([one, other, record, first, second]) => {
      let stored: Stored = record;
      for (let round = 0; round < 4; round++) {
        stored = settle(one, stored, { ...first, now });
        stored = settle(other, stored, { ...second, now });
      }
      expect(settle(one, stored, { ...first, now })).toBe(stored);
    });
  });
});

test("the published model names each property as its test does", () => {
  const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
  const tests = `${read("./properties.test.ts")}${read("./tabs.test.ts")}`;
  const named = [...read("../../../docs/consent-model.md").matchAll(/^- (P\d+: .*)$/gm)].map(
    ([, name]) => name,
  );
  expect(named.map((name) => Number(/\d+/.exec(name as string)))).toEqual(
    Array.from({ length: 24 }, (_, index) => index + 1),
  );
  for (const name of named) expect(tests).toContain(`("${name}"`);
});
