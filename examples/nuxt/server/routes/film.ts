import { film } from "@assent/example-civis/film";
import { consentFor, contentSecurityPolicy } from "@assent/server";

/** A document of its own: the one around it keeps the policy it came with, from before the visitor's answer. */
export default defineEventHandler((event) =>
  film(event.path, (base) => contentSecurityPolicy(consentFor(event, site), base)),
);
