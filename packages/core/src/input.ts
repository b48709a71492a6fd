import type {
  AnonymousStatistics,
  Exemption,
  Mode,
  OriginDirective,
  Origins,
  StorageKind,
} from "./policy.js";
import type { Regime } from "./regime.js";

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
  /** What it loads and where it sends, by directive of a Content-Security-Policy. No part of its fingerprint. */
  readonly origins?: Origins;
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

/** A hoisted object's fields are plain strings: admitted by the types, checked when the policy is defined. */
type Wide = string & {};

/** Any text; unlike `string`, it lets a literal stay what it is while `P` is inferred. */
type Literal = Lowercase<string> | Wide;

/** `Given` where it may stand, else what may: a literal must be one of `Allowed`, a plain string is checked at run time. */
type OneOf<Given, Allowed> = string extends Given ? Given : Allowed;

/** The input's own shape, with each literal held to what is allowed and each unknown field refused. */
export type Checked<P> = {
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
          : F extends "origins"
            ? { readonly [D in keyof G[F]]: D extends OriginDirective ? G[F][D] : never }
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
