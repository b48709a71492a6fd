import { type Cookie, mayStore, type Permissions, type Policy } from "@assent/core";

/** The cookies that a name is declared as: by the most specific declaration, as permissions are. */
export function declared({ services }: Policy, name: string): readonly Declared[] {
  const found = Object.entries(services).flatMap(([service, { cookies }]) =>
    cookies
      .filter((cookie) => cookie.kind === "cookie" && matches(cookie.name, name))
      .map((cookie) => ({ service, cookie })),
  );
  const best = found.map(({ cookie }) => cookie.name).sort(moreSpecific)[0];
  return found.filter(({ cookie }) => cookie.name === best);
}

/** One declaration, and whose it is. */
export interface Declared {
  readonly service: string;
  readonly cookie: Cookie;
}

/** Whether a cookie may be set: a service declares it, and each that does is permitted. */
export function maySet(policy: Policy, permissions: Permissions, name: string): boolean {
  const found = declared(policy, name);
  return (
    !!found[0] && found.every(({ service }) => permissions[service]) && mayStore(policy, permissions, name)
  );
}

function matches(pattern: string, name: string): boolean {
  const [head, tail] = pattern.split("*") as [string, string?];
  if (tail === undefined) return name === head;
  return name.length >= pattern.length - 1 && name.startsWith(head) && name.endsWith(tail);
}

/** An exact name before any pattern, then by what stands before the `*`, then by what stands after it. */
function moreSpecific(one: string, other: string): number {
  const [head, tail] = one.split("*") as [string, string?];
  const [otherHead, otherTail] = other.split("*") as [string, string?];
  if ((tail === undefined) !== (otherTail === undefined)) return tail === undefined ? -1 : 1;
  return otherHead.length - head.length || (otherTail?.length ?? 0) - (tail?.length ?? 0);
}
