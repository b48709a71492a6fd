import { cookieValues } from "./cookie.js";
import { merge } from "./merge.js";
import { evaluate } from "./permission.js";
import type { Policy } from "./policy.js";
import { decodeRecord, type Stored } from "./record.js";
import { type Regime, regimeIn } from "./regime.js";
import { type ConsentState, stateOf } from "./state.js";
import type { StoredText } from "./storage.js";
import { transition } from "./transition.js";

/** What a server knows of a request. */
export interface ConsentRequest {
  /** The `Cookie` header. */
  readonly cookie: string | null | undefined;
  /** ISO 3166 code, from a source that the visitor can't set. Unknown counts as the strictest. */
  readonly region?: string | undefined;
  /** Says what is required, where the site knows better than its region. @default what the region requires */
  readonly regime?: Regime | undefined;
  /** The `Sec-GPC` header, or whether the signal is on. Any text but `"1"` is no signal. */
  readonly gpc?: string | boolean | null | undefined;
  /** Milliseconds since 1970. @default Date.now() */
  readonly now?: number;
}

/**
 * The state that a visitor's browser will compute, from one request: for rendering on a server, and for hydration.
 *
 * @example
 * ```ts
 * import { readConsent } from "@assent/core";
 *
 * function render(request: Request): string {
 *   const { permissions } = readConsent(policy, {
 *     cookie: request.headers.get("cookie"),
 *     gpc: request.headers.get("sec-gpc"),
 *     region: "FR",
 *   });
 *   return permissions.statistics ? "counted" : "not counted";
 * }
 * ```
 */
export function readConsent<C extends string, S extends string>(
  policy: Policy<C, S>,
  { cookie, region, regime = regimeIn(policy.regimes, region), gpc, now = Date.now() }: ConsentRequest,
): ConsentState<C, S> {
  const situation = { regime, region, gpc: gpc === true || gpc === "1", now };
  const found = decodeAll(cookieValues(cookie ?? "", policy.recordName));
  const stored = transition(policy, found, situation);
  return stateOf(evaluate(policy, stored, situation), situation, stored) as ConsentState<C, S>;
}

/** What counts of all that is stored under one name. */
export function decodeAll(values: StoredText | false): Stored {
  return [values || []].flat().map(decodeRecord).reduce<Stored>(merge, undefined);
}
