import type { Entry, Mode, Policy } from "./policy.js";
import type { Answer, Answers, Stored } from "./record.js";
import { type Regime, strictness } from "./regime.js";

/** What permissions depend on besides the policy and the record. */
export interface Situation {
  readonly regime: Regime;
  /** ISO 3166 code, for a policy that treats a region in its own way. */
  readonly region?: string | undefined;
  /** Global Privacy Control is on. */
  readonly gpc: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What may run now, by category and service. */
export type Permissions<Name extends string = string> = { readonly [name in Name]: boolean };

/**
 * What may run: the one function that decides it, in browsers and on servers alike.
 *
 * @see consent model §2
 * @example
 * ```ts
 * import { permission } from "@assent/core";
 *
 * const permissions = permission(policy, undefined, { regime: "opt-in", gpc: false, now: Date.now() });
 * permissions.statistics; // false: nobody was asked yet
 * ```
 */
export function permission<C extends string, S extends string>(
  policy: Policy<C, S>,
  stored: Stored,
  situation: Situation,
): Permissions<C | S> {
  return evaluate(policy, stored, situation).permissions as Permissions<C | S>;
}

/** Everything that follows from a record here and now. */
export interface Evaluation {
  readonly permissions: Permissions;
  /** The categories that the visitor has to be asked about: none where no banner is due. */
  readonly asks: readonly string[];
  /** What the preferences show of each category. */
  readonly toggles: Permissions;
  /** When time alone next changes any of this, in milliseconds since 1970; `Infinity` for never. */
  readonly deadline: number;
}

/** Permissions, and what has to be asked. A record that wasn't read yet permits what a corrupt one does, and asks nothing. */
export function evaluate(policy: Policy, stored: Stored | "unread", situation: Situation): Evaluation {
  const { now, regime, gpc } = situation;
  const permissions: { [name: string]: boolean } = {};
  const toggles: { [name: string]: boolean } = {};
  const asks: string[] = [];
  const isReadable = typeof stored !== "string";
  const answers: Answers = typeof stored === "object" ? stored.answers : {};
  let deadline = Infinity;
  for (const entry of policy.entries) {
    const { name, category, sale, isAsked } = entry;
    const mode = modeOf(entry, situation);
    // Without an answer nothing compares: all that is asked of one is false.
    const { value, at, rev: meant, regime: under, ack } = answers[name] ?? none;
    const isDenied = value === "denied";
    const isSilenced = gpc && sale && !ack;
    const end = at + (isDenied ? policy.ttlDeny : policy.ttl) * 1000;
    // A grant that still means what it meant: not expired, nor dated ahead, nor of another policy or a looser regime.
    const isFresh =
      at <= now &&
      now < end &&
      meant === entry.rev &&
      strictness.indexOf(under) >= strictness.indexOf(regime) &&
      !isSilenced;
    permissions[name] =
      mode === "always" ||
      (mode !== "off" &&
        isReadable &&
        !isDenied &&
        (isFresh ||
          (category ? (permissions[category] as boolean) : mode === "optOut" && !isSilenced && !ack)));
    const isDue = isReadable ? mode === "optIn" && (isDenied ? now >= end : !isFresh) : stored === "corrupt";
    if (!category) toggles[name] = permissions[name];
    if (isAsked && isDue) asks.push(name);
    if (end > now) deadline = Math.min(deadline, end);
  }
  return { permissions, toggles, asks, deadline };
}

const none = {} as Answer;

/**
 * How a category or a service behaves where the visitor is: by its region's own word, else its country's, else its
 * regime's.
 *
 * @see consent model §1
 * @example
 * ```ts
 * import { modeOf } from "@assent/core";
 *
 * const modes = policy.entries.map((entry) => modeOf(entry, { regime: "opt-in", region: "FR" }));
 * ```
 */
export function modeOf(
  { modes }: Entry,
  { regime, region = "" }: Pick<Situation, "regime" | "region">,
): Mode {
  return (modes[region] ?? modes[region.slice(0, 2)] ?? modes[regime]) as Mode;
}
