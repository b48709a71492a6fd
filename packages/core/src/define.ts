import { checkPolicy } from "./check.js";
import { compile } from "./compile.js";
import { day } from "./day.js";
import type { CategoryOf, Checked, CookieOf, PolicyInput, ServiceInput, ServiceOf } from "./input.js";
import type { Category, Policy, Service } from "./policy.js";
import { presets, type Regimes } from "./regime.js";

/**
 * Checks a policy and completes its defaults. Names become literal types, also when the argument was
 * hoisted to a constant without `as const`.
 *
 * @throws {@link AssentError} that names the place and the cure when the policy can't be right.
 * @example
 * ```ts
 * import { day, definePolicy } from "@assent/core";
 *
 * export const policy = definePolicy({
 *   categories: { necessary: "exempt", statistics: "ask" },
 *   services: {
 *     session: {
 *       category: "necessary",
 *       provider: "Opendatasoft",
 *       party: "first",
 *       function: "Authentication",
 *       cookies: { sessionid: { purpose: "To remember the user from one page to another", maxAge: "session", httpOnly: true } },
 *     },
 *     audience: {
 *       category: "statistics",
 *       provider: "Example Analytics",
 *       party: "third",
 *       cookies: { "_ex_*": { purpose: "To count visitors", maxAge: 90 * day } },
 *     },
 *   },
 * });
 * ```
 */
export function definePolicy<const P extends PolicyInput>(
  policy: P extends Checked<P> ? P : Checked<P>,
): Policy<CategoryOf<P>, ServiceOf<P>, CookieOf<P>> {
  const input = policy as PolicyInput;
  const categories = each(input.categories, (given) => ({
    sale: false,
    revision: 0,
    modes: {},
    ...((typeof given === "string" ? { rule: given } : given) as { rule: "ask" }),
  }));
  const made = {
    recordName: "cookies_preferences",
    ttl: 180 * day,
    ttlDeny: Math.max(180 * day, input.ttl ?? 0),
    ...input,
    regimes: freeze({ ...presets(), ...(input.regimes as Regimes) }),
    categories,
    services: each(input.services, (given) => complete(given, categories[given.category])),
  };
  checkPolicy(made);
  return freeze({ ...made, ...compile(made) }) as Policy<CategoryOf<P>, ServiceOf<P>, CookieOf<P>>;
}

const freeze = Object.freeze;
const defaults = { kind: "cookie", httpOnly: false, domain: undefined, path: "/", refresh: false };

function complete(given: ServiceInput, category: Category | undefined): Service {
  return {
    ...given,
    function: given.function ?? "",
    location: given.location ? [given.location].flat() : [],
    exempt: given.exempt ?? (category?.rule === "exempt" && "strictly-necessary"),
    revision: given.revision ?? 0,
    cookies: Object.entries(given.cookies).flatMap(([name, declared]) =>
      [declared].flat().map((cookie) => freeze({ ...defaults, ...cookie, name })),
    ),
  } as Service;
}

function each<Given, Made>(
  table: { readonly [name: string]: Given },
  make: (given: Given) => Made,
): { [name: string]: Made } {
  return freeze(
    Object.fromEntries(Object.entries(table).map(([name, given]) => [name, freeze(make(given))])),
  );
}
