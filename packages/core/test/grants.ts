import fc from "fast-check";
import { expect } from "vitest";
import type { Answers } from "../src/index.js";
import { expectedPermissions } from "./oracle.js";
import { type Seen, type Step, steps, type World } from "./world.js";

export type Grants = { readonly [name: string]: boolean };

/** What both know, and only the later allows. */
export const added = (after: Grants, before: Grants): string[] =>
  Object.keys(after).filter((name) => after[name] && before[name] === false);

export function addNothing(after: readonly Seen[], before: readonly Seen[]): void {
  for (const tab of [0, 1]) {
    expect(added(after[tab]?.state.permissions ?? {}, before[tab]?.state.permissions ?? {})).toEqual([]);
  }
}

export const running = (grants: Grants): string[] => Object.keys(grants).filter((name) => grants[name]);

/** What no answer stops here: exempt, or in a mode that the policy or the regime sets to `always`. */
export function alwaysRuns({ policy, situation }: Pick<Seen, "policy" | "situation">): string[] {
  return running(expectedPermissions(policy, "corrupt", situation));
}

export const answersOf = ({ state }: Seen): Answers =>
  typeof state.record === "object" && state.record ? state.record.answers : {};

export const reload = (world: World, changes: Partial<World["load"]> = {}): void =>
  world.happen({ do: "reload", load: { ...world.load, ...changes } });

/** What happens on a page that stays open. */
export const stayed: fc.Arbitrary<Step> = fc.oneof(
  steps.decide,
  steps.save,
  steps.answer,
  steps.look,
  steps.saveDraft,
  steps.forget,
  steps.time,
);
/** What decides nothing. */
export const quiet: fc.Arbitrary<Step> = fc.oneof(steps.look, steps.forward, steps.back, steps.reload);
