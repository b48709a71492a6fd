import type { RequestConsent } from "./consent.js";

/**
 * A response that sets the visitor's record once more, so that it outlives what browsers do to cookies that scripts
 * wrote: WebKit deletes those after a week. Nothing is added where a shared cache could hand it to somebody else, nor to
 * what no visitor goes to now: what is prefetched, and what a page loads.
 *
 * @example
 * ```ts
 * import { consentFor, renew } from "@assent/server";
 *
 * function page(request: Request): Response {
 *   const consent = consentFor(request, { policy });
 *   return renew(new Response("Hello", { headers: { "cache-control": "private" } }), consent);
 * }
 * ```
 */
export function renew(response: Response, consent: RequestConsent): Response {
  const renewal = consent.renewal();
  const control = response.headers.get("cache-control");
  if (!renewal || (control && !/\b(private|no-store)\b/i.test(control))) return response;
  const headers = new Headers(response.headers);
  headers.append("set-cookie", renewal);
  if (!control) headers.set("cache-control", "private");
  const { body, status, statusText } = response;
  return new Response(body, { status, statusText, headers });
}
