import type { Cookie } from "@assent/core";
import { type FirstMessages, fill, type Plural, type SecondMessages } from "./messages.js";

/** A count in words. */
export function plural({ lang }: FirstMessages, forms: Plural, count: number): string {
  const form = forms[new Intl.PluralRules(lang).select(count)] ?? forms.other;
  return fill(form, { count: count.toLocaleString(lang) });
}

/** Parts in a row, as the language says it. */
export function listOf({ lang }: FirstMessages, parts: readonly string[]): string {
  return new Intl.ListFormat(lang).format(parts);
}

/** How long something is kept, as part of a sentence. */
export function keptFor(messages: FirstMessages & SecondMessages, { maxAge }: Cookie): string {
  if (typeof maxAge === "string") return messages[maxAge];
  return fill(messages.keptFor, { time: duration(messages, maxAge) });
}

/** How long something is kept, by itself: in the largest unit in which it is what it was but for a twentieth. */
export function duration({ lang }: FirstMessages, seconds: number): string {
  const [unit, size] = units.find(
    ([, length]) => Math.abs(Math.round(seconds / length) * length - seconds) * 20 < seconds,
  ) ?? ["second", 1];
  return Math.round(seconds / size).toLocaleString(lang, { style: "unit", unit, unitDisplay: "long" });
}

/** A day in words, the same on a server and in every browser: by the clock of UTC. */
export function date({ lang }: FirstMessages, at: number): string {
  return new Intl.DateTimeFormat(lang, { dateStyle: "long", timeZone: "UTC" }).format(at);
}

const units = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
] as const;
