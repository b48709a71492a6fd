/** The languages that there is a locale for, as BCP 47 tags. */
export const locales = [
  "ar",
  "bg",
  "cs",
  "da",
  "de",
  "el",
  "en",
  "es",
  "et",
  "fa",
  "fi",
  "fr",
  "ga",
  "he",
  "hi",
  "hr",
  "hu",
  "id",
  "is",
  "it",
  "ja",
  "ko",
  "lt",
  "lv",
  "mt",
  "nb",
  "nl",
  "pl",
  "pt",
  "pt-BR",
  "ro",
  "ru",
  "sk",
  "sl",
  "sr",
  "sv",
  "th",
  "tr",
  "uk",
  "vi",
  "zh-Hans",
  "zh-Hant",
] as const;

/** A language that there is a locale for. */
export type Locale = (typeof locales)[number];

/**
 * The locale for the first of some languages that has one, English where none has. A visitor's page comes before the
 * visitor's browser: the banner speaks as the page does.
 *
 * @param languages - BCP 47 tags, the most wanted first; a region or a script that has no locale of its own gets that
 * of its language.
 * @example
 * ```ts
 * import { localeOf } from "@assent/ui/locales";
 *
 * const locale = localeOf([document.documentElement.lang, ...navigator.languages]);
 * ```
 * @see https://www.rfc-editor.org/rfc/rfc4647#section-3.4
 */
export function localeOf(languages: readonly string[]): Locale {
  for (const language of languages) {
    // No `Intl` here: its first call on a page takes milliseconds.
    const parts = language.toLowerCase().split(/[-_]/);
    for (; parts[0]; parts.pop()) {
      const tag = parts.join("-");
      const found = others.get(tag) ?? locales.find((locale) => locale.toLowerCase() === tag);
      if (found) return found;
    }
  }
  return "en";
}

/** What is written, or was once called, otherwise. */
const others = new Map<string, Locale>([
  ["in", "id"],
  ["iw", "he"],
  ["mo", "ro"],
  ["nn", "nb"],
  ["no", "nb"],
  ["zh", "zh-Hans"],
  ["zh-hk", "zh-Hant"],
  ["zh-mo", "zh-Hant"],
  ["zh-tw", "zh-Hant"],
]);
