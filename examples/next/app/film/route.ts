import { film } from "@assent/example-civis/film";
import { consentFor, contentSecurityPolicy } from "@assent/server";
import { site } from "../site.ts";

/** A document of its own: the one around it keeps the policy it came with, from before the visitor's answer. */
export function GET(request: Request) {
  return film(request.url, (base) => contentSecurityPolicy(consentFor(request, site), base));
}
