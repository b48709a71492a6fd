import type { Permissions } from "./permission.js";
import type { Policy } from "./policy.js";

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
  return !!servicesOf(policy, name)?.every((service) => permissions[service]);
}

/**
 * The services that declare a stored name, by the most specific match: the exact name, then the longest part before
 * `*`, then the longest part after it. The work follows the name's length, not the number of declarations.
 */
export function servicesOf({ names }: Policy, name: string): readonly string[] | undefined {
  let found = names[""]?.[name];
  for (let end = name.length; end && !found; end--) {
    const tails = names[name.slice(0, end)];
    for (let start = end; tails && !found && start <= name.length; start++) found = tails[name.slice(start)];
  }
  return found;
}
