import { answer, decoded, moment, type ReadAnswer, type Reading } from "./reading.js";

/**
 * OneTrust, cookie `OptanonConsent`: groups by their ids (`C0002`). It is there before anybody was asked, with what the
 * group's default is, so grants count only where the visitor has answered: where `interactionCount` is 1 or more. Its
 * `datestamp` is renewed with each page; when the visitor answered stands in `OptanonAlertBoxClosed`, whose value may
 * be given after a `|`.
 *
 * @see OneTrust, "OneTrust Cookies", https://my.onetrust.com/articles/en_US/Knowledge/UUID-2dc719a8-4be5-8d16-1dc8-c7b4147b88e0, read 28 November 2026
 * @example
 * ```ts
 * import { fromOneTrust } from "@assent/signals/migrate";
 *
 * fromOneTrust("interactionCount=1&groups=C0001%3A1%2CC0002%3A0|2026-01-01T00:00:00.000Z");
 * ```
 */
export function fromOneTrust(text: string): Reading | undefined {
  const [consent = "", closed] = text.split("|");
  const fields = new URLSearchParams(consent.includes("groups=") ? consent : decoded(consent));
  const groups = fields.get("groups");
  if (groups === null) return undefined;
  const at = closed === undefined ? undefined : moment(decoded(closed));
  const hasAnswered = Number(fields.get("interactionCount")) >= 1;
  const answers = new Map<string, ReadAnswer>();
  for (const group of groups.split(",")) {
    const [, name, value] = /^([\w-]+):([01])$/.exec(group) ?? [];
    if (name && hasAnswered && answers.get(name)?.value !== "denied")
      answers.set(name, answer(value === "1", at));
  }
  return { answers, rest: "undecided" };
}
