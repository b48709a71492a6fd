import { consentFor, contentSecurityPolicy } from "@assent/server";
import { site } from "../site.ts";

/** A document of its own: its policy is made after the visitor's answer, when the page around it was there before. */
export function GET(request: Request) {
  const consent = consentFor(request, site);
  const allows = () => new URL(request.url).searchParams.has("once") || consent.allows("player");
  const film = `<!doctype html><title>How a city opens its data</title><body style="margin:0"><iframe src="${process.env.PLAYER}/embed" title="Film" width="100%" height="100%" style="border:0"></iframe>`;
  return new Response(film, { headers: {} });
}
