import type { Consent, Policy } from "@assent/core";

/**
 * What a category's toggle shows: on, off, or in between where one of its services has an answer of its own, as
 * from "Always load".
 */
export function toggleOf(consent: Consent, category: string): boolean | "mixed" {
  const state = consent.getState();
  if (state.status !== "preferences") return false;
  const isOn = state.draft[category] === true;
  const differ = answered(consent, category).some(
    (name) => (state.draft[name] ?? state.permissions[name]) !== isOn,
  );
  return differ ? "mixed" : isOn;
}

/** Moves a category's toggle, and with it the answers that its services have of their own. */
export function setToggle(consent: Consent, category: string, isOn: boolean): void {
  const names = [category, ...answered(consent, category)];
  consent.setDraft(Object.fromEntries(names.map((name) => [name, isOn])));
}

/** Whether there is something to withdraw. */
export function hasGrants({ services }: Policy, permissions: { readonly [name: string]: boolean }): boolean {
  return Object.entries(services).some(([name, { exempt }]) => !exempt && permissions[name]);
}

function answered({ policy, getState }: Consent, category: string): string[] {
  const state = getState();
  const answers = "record" in state && typeof state.record === "object" ? state.record?.answers : undefined;
  return Object.keys(policy.services).filter(
    (name) => policy.services[name]?.category === category && answers?.[name],
  );
}
