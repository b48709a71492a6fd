import type { Consent } from "@assent/core";
import { texts } from "./texts.ts";

type Asked = Exclude<keyof typeof texts.categories, "necessary">;

/** A row of the preferences. */
export interface Toggle {
  readonly category: Asked;
  readonly name: string;
  /** What it is for; under Global Privacy Control also that turning it on is an exception. */
  readonly text: string;
  /** `"mixed"` where a service has an answer of its own that differs, as from "Always load". */
  readonly value: boolean | "mixed";
  /** Moves it, and with it the answers that its services have of their own. */
  set(isOn: boolean): void;
}

/** The toggles of the open preferences: one for each category that asks. */
export function togglesOf({ policy, getState, setDraft }: Consent): Toggle[] {
  const state = getState();
  if (state.status !== "preferences") return [];
  const { draft, gpc, permissions, record } = state;
  const answers = typeof record === "object" ? record?.answers : undefined;
  const asked = (Object.keys(policy.categories) as Asked[]).filter(
    (category) => policy.categories[category]?.rule === "ask",
  );
  return asked.map((category) => {
    const { name, text } = texts.categories[category];
    const isSignalled = gpc && policy.categories[category]?.sale;
    const isOn = draft[category] === true;
    const answered = Object.keys(policy.services).filter(
      (name) => policy.services[name]?.category === category && answers?.[name],
    );
    const isMixed = answered.some((name) => (draft[name] ?? permissions[name]) !== isOn);
    return {
      category,
      name,
      text: isSignalled ? `${text} ${texts.preferences.signal}` : text,
      value: isMixed ? "mixed" : isOn,
      set: (value) => setDraft(Object.fromEntries([category, ...answered].map((name) => [name, value]))),
    };
  });
}

/**
 * Saves the toggles. The conflict with Global Privacy Control stands beside them, so that one that was turned on
 * against it is the visitor's exception.
 */
export function saveToggles({ save, getState }: Consent): void {
  save(undefined, { ack: getState().gpc });
}
