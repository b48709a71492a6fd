import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { alwaysRuns, answersOf, reload, running, stayed } from "../test/grants.js";
import { expectedMode, expectedPermissions } from "../test/oracle.js";
import {
  affirmed,
  anyStep,
  holds,
  load,
  now,
  policy,
  recordUnder,
  type Seen,
  steps,
  story,
  storyWithPast,
  tell,
} from "../test/world.js";
import { decodeRecord, type Policy, type Situation, type Stored, transition } from "./index.js";

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
