import { day, longest } from "./plan.js";

/** Seconds in a lifetime that a table tells in words: "1 year", "13 months", "Session". Nothing where it doesn't. */
export function lifetimeIn(words: string): number | "session" | undefined {
  if (/\bsession\b/i.test(words)) return "session";
  const [, amount, unit = ""] = /(\d+(?:[.,]\d+)?)\s*(s|min|h|d|w|m|y)/i.exec(words) ?? [];
  if (amount === undefined) return undefined;
  const units = { s: 1, min: 60, h: 3600, d: day, w: 7 * day, m: 30 * day, y: 365 * day };
  const seconds = Number(amount.replace(",", ".")) * units[unit.toLowerCase() as keyof typeof units];
  return seconds > 0 ? Math.min(Math.round(seconds), longest) : undefined;
}
