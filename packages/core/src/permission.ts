import { servicesOf } from "./lookup.js";
import type { Mode, Policy } from "./policy.js";
import type { Answer, Stored } from "./record.js";
import { type Regime, regimes } from "./regime.js";

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
  const { categories, services } = policy as Policy;
  const permissions: { [name: string]: boolean } = {};
  for (const name in { ...categories, ...services }) {
    const service = services[name];
    const category = service ? service.category : name;
    const mode = service?.exempt ? "always" : modeOf(policy, category, situation);
    const answer = answerTo(stored, name);
    permissions[name] =
      mode === "always" ||
      (mode !== "off" &&
        stored !== "corrupt" &&
        answer?.value !== "denied" &&
        (isFresh(policy, name, answer, situation) ||
          (service
            ? (permissions[category] as boolean)
            : mode === "optOut" && !answer?.ack && !isSignalled(policy, name, situation))));
  }
  return permissions as Permissions<C | S>;
}

/**
 * Whether a category, a service or a stored name may be used under given permissions. A stored name asks the services
 * that declare it; what nothing declares is refused.
 *
 * @example
 * ```ts
 * import { isAllowed, readConsent } from "@assent/core";
 *
 * const { permissions } = readConsent(policy, { cookie: "", region: "FR" });
 * isAllowed(policy, permissions, "_ex_1a2b"); // false
 * ```
 */
export function isAllowed<C extends string, S extends string, K extends string>(
  policy: Policy<C, S, K>,
  permissions: Permissions<C | S>,
  name: C | S | K,
): boolean {
  const known: unknown = (permissions as Permissions)[name];
  return typeof known === "boolean" ? known : mayStore(policy, permissions, name);
}

/** Whether a stored name may be written: every service that declares it runs, and at least one does. */
export function mayStore(policy: Policy, permissions: Permissions, name: string): boolean {
  const services = servicesOf(policy, name);
  return !!services && services.every((service) => permissions[service]);
}

/** The categories that the visitor has to be asked about: none where no banner is due. */
export function asks<C extends string>(policy: Policy<C>, stored: Stored, situation: Situation): C[] {
  const services = Object.values<Policy["services"][string]>(policy.services);
  return (Object.keys(policy.categories) as C[]).filter((name) => {
    const answer = answerTo(stored, name);
    const own = services.filter(({ category }) => category === name);
    return (
      policy.categories[name].rule === "ask" &&
      (stored === "corrupt" ||
        (modeOf(policy, name, situation) === "optIn" &&
          (own.some(({ exempt }) => !exempt) || !own[0]) &&
          (answer?.value === "denied"
            ? situation.now >= answer.at + policy.ttlDeny * 1000
            : !isFresh(policy, name, answer, situation))))
    );
  });
}

/** When time alone next changes what is allowed or asked, in milliseconds since 1970; `Infinity` for never. */
export function deadline(policy: Policy, stored: Stored, now: number): number {
  const answers = typeof stored === "object" ? Object.values(stored.answers) : [];
  const ends = answers.map(
    ({ at, value }) => at + (value === "granted" ? policy.ttl : policy.ttlDeny) * 1000,
  );
  return Math.min(...ends.filter((end) => end > now));
}

/** How a category behaves here: exempt always runs; else the policy's own word for the region, or the regime's. */
export function modeOf(policy: Policy, category: string, { regime, region = "" }: Situation): Mode {
  const { rule, modes } = policy.categories[category] as Policy["categories"][string];
  if (rule === "exempt") return "always";
  return (
    modes[region] ??
    modes[region.slice(0, 2)] ??
    modes[regime] ??
    (regime === "opt-in" ? "optIn" : regime === "opt-out" ? "optOut" : "always")
  );
}

/** GPC is on and speaks to this category, or to this service's. */
export function isSignalled(policy: Policy, name: string, { gpc }: Situation): boolean {
  return gpc && !!policy.categories[policy.services[name]?.category ?? name]?.sale;
}

/** A grant that still means what it meant: not expired, nor dated ahead, nor of another policy or a looser regime. */
function isFresh(policy: Policy, name: string, answer: Answer | undefined, situation: Situation): boolean {
  const { now, regime } = situation;
  return (
    answer?.value === "granted" &&
    answer.at <= now &&
    now < answer.at + policy.ttl * 1000 &&
    answer.rev === (policy.services[name] ?? policy.categories[name])?.rev &&
    regimes.indexOf(answer.regime) >= regimes.indexOf(regime) &&
    (answer.ack || !isSignalled(policy, name, situation))
  );
}

function answerTo(stored: Stored, name: string): Answer | undefined {
  return typeof stored === "object" ? stored.answers[name] : undefined;
}
