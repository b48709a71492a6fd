import {
  type Answer,
  fingerprint,
  type Mode,
  type Policy,
  type Regime,
  type Situation,
  type Stored,
} from "../src/index.js";

/** Permission as the consent model words it (§2), rule by rule and apart from the source, to hold that to. */
export function expectedPermissions(
  policy: Policy,
  stored: Stored,
  situation: Situation,
): { [name: string]: boolean } {
  const names = [...Object.keys(policy.categories), ...Object.keys(policy.services)];
  return Object.fromEntries(names.map((name) => [name, expectedPermission(policy, stored, situation, name)]));
}

function expectedPermission(policy: Policy, stored: Stored, situation: Situation, name: string): boolean {
  const mode = expectedMode(policy, name, situation);
  const service = policy.services[name];
  // 1. mode always → true; off → false.
  if (mode === "always") return true;
  if (mode === "off") return false;
  // 2. record corrupt → false.
  if (stored === "corrupt") return false;
  const answer = stored && Object.hasOwn(stored.answers, name) ? stored.answers[name] : undefined;
  // 3. answer denied → false (any age, revision, regime).
  if (answer && answer.value === "denied") return false;
  const signalled = isSignalledCategory(policy, service ? service.category : name, situation);
  // 4. answer granted and fresh, and not signalled or acknowledged → true.
  if (answer && isFreshGrant(policy, name, answer, situation) && (!signalled || answer.ack)) return true;
  // A service has no default of its own: else its category's.
  if (service) return expectedPermission(policy, stored, situation, service.category);
  // 5. granted but stale, 6. undecided.
  if (mode === "optIn") return false;
  return answer ? !signalled && !answer.ack : !signalled;
}

/** The categories to ask about: corrupt, or `optIn` and undecided, stale, or denied longer ago than `ttlDeny`. */
export function expectedAsks(policy: Policy, stored: Stored, situation: Situation): string[] {
  return Object.keys(policy.categories).filter((name) => {
    if (policy.categories[name]?.rule !== "ask") return false;
    const services = Object.values(policy.services).filter((service) => service.category === name);
    if (services.length > 0 && services.every((service) => service.exempt !== false)) return false;
    if (stored === "corrupt") return true;
    if (expectedMode(policy, name, situation) !== "optIn") return false;
    const answer = stored?.answers[name];
    if (!answer) return true;
    if (answer.value === "denied") return situation.now - answer.at >= policy.ttlDeny * 1000;
    const signalled = isSignalledCategory(policy, name, situation);
    return !isFreshGrant(policy, name, answer, situation) || (signalled && !answer.ack);
  });
}

/** Mode: exempt → always; the policy's own word for the region, its country or the regime; else the regime's. */
export function expectedMode(policy: Policy, name: string, { regime, region }: Situation): Mode {
  const service = policy.services[name];
  if (service && service.exempt !== false) return "always";
  const category = policy.categories[service ? service.category : name];
  if (!category) throw new Error(`no category for ${name}`);
  if (category.rule === "exempt") return "always";
  const own = region ? [region, region.split("-")[0] as string, regime] : [regime];
  for (const key of own) {
    const mode = category.modes[key];
    if (mode) return mode;
  }
  return { none: "always", notice: "always", "opt-out": "optOut", "opt-in": "optIn" }[regime] as Mode;
}

/** Signalled: GPC is on, and the category sells, shares or targets advertising. */
export function isSignalledCategory(policy: Policy, category: string, { gpc }: Situation): boolean {
  return gpc && policy.categories[category]?.sale === true;
}

function isFreshGrant(policy: Policy, name: string, answer: Answer, { now, regime }: Situation): boolean {
  if (answer.value !== "granted") return false;
  if (answer.at > now) return false;
  if (now >= answer.at + policy.ttl * 1000) return false;
  if (answer.rev !== fingerprint(policy, name)) return false;
  return strictness[answer.regime] >= strictness[regime];
}

/** Strictness: none < notice < opt-out < opt-in. */
export const strictness: { readonly [regime in Regime]: number } = {
  none: 0,
  notice: 1,
  "opt-out": 2,
  "opt-in": 3,
};
