import { checkPolicy } from "./check.js";
import { compile } from "./compile.js";
import { day } from "./day.js";
import { presets, type Regime, type Regimes } from "./regime.js";

/** Why a service needs no answer from the visitor. */
export type Exemption = "strictly-necessary" | "communication" | "anonymous-statistics";

/** How a category or a service behaves where the visitor is: consent model §1. */
export type Mode = "always" | "optOut" | "optIn" | "off";

/** Where a name is stored in the browser. */
export type StorageKind = "cookie" | "local" | "session" | "indexeddb" | "cache";

/** The four types of cookies that a cookie policy tells apart. */
export type CookieType = "necessary" | "statistical" | "first-party" | "third-party";

/**
 * What a service must promise before it may measure without an answer: the conditions under which
 * regulators exempt anonymous audience measurement. The type admits only what keeps the promise.
 */
export interface AnonymousStatistics {
  /** The data serves only to measure this site, for its publisher. */
  readonly solePurpose: boolean;
  /** A visitor is followed from site to site. */
  readonly crossSite: boolean;
  /** The data is combined with other data, or given to others. */
  readonly combined: boolean;
  /** How long the data is kept, in seconds: 25 months (762 days) at most. */
  readonly retention: number;
}

/** One stored name of a service, as a site writes it down. */
export interface CookieInput {
  /** What it is for, in plain words. Wording is never part of a fingerprint. */
  readonly purpose: string;
  /** Lifetime in seconds; `"session"` ends with the browser; `"persistent"` (not for cookies) has no end. */
  readonly maxAge: number | "session" | "persistent" | Wide;
  /** @default "cookie" */
  readonly kind?: StorageKind | Wide;
  /** Scripts can neither read nor delete it. @default false */
  readonly httpOnly?: boolean;
  /** The host that it belongs to, where that isn't the site itself. */
  readonly domain?: string;
  /** @default "/" */
  readonly path?: string;
  /** Each visit begins its lifetime anew. @default false */
  readonly refresh?: boolean;
}

/** One thing on the site that stores something: a row of the cookie policy's table. */
export interface ServiceInput {
  readonly category: Literal;
  /** Who provides it: a company's or a person's name. */
  readonly provider: string;
  readonly party: "first" | "third" | Wide;
  /** What it does on the site, in plain words. */
  readonly function?: string;
  /** Where on the site it works, in plain words. */
  readonly location?: string | readonly string[];
  /** Why it needs no answer. A service of an exempt category is `"strictly-necessary"` unless it says otherwise. */
  readonly exempt?: Exemption | false | Wide;
  /** Required by, and only by, `exempt: "anonymous-statistics"`. */
  readonly anonymous?: AnonymousStatistics;
  /** Raise it when the purpose changes its meaning: visitors are asked again. @default 0 */
  readonly revision?: number;
  /** By name. `*` stands for any run of characters, once, never first: `_pk_id.*`. */
  readonly cookies: { readonly [name: string]: CookieInput | readonly CookieInput[] };
}

/** A category in its long form; `"ask"` and `"exempt"` are the short ones. */
export interface CategoryInput {
  readonly rule: "exempt" | "ask" | Wide;
  /** Its services sell or share data, or target advertising: Global Privacy Control refuses it. @default false */
  readonly sale?: boolean;
  /** Raise it when the purpose changes its meaning: visitors are asked again. @default 0 */
  readonly revision?: number;
  /** Another mode for a region (`"GB"`, `"US-CA"`) or a regime (`"opt-in"`); the most specific wins. */
  readonly modes?: { readonly [regionOrRegime: string]: Mode | Wide };
}

/** Everything that a site declares, as it writes it down. */
export interface PolicyInput {
  readonly categories: { readonly [name: string]: CategoryInput | "exempt" | "ask" | Wide };
  readonly services: { readonly [name: string]: ServiceInput };
  /** The cookie that remembers the visitor's choices. @default "cookies_preferences" */
  readonly recordName?: string;
  /** What regions require, where the site knows better than the presets: `{ GB: "notice", "US-*": "opt-out" }`. */
  readonly regimes?: { readonly [region: string]: Regime | Wide };
  /** How long a grant counts, in seconds. @default 180 days */
  readonly ttl?: number;
  /** How long after a refusal nothing is asked, in seconds; at least `ttl`. @default the greater of 180 days and `ttl` */
  readonly ttlDeny?: number;
}

/** One declared name, complete. */
export interface Cookie {
  readonly name: string;
  readonly purpose: string;
  readonly kind: StorageKind;
  readonly maxAge: number | "session" | "persistent";
  readonly httpOnly: boolean;
  readonly domain: string | undefined;
  readonly path: string;
  readonly refresh: boolean;
}

