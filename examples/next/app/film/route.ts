import { film } from "@assent/example-civis/film";
import { consentFor, contentSecurityPolicy } from "@assent/server";
import { site } from "../site.ts";

/** A document of its own: the one around it keeps the policy it came with, from before the visitor's answer. */
export function GET(request: Request) {
  const { html, base } = film(request.url);
  const policy = contentSecurityPolicy(consentFor(request, site), base);
  return new Response(html, { headers: { "Content-Type": "text/html", "Content-Security-Policy": policy } });
}
