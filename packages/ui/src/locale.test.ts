import { localeOf, locales } from "@assent/ui/locales";
import { expect, it } from "vitest";

it.each(locales)("finds %s, however it is spelled", (locale) => {
  expect(localeOf([locale])).toBe(locale);
  expect(localeOf([locale.toLowerCase()])).toBe(locale);
  expect(localeOf([locale.toUpperCase().replace("-", "_")])).toBe(locale);
});

it.each([
  ["de-AT", "de"],
  ["de-Latn-CH-1996", "de"],
  ["en-GB", "en"],
  ["pt-PT", "pt"],
  ["pt-AO", "pt"],
  ["pt-br-x-own", "pt-BR"],
  ["sr-Latn", "sr"],
  ["sr-Cyrl-RS", "sr"],
  ["no", "nb"],
  ["nn-NO", "nb"],
  ["nb-SJ", "nb"],
  ["zh", "zh-Hans"],
  ["zh-CN", "zh-Hans"],
  ["zh-SG", "zh-Hans"],
  ["zh-TW", "zh-Hant"],
  ["zh-HK", "zh-Hant"],
  ["zh-MO", "zh-Hant"],
  ["zh-Hant-HK", "zh-Hant"],
  ["zh-Hans-HK", "zh-Hans"],
  ["iw-IL", "he"],
  ["in", "id"],
  ["fa-AF", "fa"],
])("gives %s the words of %s", (language, locale) => {
  expect(localeOf([language])).toBe(locale);
});

it("takes the first language that has a locale: the page's before the browser's", () => {
  expect(localeOf(["fr-CA", "de"])).toBe("fr");
  expect(localeOf(["", "de-AT", "en"])).toBe("de");
  expect(localeOf(["eo", "br", "it-CH", "fr"])).toBe("it");
});

it("speaks English where there is nothing better", () => {
  expect(localeOf([])).toBe("en");
  expect(localeOf(["", "eo", "-", "*", "constructor", "__proto__"])).toBe("en");
});
