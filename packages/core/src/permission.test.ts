import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { added, addNothing, alwaysRuns, answersOf, quiet, reload, running, stayed } from "../test/grants.js";
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
  steps,
  storedUnder,
  story,
  storyWithPast,
  tell,
} from "../test/world.js";
import {
  createConsent,
  day,
  decodeRecord,
  definePolicy,
  memoryStorage,
  type Policy,
  permission,
  readConsent,
  type Situation,
  type Stored,
  transition,
} from "./index.js";
import { memoryTabs } from "./testing/index.js";

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