/** One declared service, complete. */
export interface Service<CategoryName extends string = string> {
  readonly category: CategoryName;
  readonly provider: string;
  readonly party: "first" | "third";
  readonly function: string;
  readonly location: readonly string[];
  readonly exempt: Exemption | false;
  readonly anonymous?: AnonymousStatistics;
  readonly revision: number;
  readonly cookies: readonly Cookie[];
}

/** One declared category, complete. */
export interface Category {
  readonly rule: "exempt" | "ask";
  readonly sale: boolean;
  readonly revision: number;
  readonly modes: { readonly [regionOrRegime in Regime | (string & {})]?: Mode };
}

/** What permissions need to know of a category or a service. */
export interface Entry {
  readonly name: string;
  /** A service's category; a category has none. */
  readonly category: string | undefined;
  readonly exempt: boolean;
  readonly sale: boolean;
  /** Its mode in each regime, and in regions that have their own. */
  readonly modes: Category["modes"];
  /** The fingerprint. */
  readonly rev: string;
  /** The banner asks about it: a category that is not, by all its services, exempt. */
  readonly isAsked: boolean;
}

/** What {@link definePolicy} makes: a frozen value from which everything else follows. */
export interface Policy<
  CategoryName extends string = string,
  ServiceName extends string = string,
  CookieName extends string = string,
> {
  readonly categories: { readonly [name in CategoryName]: Category };
  readonly services: { readonly [name in ServiceName]: Service<CategoryName> };
  readonly recordName: string;
  /** What regions require; elsewhere, `notice`. */
  readonly regimes: Regimes;
  readonly ttl: number;
  readonly ttlDeny: number;
  /** What can be permitted, in the order in which it is decided: categories, then services. */
  readonly entries: readonly Entry[];
  /** Which services declare a stored name, by what stands before and after its `*`; before is empty without one. */
  readonly names: { readonly [head: string]: { readonly [tail: string]: readonly string[] } };
  /** Names, for the type checker alone: no such property exists. */
  readonly "~names"?: { category: CategoryName; service: ServiceName; cookie: CookieName };
}

/**
 * Checks a policy and completes its defaults. Names become literal types, also when the argument was
 * hoisted to a constant without `as const`.
 *
 * @throws {@link AssentError} that names the place and the cure when the policy can't be right.
 * @example
 * ```ts
 * import { day, definePolicy } from "@assent/core";
 *
 * export const policy = definePolicy({
 *   categories: { necessary: "exempt", statistics: "ask" },
 *   services: {
 *     session: {
 *       category: "necessary",
 *       provider: "Opendatasoft",
 *       party: "first",
 *       function: "Authentication",
 *       cookies: { sessionid: { purpose: "To remember the user from one page to another", maxAge: "session", httpOnly: true } },
 *     },
 *     audience: {
 *       category: "statistics",
 *       provider: "Example Analytics",
 *       party: "third",
 *       cookies: { "_ex_*": { purpose: "To count visitors", maxAge: 90 * day } },
 *     },
 *   },
 * });
 * ```
 */
export function definePolicy<const P extends PolicyInput>(
  policy: P extends Checked<P> ? P : Checked<P>,
): Policy<CategoryOf<P>, ServiceOf<P>, CookieOf<P>> {
  const input = policy as PolicyInput;
  const categories = each(input.categories, (given) => ({
    sale: false,
    revision: 0,
    modes: {},
    ...((typeof given === "string" ? { rule: given } : given) as { rule: "ask" }),
  }));
  const made = {
    recordName: "cookies_preferences",
    ttl: 180 * day,
    ttlDeny: Math.max(180 * day, input.ttl ?? 0),
    ...input,
    regimes: freeze({ ...presets(), ...(input.regimes as Regimes) }),
    categories,
    services: each(input.services, (given) => complete(given, categories[given.category])),
  };
  checkPolicy(made);
  return freeze({ ...made, ...compile(made) }) as Policy<CategoryOf<P>, ServiceOf<P>, CookieOf<P>>;
}

/**
 * Which of the four types a service's cookies are: derived from its exemption and its party, never typed in.
 *
 * @example
 * ```ts
 * import { cookieType } from "@assent/core";
 *
 * cookieType(policy.services.session); // "necessary"
 * ```
 */
export function cookieType(service: Pick<Service, "exempt" | "party">): CookieType {
  if (service.exempt === "anonymous-statistics") return "statistical";
  return service.exempt && service.party === "first" ? "necessary" : `${service.party}-party`;
}

