import type { Evaluation, Permissions, Situation } from "./permission.js";
import type { ConsentRecord, Stored } from "./record.js";
import type { Regime } from "./regime.js";
import type { Choices } from "./transition.js";

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

/** The preferences, while they are open: the toggles that were moved. `false`: closed for this page view. */
export type Layer = Choices | false | undefined;

/** The state that a record gives; parts equal to those of `previous` are those of `previous`. */
export function stateOf(
  { permissions, asks, toggles }: Evaluation,
  { now, ...place }: Situation,
  stored: Stored | "unread",
  persisted = true,
  layer?: Layer,
  previous?: ConsentState,
): ConsentState {
  const isKnown = stored !== "unread";
  return share(previous, {
    status: !isKnown ? "pending" : layer ? "preferences" : asks[0] && layer !== false ? "banner" : "closed",
    permissions,
    ...place,
    ...(isKnown && {
      asks,
      record: stored ?? null,
      persisted,
      ...(layer && { draft: { ...toggles, ...layer } }),
    }),
  } as ConsentState);
}

/** `next`, frozen, with every part that reads as its counterpart in `previous` does replaced by that. */
export function share<Value>(previous: unknown, next: Value): Value {
  // A server shows each state to one visitor, once: there is nothing to compare it with.
  if (previous && JSON.stringify(previous) === JSON.stringify(next)) return previous as Value;
  if (!Object.isFrozen(next))
    for (const key in next) next[key] = share((previous as Value | undefined)?.[key], next[key]);
  return Object.freeze(next);
}
