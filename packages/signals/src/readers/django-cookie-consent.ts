import { answer, decoded, type ReadAnswer, type Reading } from "./reading.js";

/**
 * django-cookie-consent, cookie `cookie_consent`: groups by their variable names; `-1` is a refusal. The time that
 * stands there is when the group's cookies last changed, not when the visitor answered; its cookie is kept for a year
 * unless `COOKIE_CONSENT_MAX_AGE` says otherwise.
 *
 * @see django-cookie-consent, "Main concepts", http://django-cookie-consent.readthedocs.io/en/latest/concept.html, read 28 November 2026
 * @example
 * ```ts
 * import { fromDjangoCookieConsent } from "@assent/signals/migrate";
 *
 * fromDjangoCookieConsent("optional=-1|social=2013-06-04T03:17:01.421395");
 * ```
 */
export function fromDjangoCookieConsent(text: string): Reading | undefined {
  const answers = new Map<string, ReadAnswer>();
  // Django's cookies are quoted where they hold what a cookie otherwise couldn't.
  for (const entry of decoded(text).replace(/^"|"$/g, "").split("|")) {
    const [, name, value = ""] = /^([\w-]+)=(-1|\d{4}-\d\d-\d\d.*)$/.exec(entry) ?? [];
    if (name && answers.get(name)?.value !== "denied") answers.set(name, answer(value !== "-1"));
  }
  return answers.size > 0 ? { answers, rest: "undecided" } : undefined;
}
