import { decoded, fromFlags, json, type Reading } from "./reading.js";

/**
 * orejime 3, cookie `eu-consent`: purposes by their ids. It doesn't write down when; its cookie is kept for 365 days
 * unless `cookie.duration` says otherwise.
 *
 * @see orejime 3.2.1, as it runs
 * @example
 * ```ts
 * import { fromOrejime } from "@assent/signals/migrate";
 *
 * fromOrejime('{"analytics":true}');
 * ```
 */
export function fromOrejime(text: string): Reading | undefined {
  const value = json(decoded(text));
  return value && fromFlags(value);
}
