import { decoded, fromFlags, json, type Reading } from "./reading.js";

/**
 * klaro 0.7, cookie or localStorage `klaro`: services by their names. It doesn't write down when; its cookie is kept
 * for 120 days unless `cookieExpiresAfterDays` says otherwise.
 *
 * @see klaro 0.7.22, as it runs
 * @example
 * ```ts
 * import { fromKlaro } from "@assent/signals/migrate";
 *
 * fromKlaro('{"matomo":true,"youtube":false}');
 * ```
 */
export function fromKlaro(text: string): Reading | undefined {
  const value = json(decoded(text));
  return value && fromFlags(value);
}
