import { AssentError, type OriginDirective, type Origins } from "@assent/core";
import type { RequestConsent } from "./consent.js";

/** A Content-Security-Policy by directive: `{ "default-src": "'self'", "img-src": ["'self'", "data:"] }`. */
export interface Directives {
  readonly [directive: string]: string | readonly string[];
}

/**
 * A site's Content-Security-Policy with what the visitor permits now: the browser itself then refuses what any other
 * service would load. What the site's own policy allows stays allowed, to everyone; no service's origins belong there.
 *
 * A directive that the site doesn't set gets what the browser would have fallen back to, so that nothing is lost by it.
 * Nonces, hashes and keywords stay as they are. Under `'strict-dynamic'` browsers pay no heed to origins in `script-src`:
 * which scripts run is then for the page's own trusted scripts to decide, as the gates of `@assent/core/dom` do; frames,
 * images, connections and the rest are refused all the same.
 *
 * @param base - the site's own policy. @default "default-src 'self'"
 * @throws {@link AssentError} `directive-open` where the site's own policy allows everything that a service may load.
 * @see https://www.w3.org/TR/CSP3/
 * @example
 * ```ts
 * import { consentFor, contentSecurityPolicy } from "@assent/server";
 *
 * function page(request: Request, nonce: string): Response {
 *   const consent = consentFor(request, { policy });
 *   const base = { "default-src": "'self'", "script-src": ["'self'", `'nonce-${nonce}'`], "object-src": "'none'" };
 *   const headers = { "content-security-policy": contentSecurityPolicy(consent, base), "content-type": "text/html" };
 *   return new Response(`<script nonce="${nonce}">start()</script>`, { headers });
 * }
 * ```
 */
export function contentSecurityPolicy(
  { policy, state }: RequestConsent,
  base: string | Directives = "default-src 'self'",
): string {
  // A header may hold several policies, and each of them has to allow what is loaded.
  const policies = (typeof base === "string" ? base.split(",") : [base]).map(parse);
  for (const [service, { origins = {} }] of Object.entries(policy.services)) {
    for (const [directive, sources] of entriesOf(origins)) {
      const closed = policies.filter((own) => governing(own, directive));
      if (!closed[0]) throw open(directive, service);
      if (state.permissions[service]) for (const own of closed) allow(own, directive, sources);
    }
  }
  return policies.map(print).join(", ");
}

/** A policy: what the site says, and what is added to that. */
interface Own {
  readonly said: ReadonlyMap<string, readonly string[]>;
  readonly added: Map<string, readonly string[]>;
}

function parse(base: string | Directives): Own {
  const given =
    typeof base === "string"
      ? base.split(";").map((text): [string, string] => {
          const [, name = "", sources = ""] = /^\s*(\S*)\s*(.*)$/s.exec(text) ?? [];
          return [name, sources];
        })
      : Object.entries(base);
  const said = new Map<string, readonly string[]>();
  for (const [name, sources] of given) {
    const directive = name.toLowerCase();
    const words = (typeof sources === "string" ? sources : sources.join(" ")).split(/\s+/).filter(Boolean);
    // Browsers take the first of several.
    if (directive && !said.has(directive)) said.set(directive, words);
  }
  return { said, added: new Map() };
}

/** The directive of a site's policy that browsers ask instead, each before the next. */
const fallbacks: { readonly [directive in OriginDirective]: readonly string[] } = {
  "connect-src": ["default-src"],
  "font-src": ["default-src"],
  "form-action": [],
  "frame-src": ["child-src", "default-src"],
  "img-src": ["default-src"],
  "manifest-src": ["default-src"],
  "media-src": ["default-src"],
  "script-src": ["default-src"],
  "style-src": ["default-src"],
  "worker-src": ["child-src", "script-src", "default-src"],
};

/** Which directive says what may be loaded, and which is to say so where something is added. */
function governing({ said }: Own, directive: OriginDirective): { from: string; to: string } | undefined {
  const exact = [`${directive}-elem`, directive].find((name) => said.has(name));
  if (exact) return { from: exact, to: exact };
  const from = fallbacks[directive].find((name) => said.has(name));
  return from ? { from, to: directive } : undefined;
}

function allow(own: Own, directive: OriginDirective, sources: readonly string[]): void {
  const { from, to } = governing(own, directive) as { from: string; to: string };
  const before = own.added.get(to) ?? own.said.get(from) ?? [];
  const others = before.filter((source) => source.toLowerCase() !== "'none'");
  // Checks are left out of production builds: what could end a directive is no source.
  const safe = sources.filter((source) => /^[^\s;,]+$/.test(source));
  if (safe[0]) own.added.set(to, [...new Set([...others, ...safe])]);
}

function print({ said, added }: Own): string {
  return [...new Map([...said, ...added])].map((directive) => directive.flat().join(" ")).join("; ");
}

function open(directive: string, service: string): AssentError {
  return new AssentError(
    "directive-open",
    `${directive} of your Content-Security-Policy is open: no browser could refuse what services.${service} loads. Set it, or default-src`,
  );
}

function entriesOf(origins: Origins): [OriginDirective, readonly string[]][] {
  return Object.entries(origins) as [OriginDirective, readonly string[]][];
}
