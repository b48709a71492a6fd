import type { Policy } from "./policy.js";

/**
 * The services that declare a stored name, by the most specific match: the exact name, then the longest part before
 * `*`, then the longest part after it. The work follows the name's length, not the number of declarations.
 */
export function servicesOf(policy: Policy, name: string): readonly string[] | undefined {
  let table = tables.get(policy);
  if (!table) {
    table = tabulate(policy);
    tables.set(policy, table);
  }
  let found = table.get("")?.get(name);
  for (let end = name.length; end && !found; end--) {
    const tails = table.get(name.slice(0, end));
    for (let start = end; tails && !found && start <= name.length; start++)
      found = tails.get(name.slice(start));
  }
  return found;
}

/** Services by what stands before and after `*`; those of a name without one stand under the empty text. */
type Table = Map<string, Map<string, string[]>>;

const tables = new WeakMap<Policy, Table>();

function tabulate(policy: Policy): Table {
  const table: Table = new Map();
  for (const service in policy.services) {
    for (const { name } of (policy.services[service] as Policy["services"][string]).cookies) {
      const [head, tail] = name.split("*") as [string, string?];
      const key = tail === undefined ? "" : head;
      const tails = table.get(key) ?? new Map<string, string[]>();
      const services = tails.get(tail ?? head) ?? [];
      table.set(key, tails.set(tail ?? head, services));
      services.push(service);
    }
  }
  return table;
}
