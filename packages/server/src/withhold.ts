import type { RequestConsent } from "./consent.js";
import { declared, maySet } from "./declared.js";
import { attributeName, lifetimeOf, parseSetCookie, printSetCookie, type SetCookie } from "./set-cookie.js";

/** A cookie that isn't as the policy says. Never its value: that may be personal. */
export interface Withheld {
  readonly name: string;
  /**
   * - `undeclared`: no service declares a cookie of this name.
   * - `denied`: the visitor doesn't permit it now.
   * - `attributes`: it is declared as HttpOnly, or for less time.
   */
  readonly reason: "undeclared" | "denied" | "attributes";
}

/** What becomes of cookies that aren't as the policy says. */
export interface WithholdOptions {
  /** `"report"` lets everything pass as it is: to see what a policy lacks. @default "drop" */
  readonly mode?: "drop" | "report";
  /** Gets each of them. */
  readonly report?: ((withheld: Withheld) => void) | undefined;
}

/**
 * A response without the cookies that the policy doesn't declare or the visitor doesn't permit. What is declared as
 * HttpOnly becomes so, and no cookie lives longer than declared. Deleting is always allowed.
 *
 * @example
 * ```ts
 * import { consentFor, withhold } from "@assent/server";
 *
 * async function serve(request: Request): Promise<Response> {
 *   const consent = consentFor(request, { policy });
 *   const response = new Response("Hello", { headers: { "set-cookie": "_ex_1=2; Max-Age=86400" } });
 *   return withhold(response, consent, { report: ({ name, reason }) => console.warn(name, reason) });
 * }
 * ```
 */
export function withhold(
  response: Response,
  consent: RequestConsent,
  options: WithholdOptions = {},
): Response {
  const given = response.headers.getSetCookie();
  const allowed = allowedCookies(given, consent, options);
  if (given.join("\n") === allowed.join("\n")) return response;
  const headers = new Headers(response.headers);
  headers.delete("set-cookie");
  for (const cookie of allowed) headers.append("set-cookie", cookie);
  const { body, status, statusText } = response;
  return new Response(body, { status, statusText, headers });
}

/**
 * The same for `Set-Cookie` headers by themselves, where there is no `Response`.
 *
 * @example
 * ```ts
 * import type { ServerResponse } from "node:http";
 * import { allowedCookies, type RequestConsent } from "@assent/server";
 *
 * function before(outgoing: ServerResponse, consent: RequestConsent): void {
 *   const given = [outgoing.getHeader("set-cookie") ?? []].flat().map(String);
 *   outgoing.setHeader("set-cookie", allowedCookies(given, consent));
 * }
 * ```
 */
export function allowedCookies(
  setCookies: readonly string[],
  consent: RequestConsent,
  { mode = "drop", report = () => {} }: WithholdOptions = {},
): string[] {
  return setCookies.flatMap((header) => {
    const allowed = parseSetCookie(header).flatMap((cookie) => {
      const [kept, reason] = held(cookie, consent);
      if (reason) report({ name: cookie.name, reason });
      return kept ? printSetCookie(kept) : [];
    });
    return mode === "report" ? header : allowed;
  });
}

/** What may be set of a cookie, and why that isn't all of it. */
function held(
  cookie: SetCookie,
  { policy, state, now }: RequestConsent,
): [kept: SetCookie | undefined, reason?: Withheld["reason"]] {
  const { name } = cookie;
  if (name === policy.recordName) return [cookie];
  const lifetime = lifetimeOf(cookie, now);
  if (lifetime !== undefined && lifetime <= 0) return [deletion(cookie)];
  const declarations = declared(policy, name).map(({ cookie }) => cookie);
  if (!declarations[0]) return [undefined, "undeclared"];
  if (!maySet(policy, state.permissions, name)) return [undefined, "denied"];
  const limits = declarations.map(({ maxAge }) => (typeof maxAge === "number" ? maxAge : 0));
  const limit = Math.min(...limits);
  const isLonger = lifetime !== undefined && lifetime > limit;
  const isOpen =
    declarations.some(({ httpOnly }) => httpOnly) &&
    !cookie.attributes.some((attribute) => attributeName(attribute) === "httponly");
  const life =
    lifetime === undefined || limit === 0 ? [] : [`Max-Age=${Math.floor(Math.min(lifetime, limit))}`];
  const kept = {
    ...cookie,
    attributes: [...withoutLife(cookie), ...life, ...(isOpen ? ["HttpOnly"] : [])],
  };
  return isLonger || isOpen ? [kept, "attributes"] : [kept];
}

/** Written so that no reader takes it for anything else. */
function deletion(cookie: SetCookie): SetCookie {
  const attributes = [...withoutLife(cookie), "Max-Age=0", "Expires=Thu, 01 Jan 1970 00:00:00 GMT"];
  return { ...cookie, value: "", attributes };
}

function withoutLife({ attributes }: SetCookie): string[] {
  return attributes.filter((attribute) => !["max-age", "expires"].includes(attributeName(attribute)));
}
