import { count } from "@assent/example-civis/count";
import { consentFor, withhold } from "@assent/server";
import { site } from "../../site.ts";

/** Every route that sets cookies: Next shows no proxy what they answer. */
export const POST = async (request: Request) => withhold(await count(request), consentFor(request, site));
