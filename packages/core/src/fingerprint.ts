import type { Category, Policy, Service } from "./policy.js";

/**
 * A short, stable hash of what a category or a service means: four characters of `0-9a-z`. It covers providers,
 * parties, exemptions, revisions, and each cookie's name, lifetime, kind and domain; wording and the order of
 * keys leave it as it is.
 *
 * @see consent model §1, "Fingerprint"
 * @example
 * ```ts
 * import { fingerprint } from "@assent/core";
 *
 * fingerprint(policy, "statistics"); // like "x7k2"
 * ```
 */
export function fingerprint<C extends string, S extends string>(policy: Policy<C, S>, name: C | S): string {
  return policy.entries.find((entry) => entry.name === name)?.rev as string;
}

/** The fingerprint of a service. */
export function serviceRev({ provider, party, exempt, revision, cookies }: Service): string {
  const stored = cookies.map(({ name, kind, maxAge, domain, refresh }) =>
    JSON.stringify([name, kind, maxAge, domain, refresh]),
  );
  return hash([provider, party, exempt, revision, stored.sort()]);
}

/** The fingerprint of a category, from the names and fingerprints of its services. */
export function categoryRev({ sale, revision }: Category, services: readonly string[]): string {
  return hash([sale, revision, [...services].sort()]);
}

/** FNV-1a over the UTF-16 code units of a value's JSON, folded to four base-36 digits. */
function hash(value: unknown): string {
  let sum = 0x811c9dc5;
  const text = JSON.stringify(value);
  for (let index = 0; index < text.length; index++) sum = Math.imul(sum ^ text.charCodeAt(index), 0x01000193);
  return ((sum >>> 0) % 36 ** 4).toString(36).padStart(4, "0");
}
