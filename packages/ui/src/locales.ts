import type { Locale } from "./locale.js";
import type { FirstMessages, Messages } from "./messages.js";

export { type Locale, localeOf, locales } from "./locale.js";

/**
 * What a first visit reads in a language: the banner's words. Bundlers make a file of each language, and a visitor
 * downloads one.
 *
 * A page in one language names it instead: `import german from "@assent/ui/locales/first/de"`.
 *
 * @example
 * ```ts
 * import { mount } from "@assent/ui";
 * import { loadFirst, loadMessages, localeOf } from "@assent/ui/locales";
 *
 * const locale = localeOf([document.documentElement.lang, ...navigator.languages]);
 * mount(consent, { messages: await loadFirst(locale), load: () => loadMessages(locale) });
 * ```
 */
export async function loadFirst(locale: Locale): Promise<FirstMessages> {
  return (await first[locale]()).default;
}

/**
 * Everything that is said in a language: for the preferences, which `mount` asks for when somebody is about to open
 * them, and for the page with the cookie policy.
 *
 * @example
 * ```ts
 * import { loadMessages } from "@assent/ui/locales";
 *
 * const { listTitle } = await loadMessages("de");
 * ```
 */
export async function loadMessages(locale: Locale): Promise<Messages> {
  return (await all[locale]()).default;
}

// Written out, as bundlers split only what they can read.
const first: { readonly [locale in Locale]: () => Promise<{ default: FirstMessages }> } = {
  ar: () => import("./locales/ar.js?first"),
  bg: () => import("./locales/bg.js?first"),
  cs: () => import("./locales/cs.js?first"),
  da: () => import("./locales/da.js?first"),
  de: () => import("./locales/de.js?first"),
  el: () => import("./locales/el.js?first"),
  en: () => import("./locales/en.js?first"),
  es: () => import("./locales/es.js?first"),
  et: () => import("./locales/et.js?first"),
  fa: () => import("./locales/fa.js?first"),
  fi: () => import("./locales/fi.js?first"),
  fr: () => import("./locales/fr.js?first"),
  ga: () => import("./locales/ga.js?first"),
  he: () => import("./locales/he.js?first"),
  hi: () => import("./locales/hi.js?first"),
  hr: () => import("./locales/hr.js?first"),
  hu: () => import("./locales/hu.js?first"),
  id: () => import("./locales/id.js?first"),
  is: () => import("./locales/is.js?first"),
  it: () => import("./locales/it.js?first"),
  ja: () => import("./locales/ja.js?first"),
  ko: () => import("./locales/ko.js?first"),
  lt: () => import("./locales/lt.js?first"),
  lv: () => import("./locales/lv.js?first"),
  mt: () => import("./locales/mt.js?first"),
  nb: () => import("./locales/nb.js?first"),
  nl: () => import("./locales/nl.js?first"),
  pl: () => import("./locales/pl.js?first"),
  pt: () => import("./locales/pt.js?first"),
  "pt-BR": () => import("./locales/pt-BR.js?first"),
  ro: () => import("./locales/ro.js?first"),
  ru: () => import("./locales/ru.js?first"),
  sk: () => import("./locales/sk.js?first"),
  sl: () => import("./locales/sl.js?first"),
  sr: () => import("./locales/sr.js?first"),
  sv: () => import("./locales/sv.js?first"),
  th: () => import("./locales/th.js?first"),
  tr: () => import("./locales/tr.js?first"),
  uk: () => import("./locales/uk.js?first"),
  vi: () => import("./locales/vi.js?first"),
  "zh-Hans": () => import("./locales/zh-Hans.js?first"),
  "zh-Hant": () => import("./locales/zh-Hant.js?first"),
};

const all: { readonly [locale in Locale]: () => Promise<{ default: Messages }> } = {
  ar: () => import("./locales/ar.js"),
  bg: () => import("./locales/bg.js"),
  cs: () => import("./locales/cs.js"),
  da: () => import("./locales/da.js"),
  de: () => import("./locales/de.js"),
  el: () => import("./locales/el.js"),
  en: () => import("./locales/en.js"),
  es: () => import("./locales/es.js"),
  et: () => import("./locales/et.js"),
  fa: () => import("./locales/fa.js"),
  fi: () => import("./locales/fi.js"),
  fr: () => import("./locales/fr.js"),
  ga: () => import("./locales/ga.js"),
  he: () => import("./locales/he.js"),
  hi: () => import("./locales/hi.js"),
  hr: () => import("./locales/hr.js"),
  hu: () => import("./locales/hu.js"),
  id: () => import("./locales/id.js"),
  is: () => import("./locales/is.js"),
  it: () => import("./locales/it.js"),
  ja: () => import("./locales/ja.js"),
  ko: () => import("./locales/ko.js"),
  lt: () => import("./locales/lt.js"),
  lv: () => import("./locales/lv.js"),
  mt: () => import("./locales/mt.js"),
  nb: () => import("./locales/nb.js"),
  nl: () => import("./locales/nl.js"),
  pl: () => import("./locales/pl.js"),
  pt: () => import("./locales/pt.js"),
  "pt-BR": () => import("./locales/pt-BR.js"),
  ro: () => import("./locales/ro.js"),
  ru: () => import("./locales/ru.js"),
  sk: () => import("./locales/sk.js"),
  sl: () => import("./locales/sl.js"),
  sr: () => import("./locales/sr.js"),
  sv: () => import("./locales/sv.js"),
  th: () => import("./locales/th.js"),
  tr: () => import("./locales/tr.js"),
  uk: () => import("./locales/uk.js"),
  vi: () => import("./locales/vi.js"),
  "zh-Hans": () => import("./locales/zh-Hans.js"),
  "zh-Hant": () => import("./locales/zh-Hant.js"),
};
