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
  const stored = transition(policy, readRecord(policy, cookie), situation);
  return stateOf(evaluate(policy, stored, situation), situation, stored) as ConsentState<C, S>;
}

/**
 * The record that a visitor's browser keeps, as it is: what counts of all that a `Cookie` header holds under its name. A
 * server that changes it, or sends it once more, begins with this; for what it permits, see {@link readConsent}.
 *
 * @example
 * ```ts
 * import { readRecord } from "@assent/core";
 *
 * const stored = readRecord(policy, "cookies_preferences=garbage"); // "corrupt"
 * ```
 */
export function readRecord<C extends string, S extends string>(
  { recordName }: Policy<C, S>,
  cookie: string | null | undefined,
): Stored {
  return decodeAll(cookieValues(cookie ?? "", recordName));
}

/** What counts of all that is stored under one name. */
export function decodeAll(values: StoredText | false): Stored {
  return [values || []].flat().map(decodeRecord).reduce<Stored>(merge, undefined);
}
