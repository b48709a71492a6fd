import type { ChoiceEvent, ConsentState, Policy } from "@assent/core";
import { choiceOf } from "@assent/ui";
import { togglesIn } from "@assent/ui/layers";
import type { Refusal } from "./refusal.js";

/** What a post asks for. */
export type Posted =
  | { readonly kind: "choice"; readonly choice: ChoiceEvent; readonly shown: Shown }
  /** What a page decided by itself: its record, as it stored it. */
  | { readonly kind: "record"; readonly record: string; readonly forgotten: boolean; readonly shown: Shown }
  /** A page without scripts asks for the preferences, or closes something. */
  | { readonly kind: "move"; readonly to: "preferences" | "back" };

/** What the page says that it showed. */
export interface Shown {
  readonly locale: string | undefined;
  readonly layer: string | undefined;
}

/** What forms post besides their toggles: no category and no service may be called so. */
export const fieldNames: readonly string[] = ["choice", "only", "next", "locale", "layer"];

/** What a form of ours posted. */
export function postedFields(fields: URLSearchParams, policy: Policy, state: ConsentState): Posted | Refusal {
  const value = fields.get("choice") ?? "";
  if (value === "preferences") return { kind: "move", to: "preferences" };
  if (value === "close") return { kind: "move", to: "back" };
  const found = choiceOf(fields, togglesIn(policy, state));
  if (!found) return unknownChoice;
  const unknown = unknownNames(policy, found);
  if (unknown) return unknown;
  // The page says what an exception from the signal is.
  const ack = state.gpc && (found.type === "save" || found.type === "answer");
  const shown = {
    locale: fields.get("locale") ?? undefined,
    layer: fields.get("layer") ?? layers[value],
  };
  return { kind: "choice", choice: { ...found, ack }, shown };
}

/** What a script posted, as JSON. */
export function postedJson(text: string, policy: Policy): Posted | Refusal {
  const given = parse(text);
  if (!isObject(given)) return { status: 400, message: "The body is no JSON object." };
  const { choice, choices, ack, record, forgotten, locale, layer } = given;
  const shown = {
    locale: typeof locale === "string" ? locale : undefined,
    layer: typeof layer === "string" ? layer : undefined,
  };
  if (typeof record === "string") return { kind: "record", record, forgotten: forgotten === true, shown };
  const type = typeof choice === "string" && Object.hasOwn(types, choice) && types[choice];
  if (!type) return unknownChoice;
  if (type === "save" || type === "answer") {
    if (!isObject(choices) || !Object.values(choices).every((value) => typeof value === "boolean"))
      return { status: 422, message: `"choices" must hold names and true or false.` };
    const found = { type, choices: choices as { [name: string]: boolean }, ack: ack === true };
    return unknownNames(policy, found) ?? { kind: "choice", choice: found, shown };
  }
  return { kind: "choice", choice: { type, ack: ack === true }, shown };
}

const types: { readonly [choice: string]: ChoiceEvent["type"] } = {
  accept: "acceptAll",
  reject: "rejectAll",
  withdraw: "withdraw",
  save: "save",
  answer: "answer",
};

/** Where each choice is most likely made, where the page doesn't say. */
const layers: { readonly [choice: string]: string } = {
  accept: "banner",
  reject: "banner",
  save: "preferences",
  answer: "embed",
};

const unknownChoice: Refusal = {
  status: 422,
  message: `"choice" must be one of accept, reject, save, answer, withdraw.`,
};

function unknownNames({ entries }: Policy, { type, choices = {} }: ChoiceEvent): Refusal | undefined {
  const names = Object.keys(choices);
  const unknown = names.filter((name) => !entries.some((entry) => entry.name === name));
  if (!unknown[0] && (names[0] || type !== "answer")) return undefined;
  return { status: 422, message: "A name is no category or service of this site's policy. Reload the page." };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
