import type { Requested } from "./region.js";

/**
 * Whether a visitor goes to a page by this request, now. What is fetched ahead may be answered long before it is shown,
 * and what a page loads is answered while its visitor may be choosing.
 *
 * @see https://www.w3.org/TR/fetch-metadata/#sec-fetch-dest-header
 */
export function isNavigation(request: Requested): boolean {
  if (isAhead(request)) return false;
  const destination = request.headers.get("sec-fetch-dest");
  if (destination) return destination === "document";
  // Browsers don't say so over plain http, WebKit not before 16.4.
  return request.headers.get("accept")?.includes("text/html") ?? true;
}

/** Whether a browser asks for what its visitor may want later. Each of these names had its time. */
export function isAhead({ headers }: Requested): boolean {
  const said = ["sec-purpose", "purpose", "x-purpose", "x-moz"].map((name) => headers.get(name));
  return said.some((purpose) => /prefetch|prerender|preview/i.test(purpose ?? ""));
}
