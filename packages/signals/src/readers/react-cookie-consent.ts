import { answer, type Reading } from "./reading.js";

/**
 * react-cookie-consent, cookie `CookieConsent`: one answer, named `all`. It doesn't write down when; its cookie is kept
 * for 365 days unless `expires` says otherwise. A site whose banner also counts scrolling as consent has no grants to
 * take over.
 *
 * @see react-cookie-consent 10.0.2, as it runs
 * @example
 * ```ts
 * import { fromReactCookieConsent } from "@assent/signals/migrate";
 *
 * fromReactCookieConsent("false");
 * ```
 */
export function fromReactCookieConsent(text: string): Reading | undefined {
  if (text !== "true" && text !== "false") return undefined;
  return { answers: new Map([["all", answer(text === "true")]]), rest: "undecided" };
}
