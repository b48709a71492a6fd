import { hostsOf } from "./host.js";

/**
 * Where a form leads back to: a path of this site, as the form or the referrer says it. Never another origin.
 *
 * @param next - what the form's field says.
 */
export function placeOf(next: string | null, request: Request, origins: readonly string[]): string {
  const { origin } = new URL(request.url);
  const referrer = parsed(request.headers.get("referer"));
  if (next?.startsWith("/")) return pathOf(parsed(next, origin), origin) ?? "/";
  const isOurs = referrer && (hostsOf(request).includes(referrer.host) || origins.includes(referrer.origin));
  return (isOurs && pathOf(referrer, referrer.origin)) || "/";
}

/** A path that starts with two slashes would name a host. */
function pathOf(place: URL | undefined, origin: string): string | undefined {
  if (place?.origin !== origin || place.pathname.startsWith("//")) return undefined;
  return place.pathname + place.search + place.hash;
}

function parsed(text: string | null, base?: string): URL | undefined {
  return text && URL.canParse(text, base) ? new URL(text, base) : undefined;
}
