import {
  answer,
  decoded,
  fromFlags,
  json,
  moment,
  objectOf,
  type ReadAnswer,
  type Reading,
} from "./reading.js";

/**
 * c15t 2 and 3, cookie or localStorage `c15t`: categories by their names, and when. Version 2 leaves refusals out of its
 * cookie; version 3 dates each category by itself.
 *
 * @see c15t 2.2.1, as it runs; c15t 3, "Stored Consent", https://c15t.com/docs/shared/upgrade-v3/stored-consent, and
 * the records of its own tests, read 28 November 2026
 * @example
 * ```ts
 * import { fromC15t } from "@assent/signals/migrate";
 *
 * fromC15t("c.necessary:1,c.measurement:1,i.t:1767225600000");
 * ```
 */
export function fromC15t(text: string): Reading | undefined {
  const value = json(text) ?? json(decoded(text));
  if (value?.version === 3) return fromChoices(value.categories);
  if (value && "version" in value) return undefined;
  if (value?.consents) return fromFlags(value.consents, { at: moment(objectOf(value.consentInfo).time) });
  return value ? undefined : fromCompact(decoded(text));
}

function fromChoices(categories: unknown): Reading {
  const answers = new Map<string, ReadAnswer>();
  for (const [name, choice] of Object.entries(objectOf(categories))) {
    const { value, confirmedAt } = objectOf(choice);
    if (typeof value === "boolean") answers.set(name, answer(value, moment(confirmedAt)));
  }
  return { answers, rest: "undecided" };
}

function fromCompact(text: string): Reading | undefined {
  const fields = text.split(",").map((field) => [field.replace(/:.*/s, ""), field.replace(/^[^:]*:/, "")]);
  const at = moment(Number(fields.find(([key]) => key === "i.t")?.[1]));
  const answers = new Map<string, ReadAnswer>();
  for (const [key = "", value] of fields) {
    const name = /^c\.([\w-]+)$/.exec(key)?.[1];
    // One that stands there twice counts as refused if it was once.
    if (name && answers.get(name)?.value !== "denied") answers.set(name, answer(value === "1", at));
  }
  return answers.size > 0 ? { answers, rest: "denied" } : undefined;
}
