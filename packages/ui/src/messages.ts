import type { CookieType, Exemption, StorageKind } from "@assent/core";

/** A text for each plural form that a language has; `{count}` stands for the number. */
export type Plural = { readonly [form in Intl.LDMLPluralRule]?: string } & { readonly other: string };

/** Categories that every locale has words for. */
export type KnownCategory = "necessary" | "preferences" | "statistics" | "media" | "advertising";

/** What visitors read before a second layer opens. What stands in braces is filled in. */
export interface FirstMessages {
  /** BCP 47: `"pt-BR"`. */
  readonly lang: string;
  readonly dir: "ltr" | "rtl";
  /** What stands between the parts of a list, with its blank. */
  readonly comma: string;
  readonly bannerTitle: string;
  /** `{purposes}`: the categories that are asked about. */
  readonly bannerText: string;
  /** Instead, where the visitor has answered for others before: `{purposes}`. */
  readonly bannerNew: string;
  /** Global Privacy Control was honoured. */
  readonly signal: string;
  readonly policyLink: string;
  readonly reject: string;
  readonly accept: string;
  readonly choose: string;
  /** Announced after a choice. */
  readonly saved: string;
  /** The permanent way back to the choices, and the title of the preferences. */
  readonly choices: string;
  /** The same where an opt-out law asks for these words. */
  readonly privacyChoices: string;
  /** Takes every consent back. */
  readonly withdraw: string;
  /** The status of an opt-out: of `{purposes}`. */
  readonly optedOut: string;
  readonly optedIn: string;
  readonly categories: { readonly [name in KnownCategory]: string };
}

/** What the preferences say besides. */
export interface SecondMessages {
  readonly preferencesText: string;
  readonly save: string;
  readonly close: string;
  /** A toggle's state. */
  readonly on: string;
  readonly off: string;
  /** `{reason}` is one of `reasons`. */
  readonly alwaysOn: string;
  /** Why there is no answer to give. They end the sentence `alwaysOn`. */
  readonly reasons: { readonly [exemption in Exemption]: string };
  /** On, where the law asks for no answer. */
  readonly onHere: string;
  /** Never on where the visitor is. */
  readonly offHere: string;
  readonly isNew: string;
  readonly newText: string;
  /** Beside a toggle that Global Privacy Control speaks to. */
  readonly signalToggle: string;
  /** Beside the toggle of a service that was answered for by itself. */
  readonly ownAnswer: string;
  readonly services: Plural;
  readonly cookies: Plural;
  readonly categoryTexts: { readonly [name in KnownCategory]: string };
  /** `{time}` is an amount of time. */
  readonly keptFor: string;
  readonly session: string;
  readonly persistent: string;
}

/** What the notice says besides. */
export interface ThirdMessages {
  /** `{names}` of what was deleted after a withdrawal. */
  readonly deleted: string;
  /** `{name}` can't be deleted by the site; it is `{provider}`'s. */
  readonly remaining: string;
  readonly reloadText: string;
  readonly reload: string;
}

/** What visitors read on every page: the banner, the preferences, the notice and the placeholders of embeds. */
export interface LayerMessages extends FirstMessages, SecondMessages, ThirdMessages {
  /** In an embed's place: `{name}` comes from `{provider}`. */
  readonly embedText: string;
  readonly embedOnce: string;
  readonly embedAlways: string;
  /** The same under Global Privacy Control: says that it is an exception. */
  readonly embedOverride: string;
}

/** All that visitors read: what a locale says. */
export interface Messages extends LayerMessages {
  readonly policyIntro: string;
  readonly cookieTitle: string;
  readonly cookieText: string;
  readonly typesTitle: string;
  readonly types: { readonly [type in CookieType]: string };
  readonly typeTexts: { readonly [type in CookieType]: string };
  readonly choicesNone: string;
  /** `{date}` of the last choice. */
  readonly choicesSince: string;
  readonly changeTitle: string;
  readonly changeText: string;
  readonly listTitle: string;
  /** In a category's place where nothing is stored for it. */
  readonly listEmpty: string;
  readonly provider: string;
  readonly function: string;
  readonly name: string;
  readonly purpose: string;
  readonly type: string;
  readonly lifetime: string;
  readonly lifetimeSession: string;
  readonly lifetimePersistent: string;
  /** `{time}` is an amount of time that each visit begins anew. */
  readonly lifetimeRenewed: string;
  readonly reader: string;
  readonly readerSite: string;
  readonly readerServer: string;
  /** Where it is stored. */
  readonly kinds: { readonly [kind in StorageKind]: string };
}

/** A message with its braces filled in. */
export function fill(message: string, values: { readonly [name: string]: string }): string {
  return message.replace(/{(\w+)}/g, (_, name: string) => values[name] ?? "");
}
