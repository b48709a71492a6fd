import { answer, decoded, type ReadAnswer, type Reading } from "./reading.js";

/**
 * CookieYes 3, cookie `cookieyes-consent`: categories by their slugs, once the visitor has acted. It doesn't write down
 * when: `lastRenewedDate` is when the site last asked everybody anew. Its cookie is kept for 365 days by default.
 *
 * @see CookieYes, "cookieyes-consent" as its banner script writes it, seen 28 November 2026 \[secondary: in copies of the script]
 * @example
 * ```ts
 * import { fromCookieYes } from "@assent/signals/migrate";
 *
 * fromCookieYes("consentid:abc,consent:yes,action:yes,necessary:yes,analytics:no");
 * ```
 */
export function fromCookieYes(text: string): Reading | undefined {
  const fields = new Map<string, string>();
  for (const field of decoded(text).split(",")) {
    const [, name, value] = /^([\w-]+):(.*)$/.exec(field) ?? [];
    if (name && value !== undefined && fields.get(name) !== "no") fields.set(name, value);
  }
  if (fields.get("action") !== "yes") return undefined;
  const answers = new Map<string, ReadAnswer>();
  for (const [name, value] of fields)
    if (name !== "action" && name !== "consent" && (value === "yes" || value === "no"))
      answers.set(name, answer(value === "yes"));
  return { answers, rest: "undecided" };
}
