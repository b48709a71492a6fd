import { answer, decoded, moment, type ReadAnswer, type Reading } from "./reading.js";

/**
 * Cookiebot, cookie `CookieConsent`: `preferences`, `statistics`, `marketing`. `-1` stands for a visitor who was never
 * asked, and consent by `implied` was never given: of both, refusals count alone.
 *
 * @see Cookiebot, "Developer", https://www.cookiebot.com/en/developer, read 28 November 2026
 * @example
 * ```ts
 * import { fromCookiebot } from "@assent/signals/migrate";
 *
 * fromCookiebot("{stamp:'x==',necessary:true,statistics:false,method:'explicit',ver:1,utc:1767225600000}");
 * ```
 */
export function fromCookiebot(text: string): Reading | undefined {
  const value = decoded(text).trim();
  if (!/^{.*}$/.test(value)) return undefined;
  const fields = new Map<string, string>();
  // No JSON: its names have no quotes.
  for (const [, name, given = ""] of value.matchAll(/[{,]\s*'?"?(\w+)'?"?\s*:\s*('[^']*'|"[^"]*"|[^,}]*)/g))
    if (name && fields.get(name) !== "false") fields.set(name, given.trim().replace(/^['"]|['"]$/g, ""));
  const at = moment(Number(fields.get("utc")));
  const isExplicit = fields.get("method") === "explicit";
  const answers = new Map<string, ReadAnswer>();
  for (const [name, given] of fields)
    if (given === "false" || (given === "true" && isExplicit))
      answers.set(name, answer(given === "true", at));
  return { answers, rest: "undecided" };
}
