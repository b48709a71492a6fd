import {
  answer,
  decoded,
  json,
  moment,
  objectOf,
  type ReadAnswer,
  type Reading,
  textsOf,
} from "./reading.js";

/**
 * vanilla-cookieconsent 2 and 3, cookie or localStorage `cc_cookie`: categories by their names, services as
 * `category/service`. It writes down what was accepted; all else was refused.
 *
 * @see vanilla-cookieconsent 3.1.0, as it runs; types/index.d.ts, CookieValue
 * @example
 * ```ts
 * import { fromVanillaCookieConsent } from "@assent/signals/migrate";
 *
 * fromVanillaCookieConsent('{"categories":["analytics"],"consentTimestamp":"2026-01-01T00:00:00Z"}');
 * ```
 */
export function fromVanillaCookieConsent(text: string): Reading | undefined {
  const value = json(decoded(text));
  if (!Array.isArray(value?.categories)) return undefined;
  const at =
    moment(value.lastConsentTimestamp) ??
    moment(value.consentTimestamp) ??
    moment(value.last_consent_update) ??
    moment(value.consent_date);
  const answers = new Map<string, ReadAnswer>();
  for (const name of textsOf(value.categories)) answers.set(name, answer(true, at));
  for (const [category, services] of Object.entries(objectOf(value.services)))
    for (const service of textsOf(services)) answers.set(`${category}/${service}`, answer(true, at));
  return { answers, rest: "denied" };
}
