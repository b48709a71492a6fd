import { asks, type Permissions, permission, type Situation } from "./permission.js";
import type { Policy } from "./policy.js";
import type { ConsentRecord } from "./record.js";
import type { Regime } from "./regime.js";
import type { Choices, Model } from "./transition.js";

interface Common<C extends string, S extends string> {
  /** What may run now, by category and service. */
  readonly permissions: Permissions<C | S>;
  readonly regime: Regime;
  readonly region: string | undefined;
  /** Global Privacy Control is on. */
  readonly gpc: boolean;
}

interface Known<C extends string, S extends string> extends Common<C, S> {
  /** The categories that the visitor has to be asked about; empty when no banner is due. */
  readonly asks: readonly C[];
  /** The visitor's answers; `"corrupt"` where what was stored can't be read, `null` where there are none. */
  readonly record: ConsentRecord | "corrupt" | null;
  /** The record is kept beyond this page; `false` where the browser refused it. */
  readonly persisted: boolean;
}

/**
 * What a consent shows: frozen, plain and serialisable. Parts that didn't change keep their identity.
 *
 * - `pending`: the storage was not read yet; only what is exempt may run.
 * - `banner`: something has to be asked.
 * - `preferences`: open, with the toggles as the visitor moved them in `draft`.
 * - `closed`: nothing to show.
 */
export type ConsentState<C extends string = string, S extends string = string> =
  | ({ readonly status: "pending" } & Common<C, S>)
  | ({ readonly status: "banner" | "closed" } & Known<C, S>)
  | ({ readonly status: "preferences"; readonly draft: Choices<C | S> } & Known<C, S>);

/** The state that a model shows; parts equal to those of `previous` are those of `previous`. */
export function stateOf<C extends string, S extends string>(
  policy: Policy<C, S>,
  { stored, dismissed, draft }: Model<C | S>,
  { regime, region, gpc, now }: Situation,
  persisted: boolean,
  previous?: ConsentState<C, S>,
): ConsentState<C, S> {
  const situation = { regime, region, gpc, now };
  const common = {
    permissions: permission(policy, stored === "unread" ? "corrupt" : stored, situation),
    regime,
    region,
    gpc,
  };
  if (stored === "unread") return share(previous, { status: "pending", ...common });
  const asked = asks(policy, stored, situation);
  const known = { ...common, asks: asked, record: stored ?? null, persisted };
  if (draft) return share(previous, { status: "preferences", draft, ...known });
  return share(previous, { status: asked.length && !dismissed ? "banner" : "closed", ...known });
}

/** `next`, frozen, with every part that equals its counterpart in `previous` replaced by that. */
export function share<Value>(previous: unknown, next: Value): Value {
  if (previous === next || typeof next !== "object" || next === null) return next;
  const before = (typeof previous === "object" && previous) || {};
  let same = Object.keys(before).length === Object.keys(next).length;
  const shared: { [key: string]: unknown } = Array.isArray(next) ? ([] as never) : {};
  for (const [key, value] of Object.entries(next)) {
    shared[key] = share((before as { [key: string]: unknown })[key], value);
    same &&= key in before && shared[key] === (before as { [key: string]: unknown })[key];
  }
  return same ? (before as Value) : (Object.freeze(shared) as Value);
}
