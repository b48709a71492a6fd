import type { Cookie, Policy, StorageKind } from "@assent/core";
import { getDomain } from "tldts";

/** A name and the service that declares it. */
export interface Declared {
  readonly service: string;
  readonly cookie: Cookie;
}

/** The declarations of a stored name where it was stored: the most specific alone. */
export function declaredFor(
  policy: Policy,
  siteHost: string,
  { kind, name, host }: { kind: StorageKind; name: string; host: string },
): Declared[] {
  const fits = Object.entries(policy.services).flatMap(([service, { cookies }]) =>
    cookies
      .filter(
        (cookie) => cookie.kind === kind && matches(cookie.name, name) && isThere(cookie, host, siteHost),
      )
      .map((cookie): Declared => ({ service, cookie })),
  );
  const best = Math.max(...fits.map(({ cookie }) => specificity(cookie.name)));
  return fits.filter(({ cookie }) => specificity(cookie.name) === best);
}

/** The services that declare a host, by the origins that they load from or by the cookies that they set there. */
export function servicesAt(policy: Policy, address: string): string[] {
  const url = new URL(address);
  return Object.entries(policy.services)
    .filter(
      ([, { cookies, origins = {} }]) =>
        cookies.some(({ domain }) => domain && isWithin(url.hostname, domain)) ||
        Object.values(origins)
          .flat()
          .some((source) => covers(source, url)),
    )
    .map(([service]) => service);
}

/** One site: the same registrable domain, or the same name where there is none, as for `localhost`. */
export function isSameSite(one: string, other: string): boolean {
  return one === other || (domainOf(one) !== null && domainOf(one) === domainOf(other));
}

/** As browsers count: whoever hosts sites of many owners under one domain keeps them apart. */
const domainOf = (host: string): string | null => getDomain(host, { allowPrivateDomains: true });

/** A site's host with `www.` and without: wherever it settles, its visitor comes with what it stored. */
export function namesOf(host: string): string[] {
  if (domainOf(host) === null) return [host];
  const bare = host.replace(/^www\./, "");
  return [bare, `www.${bare}`];
}

function isThere({ domain }: Cookie, host: string, siteHost: string): boolean {
  return domain ? isWithin(host, domain.replace(/^\./, "")) : isSameSite(host, siteHost);
}

function matches(pattern: string, name: string): boolean {
  const [head = "", tail] = pattern.split("*");
  if (tail === undefined) return pattern === name;
  return name.length >= head.length + tail.length && name.startsWith(head) && name.endsWith(tail);
}

/** An exact name before any pattern, and of patterns the one that says most. */
function specificity(pattern: string): number {
  return pattern.includes("*") ? pattern.length : Number.POSITIVE_INFINITY;
}

const isWithin = (host: string, domain: string): boolean => host === domain || host.endsWith(`.${domain}`);

/** As a Content-Security-Policy reads a source: `https:`, `https://*.example.com`, `example.com:8443`, with a path. */
function covers(source: string, { protocol, hostname, port }: URL): boolean {
  const parts = /^(?:([a-z][a-z0-9+.-]*):(?:\/\/|$))?([^/:]*)(?::(\d+|\*))?(?:\/.*)?$/i.exec(source);
  if (!parts) return false;
  const [, scheme, host = "", wantedPort] = parts;
  if (scheme && `${scheme.toLowerCase()}:` !== protocol && !(scheme === "http" && protocol === "https:"))
    return false;
  if (!host) return !!scheme;
  if (wantedPort && wantedPort !== "*" && wantedPort !== (port || (protocol === "https:" ? "443" : "80")))
    return false;
  return host.startsWith("*.") ? hostname.endsWith(host.slice(1)) : hostname === host.toLowerCase();
}
