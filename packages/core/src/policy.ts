import type { Regime, Regimes } from "./regime.js";

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
 * regulators exempt anonymous audience measurement. `definePolicy` refuses a claim that breaks one.
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

/** The directives of a Content-Security-Policy that list origins. */
export type OriginDirective =
  | "connect-src"
  | "font-src"
  | "form-action"
  | "frame-src"
  | "img-src"
  | "manifest-src"
  | "media-src"
  | "script-src"
  | "style-src"
  | "worker-src";

/** What a service loads and where it sends, as source expressions: `{ "script-src": ["https://example.com"] }`. */
export type Origins = { readonly [directive in OriginDirective]?: readonly string[] };

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
  readonly origins?: Origins;
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
