import type { Cookie } from "@assent/core";
import { fill, type LayerMessages, type Plural } from "./messages.js";

/** A count in words. */
export function plural({ lang }: LayerMessages, forms: Plural, count: number): string {
  const form = forms[new Intl.PluralRules(lang).select(count)] ?? forms.other;
  return fill(form, { count: new Intl.NumberFormat(lang).format(count) });
}

/** Parts in a row, as the language says it. */
export function listOf({ lang }: LayerMessages, parts: readonly string[]): string {
  return new Intl.ListFormat(lang).format(parts);
}

/** How long something is kept, as part of a sentence. */
export function keptFor(messages: LayerMessages, cookie: Cookie): string {
  const { maxAge } = cookie;
  if (typeof maxAge === "string") return messages[maxAge];
  return fill(messages.keptFor, { time: duration(messages, maxAge) });
}

/** How long something is kept, by itself. */
export function duration({ lang }: LayerMessages, seconds: number): string {
  const [unit, size] = units.find(([, length]) => seconds >= length) ?? (["second", 1] as const);
  const amount = Math.round(seconds / size);
  return new Intl.NumberFormat(lang, { style: "unit", unit, unitDisplay: "long" }).format(amount);
}

const units = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
] as const;
