import type { Cookie } from "@assent/core";
import { fill, type Plural, type SecondMessages } from "./messages.js";

/** A count in words. */
export function plural({ lang }: SecondMessages, forms: Plural, count: number): string {
  const form = forms[new Intl.PluralRules(lang).select(count)] ?? forms.other;
  return fill(form, { count: new Intl.NumberFormat(lang).format(count) });
}

/** Parts in a row, as the language says it. */
export function listOf({ lang }: SecondMessages, parts: readonly string[]): string {
  return new Intl.ListFormat(lang).format(parts);
}

/** How long something is kept, as part of a sentence. */
export function keptFor(messages: SecondMessages, cookie: Cookie): string {
  const { maxAge } = cookie;
  if (typeof maxAge === "string") return messages[maxAge];
  return fill(messages.keptFor, { time: duration(messages, maxAge) });
}

/** How long something is kept, by itself. */
export function duration({ lang }: SecondMessages, seconds: number): string {
  const [unit, size] = units.find(([, length]) => isAbout(seconds, length)) ?? (["second", 1] as const);
  const amount = Math.round(seconds / size);
  return new Intl.NumberFormat(lang, { style: "unit", unit, unitDisplay: "long" }).format(amount);
}

/** In whole units, it is what it was but for a twentieth. */
function isAbout(seconds: number, length: number): boolean {
  return Math.abs(Math.round(seconds / length) * length - seconds) * 20 < seconds;
}

/** A day in words, the same on a server and in every browser: by the clock of UTC. */
export function date({ lang }: SecondMessages, at: number): string {
  return new Intl.DateTimeFormat(lang, { dateStyle: "long", timeZone: "UTC" }).format(at);
}

const units = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
] as const;
