/**
 * The names that a request's server goes by. Some, as Next's, make the address of their own; browsers say in `Host` which
 * one they asked.
 */
export function hostsOf({ headers, url }: Request): readonly (string | null)[] {
  return [new URL(url).host, headers.get("host")];
}
