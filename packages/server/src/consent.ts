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
  /** What their browser will compute as well, made when it is first asked for: for rendering, and as a consent's `initial`. */
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
  const { gpc, now } = situation;
  const cookie = request.headers.get("cookie");
  let state: ConsentState<C, S> | undefined;
  let permissions: Permissions<C | S> | undefined;

  /** Those of the state, which most requests never ask for: to make it, and to freeze it, costs more than to decide. */
  function permitted(): Permissions<C | S> {
    permissions ??= state?.permissions ?? permissionsFor(policy, cookie, situation);
    return permissions;
  }

  return new Visitor<C, S, K>(
    policy,
    now,
    (name) => isAllowed(policy, permitted(), name),
    () => {
      if (!isNavigation(request)) return undefined;
      const found = readRecord(policy, cookie);
      const record = transition(policy, found, situation, undefined, found || !gpc ? undefined : randomId());
      return isRecord(record) ? recordCookie(policy, record, now, jarOf(request, domain)) : undefined;
    },
    permitted,
    () => {
      state ??= readConsent(policy, { cookie, ...situation });
      return state;
    },
  );
}

/** A class, for its getter: an object's own, made anew for each request, costs as much as to read the cookie. */
export class Visitor<C extends string = string, S extends string = string, K extends string = string>
  implements RequestConsent<C, S, K>
{
  readonly policy: Policy<C, S, K>;
  readonly now: number;
  readonly allows: RequestConsent<C, S, K>["allows"];
  readonly renewal: RequestConsent<C, S, K>["renewal"];
  readonly permitted: () => Permissions<C | S>;
  private readonly read: () => ConsentState<C, S>;

  constructor(
    policy: Policy<C, S, K>,
    now: number,
    allows: RequestConsent<C, S, K>["allows"],
    renewal: RequestConsent<C, S, K>["renewal"],
    permitted: () => Permissions<C | S>,
    read: () => ConsentState<C, S>,
  ) {
    this.policy = policy;
    this.now = now;
    this.allows = allows;
    this.renewal = renewal;
    this.permitted = permitted;
    this.read = read;
  }

  get state(): ConsentState<C, S> {
    return this.read();
  }
}

export function isRecord(stored: Stored): stored is ConsentRecord {
  return typeof stored === "object";
}
