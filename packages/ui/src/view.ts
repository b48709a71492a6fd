import {
  type Answers,
  type ConsentRecord,
  type ConsentState,
  type Entry,
  modeOf,
  type Policy,
} from "@assent/core";
import type { FirstMessages, KnownCategory, LayerMessages, SecondMessages } from "./messages.js";
import { type Attributes, type Content, type Tree, tree } from "./tree.js";

/** What a site calls its own things; what it leaves out is said in the policy's or the locale's words. */
export interface PolicyTexts<
  C extends string = string,
  S extends string = string,
  K extends string = string,
> {
  readonly categories?: {
    readonly [name in C]?: {
      readonly name?: string;
      readonly text?: string;
      /** Why it is always on. It ends the sentence "Always on, because …". */
      readonly reason?: string;
    };
  };
  readonly services?: {
    readonly [name in S]?: {
      readonly function?: string;
      readonly provider?: string;
      readonly location?: readonly string[];
    };
  };
  /** Purposes, by the name of what is stored. */
  readonly cookies?: { readonly [name in K]?: string };
}

/** What every component is told besides the state. */
export interface View<C extends string = string, S extends string = string, K extends string = string> {
  readonly policy: Policy<C, S, K>;
  readonly messages: FirstMessages;
  readonly texts?: PolicyTexts<C, S, K> | undefined;
  /** Where forms post to when scripts are off. @default nowhere */
  readonly action?: string | undefined;
  /** What such a form carries besides: a token, the page to come back to. */
  readonly fields?: { readonly [name: string]: string } | undefined;
  /** The page with the cookie policy. @default no link */
  readonly policyUrl?: string | undefined;
  /** How the banner stands in the page. @default "box" */
  readonly layout?: "bar" | "box" | "dialog" | undefined;
  /** The categories in which the preferences have a toggle for each service. @default where a service was answered for */
  readonly each?: readonly C[] | undefined;
  /** Begins the ids, where a page has several. @default "assent" */
  readonly id?: string | undefined;
}

/** The same, with the words of the preferences. */
export interface SecondView<C extends string = string, S extends string = string, K extends string = string>
  extends View<C, S, K> {
  readonly messages: FirstMessages & SecondMessages;
}

/** The same, with the words of all layers. */
export interface LayerView<C extends string = string, S extends string = string, K extends string = string>
  extends View<C, S, K> {
  readonly messages: LayerMessages;
}

export type State = ConsentState;

/** The attributes that say in which language something is. */
export function language({ messages: { lang, dir } }: View): Attributes {
  return { lang, dir };
}

/** A form that works without scripts where it has somewhere to post to, and does nothing where it hasn't. */
export function form({ action, fields = {} }: View, ...content: Content[]): Tree {
  return tree(
    "form",
    { class: "assent-form", method: action ? "post" : "dialog", action: action ?? false },
    Object.entries(fields).map(([name, value]) => field(name, value)),
    content,
  );
}

/** What a form carries without showing it. */
export function field(name: string, value: string): Tree {
  return tree("input", { type: "hidden", name, value });
}

export function button(value: string, text: string, attributes: Attributes = {}): Tree {
  return tree("button", { class: "assent-button", name: "choice", value, ...attributes }, text);
}

export function policyLink({ policyUrl, messages }: View): Tree | undefined {
  return policyUrl ? tree("a", { href: policyUrl }, messages.policyLink) : undefined;
}

/** What a category is called here. */
export function categoryName({ texts, messages }: View, category: string): string {
  return (
    texts?.categories?.[category]?.name ??
    messages.categories[known(category) as KnownCategory] ??
    category.replace(/^./, (letter) => letter.toUpperCase()).replace(/[_-]/g, " ")
  );
}

/** Categories within a sentence. A site's own name stays as it is written, and so does a German noun. */
export function categoryNames(view: View, categories: readonly string[]): string {
  const { comma, lang } = view.messages;
  const names = categories.map((category) => {
    const name = categoryName(view, category);
    return lang === "de" || view.texts?.categories?.[category]?.name ? name : name.toLocaleLowerCase(lang);
  });
  return names.join(comma);
}

/** The locales' word for what sites call differently. */
export function known(category: string): string {
  return aliases[category] ?? category;
}

const aliases: { readonly [category: string]: string } = {
  analytics: "statistics",
  functional: "preferences",
  marketing: "advertising",
  essential: "necessary",
};

/** The categories that a visitor answers for. */
export function askedCategories({ entries }: Policy): string[] {
  return entries.filter(({ isAsked }) => isAsked).map(({ name }) => name);
}

/** Whether a visitor decided anything before: what is asked now is new. */
export function hasAnswered(state: State): boolean {
  return Object.values(answersIn(state)).some(({ by }) => by !== "gpc");
}

/** What is known of a visitor's answers. */
export function answersIn(state: State): Answers {
  return (state as { readonly record?: Partial<ConsentRecord> | null }).record?.answers ?? {};
}

/** There is an answer to give where the visitor is. */
export function isAnswered(entry: Entry, state: Pick<State, "regime" | "region">): boolean {
  return modeOf(entry, state).startsWith("opt");
}

/** There is something to withdraw. */
export function hasGrants({ entries }: Policy, state: State): boolean {
  return entries.some((entry) => state.permissions[entry.name] && isAnswered(entry, state));
}
