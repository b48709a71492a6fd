import {
  type Clock,
  type ConsentRecord,
  type ConsentState,
  isAllowed,
  type Permissions,
  type Policy,
  type Regime,
  readConsent,
  readRecord,
  regimeOf,
  type Situation,
  type Stored,
  systemClock,
  transition,
} from "@assent/core";
import { permissionsFor } from "./alike.js";
import { jarOf, recordCookie } from "./cookies.js";
import { randomId } from "./id.js";
import { isNavigation } from "./navigation.js";
import { type RegionSource, type Requested, regionOf } from "./region.js";

/** What holds for every visitor of a site. */
export interface Site<C extends string = string, S extends string = string, K extends string = string> {
  readonly policy: Policy<C, S, K>;
  /** Where a visitor's region is read: nothing that a visitor could send is, unless it is named here. @default unknown */
  readonly region?: RegionSource | undefined;
  /** Says what is required, where the site knows better than its visitors' regions. @default what the region requires */
  readonly regime?: Regime | undefined;
  /** Shares the record with subdomains: `"example.org"`. @default this host alone */
  readonly domain?: string | undefined;
  /** Where the time comes from. @default the machine's */
  readonly clock?: Clock | undefined;
}

/** What one visitor permits, as of one request. */
export interface RequestConsent<
  C extends string = string,
  S extends string = string,
  K extends string = string,
> {
  readonly policy: Policy<C, S, K>;
  /** What their browser will compute as well: for rendering, and as a consent's `initial`. */
  readonly state: ConsentState<C, S>;
  /** When that was, in milliseconds since 1970. */
  readonly now: number;
  /** Whether a category, a service or a stored name may be used. Unknown → `false`. */
  allows(name: C | S | K): boolean;
  /**
   * The record as a `Set-Cookie` header, to be sent once more: a browser that soon deletes what scripts wrote keeps it
   * then. It ends when it would have ended. What Global Privacy Control refuses is stored by it, as a page's script would
   * store it. Nothing, where there is no record, nor for a request by which no visitor goes to a page now: by the time that
   * a prefetched page is answered, its visitor may have chosen anew.
   */
  renewal(): string | undefined;
}

/**
 * What a visitor permits, by the record in their cookie, `Sec-GPC`, and the region that the site's edge tells. Where the
 * region is unknown, the strictest regime holds.
 *
 * @example
 * ```ts
 * import { consentFor } from "@assent/server";
 *
 * function page(request: Request): string {
 *   const consent = consentFor(request, { policy, region: "cloudflare" });
 *   return consent.allows("statistics") ? "counted" : "not counted";
 * }
 * ```
 */
export function consentFor<C extends string, S extends string, K extends string>(
  request: Requested,
  site: Site<C, S, K>,
): RequestConsent<C, S, K> {
  return consentIn(situationOf(request, site), request, site);
}

/** Where and when a request was made. */
export function situationOf<C extends string, S extends string, K extends string>(
  request: Requested,
  { policy, region: source, regime, clock = systemClock }: Site<C, S, K>,
): Situation {
  const region = regionOf(request, source);
  return {
    regime: regime ?? regimeOf(region, policy.regimes),
    region,
    gpc: request.headers.get("sec-gpc") === "1",
    now: Math.floor(clock.now()),
  };
}

/** {@link consentFor}, for whoever needs the situation and all permissions besides. */
export function consentIn<C extends string, S extends string, K extends string>(
  situation: Situation,
  request: Requested,
  { policy, domain }: Site<C, S, K>,
): Visitor<C, S, K> {
  return new Visitor(situation, request, policy, domain);
}

/** A class, for its getters: an object's own, made anew for each request, cost as much as to read the cookie. */
export class Visitor<C extends string = string, S extends string = string, K extends string = string>
  implements RequestConsent<C, S, K>
{
  readonly policy: Policy<C, S, K>;
  readonly now: number;
  readonly #situation: Situation;
  readonly #cookie: string | null | undefined;
  #permissions: Permissions<C | S> | undefined;
  #state: ConsentState<C, S> | undefined;
  readonly allows: RequestConsent<C, S, K>["allows"];
  readonly renewal: RequestConsent<C, S, K>["renewal"];

  constructor(situation: Situation, request: Requested, policy: Policy<C, S, K>, domain: string | undefined) {
    const cookie = request.headers.get("cookie");
    this.policy = policy;
    this.now = situation.now;
    this.#situation = situation;
    this.#cookie = cookie;
    this.allows = (name) => isAllowed(policy, this.permissions, name);
    this.renewal = () => {
      if (!isNavigation(request)) return undefined;
      const { gpc, now } = situation;
      const found = readRecord(policy, cookie);
      const record = transition(policy, found, situation, undefined, found || !gpc ? undefined : randomId());
      return isRecord(record) ? recordCookie(policy, record, now, jarOf(request, domain)) : undefined;
    };
  }

  /** Those of the state, which most requests never ask for: to make it, and to freeze it, costs more than to decide. */
  get permissions(): Permissions<C | S> {
    this.#permissions ??=
      this.#state?.permissions ?? permissionsFor(this.policy, this.#cookie, this.#situation);
    return this.#permissions;
  }

  get state(): ConsentState<C, S> {
    this.#state ??= readConsent(this.policy, { cookie: this.#cookie, ...this.#situation });
    return this.#state;
  }
}

export function isRecord(stored: Stored): stored is ConsentRecord {
  return typeof stored === "object";
}
