import { film, player } from "@assent/example-civis/film";
import { consentFor, contentSecurityPolicy } from "@assent/server";

/** A document of its own: the one around it came before the visitor's answer, and can't load what it didn't allow then. */
export default defineEventHandler((event) => {
  const base = `default-src 'none'; style-src 'unsafe-inline'; frame-src ${"once" in getQuery(event) ? player : "'none'"}; frame-ancestors 'self'`;
  const consent = consentFor(event, site);
  setResponseHeader(event, "Content-Type", "text/html; charset=utf-8");
  setResponseHeader(event, "Content-Security-Policy", contentSecurityPolicy(consent, base));
  return film;
});
