import { loadMessages, localeOf } from "@assent/ui/locales";
import type { CookiePolicyView } from "@assent/ui/policy";

/** Everything that one language says. */
export type Messages = CookiePolicyView["messages"];

/**
 * What is said in a language: in the site's words, else in those of `@assent/ui`. Where neither knows it, in the site's
 * first language, else in English.
 *
 * @param wanted - as a page or an address says it.
 */
export async function messagesIn(
  wanted: string | null | undefined,
  own: readonly Messages[] = [],
): Promise<Messages> {
  // No tag is longer: RFC 5646, 4.4.1.
  const tag = wanted?.slice(0, 35) ?? "";
  const locale = localeOf([tag]);
  const isKnown = locale !== "en" || /^en\b/i.test(tag);
  const said = own.find(({ lang }) => lang === tag) ?? own.find(({ lang }) => isKnown && lang === locale);
  return said ?? (isKnown ? undefined : own[0]) ?? ours(locale);
}

const loaded = new Map<string, Promise<Messages>>();

/** Asking for a module that was loaded already costs as much as keeping a proof. */
function ours(locale: Parameters<typeof loadMessages>[0]): Promise<Messages> {
  const known = loaded.get(locale) ?? loadMessages(locale);
  loaded.set(locale, known);
  return known;
}
