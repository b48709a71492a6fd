import { answer, type Reading } from "./reading.js";

/**
 * Osano's open-source cookieconsent 3, cookie `cookieconsent_status`: one answer, named `all`. `dismiss` closed a
 * notice, which is no consent. It doesn't write down when; its cookie is kept for 365 days unless `cookie.expiryDays`
 * says otherwise. (What Osano's hosted product stores is encrypted, and can't be read.)
 *
 * @see cookieconsent 3.1.1, as it runs
 * @example
 * ```ts
 * import { fromOsano } from "@assent/signals/migrate";
 *
 * fromOsano("deny");
 * ```
 */
export function fromOsano(text: string): Reading | undefined {
  if (text !== "allow" && text !== "deny") return undefined;
  return { answers: new Map([["all", answer(text === "allow")]]), rest: "undecided" };
}