const freeze = Object.freeze;
const defaults = { kind: "cookie", httpOnly: false, domain: undefined, path: "/", refresh: false };

function complete(given: ServiceInput, category: Category | undefined): Service {
  return {
    ...given,
    function: given.function ?? "",
    location: given.location ? [given.location].flat() : [],
    exempt: given.exempt ?? (category?.rule === "exempt" && "strictly-necessary"),
    revision: given.revision ?? 0,
    cookies: Object.entries(given.cookies).flatMap(([name, declared]) =>
      [declared].flat().map((cookie) => freeze({ ...defaults, ...cookie, name })),
    ),
  } as Service;
}

function each<Given, Made>(
  table: { readonly [name: string]: Given },
  make: (given: Given) => Made,
): { [name: string]: Made } {
  return freeze(
    Object.fromEntries(Object.entries(table).map(([name, given]) => [name, freeze(make(given))])),
  );
}

/** A hoisted object's fields are plain strings: admitted by the types, checked when the policy is defined. */
type Wide = string & {};

/** Any text; unlike `string`, it lets a literal stay what it is while `P` is inferred. */
type Literal = Lowercase<string> | Wide;

/** `Given` where it may stand, else what may: a literal must be one of `Allowed`, a plain string is checked at run time. */
type OneOf<Given, Allowed> = string extends Given ? Given : Allowed;

/** The input's own shape, with each literal held to what is allowed and each unknown field refused. */
type Checked<P> = {
  readonly [F in keyof P]: F extends keyof PolicyInput
    ? F extends "categories"
      ? { readonly [C in keyof P[F]]: CheckedCategory<P[F][C]> }
      : F extends "services"
        ? { readonly [S in keyof P[F]]: CheckedService<P[F][S], CategoryOf<P>> }
        : F extends "regimes"
          ? { readonly [R in keyof P[F]]: OneOf<P[F][R], Regime> }
          : P[F]
    : never;
};
type CheckedCategory<G> = G extends string
  ? OneOf<G, "exempt" | "ask">
  : {
      readonly [F in keyof G]: F extends "rule"
        ? OneOf<G[F], "exempt" | "ask">
        : F extends "modes"
          ? { readonly [R in keyof G[F]]: OneOf<G[F][R], Mode> }
          : F extends keyof CategoryInput
            ? G[F]
            : never;
    };
type CheckedService<G, CategoryName> = {
  readonly [F in keyof G]: F extends "category"
    ? OneOf<G[F], CategoryName>
    : F extends "party"
      ? OneOf<G[F], "first" | "third">
      : F extends "exempt"
        ? OneOf<G[F], Exemption | false>
        : F extends "cookies"
          ? { readonly [K in keyof G[F]]: CheckedCookie<G[F][K]> }
          : F extends keyof ServiceInput
            ? G[F]
            : never;
};
type CheckedCookie<G> = G extends readonly unknown[]
  ? { readonly [I in keyof G]: CheckedCookie<G[I]> }
  : {
      readonly [F in keyof G]: F extends "kind"
        ? OneOf<G[F], StorageKind>
        : F extends "maxAge"
          ? OneOf<G[F], number | "session" | "persistent">
          : F extends keyof CookieInput
            ? G[F]
            : never;
    };

/** The names of a policy's categories. */
export type CategoryOf<P> = P extends { readonly categories: infer C } ? keyof C & string : never;
/** The names of a policy's services. */
export type ServiceOf<P> = P extends { readonly services: infer S } ? keyof S & string : never;
/** The names that a policy's services store; `*` becomes `${string}`. */
export type CookieOf<P> = P extends { readonly "~names"?: infer N }
  ? NonNullable<N> extends { cookie: infer K }
    ? K
    : Declared<P>
  : Declared<P>;
type Declared<P> = P extends { readonly services: infer S }
  ? {
      [N in keyof S]: S[N] extends { readonly cookies: infer K } ? Pattern<keyof K & string> : never;
    }[keyof S]
  : never;
type Pattern<Name extends string> = Name extends `${infer Head}*${infer Tail}`
  ? `${Head}${string}${Pattern<Tail>}`
  : Name;

/**
 * Says once which policy an application has, so that names are typed in every package without passing it on.
 *
 * @example
 * ```ts
 * declare module "@assent/core" {
 *   interface Register { policy: typeof policy }
 * }
 * ```
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled in by declaration merging
export interface Register {}

/** The policy that {@link Register} names, or any. */
export type RegisteredPolicy = Register extends { policy: infer P }
  ? P extends Policy
    ? P
    : Policy
  : Policy;
