import { consentFor, withhold } from "@assent/server";
import { site } from "../../site.ts";

/** Takes the script's count, and keeps its cookie where browsers delete what scripts stored: if the visitor lets it. */
export async function POST(request: Request) {
  const [visitor] = (await request.text()).split(" ");
  const response = new Response(null, { status: 204 });
  response.headers.append("Set-Cookie", `civis_visitor=${visitor}; Path=/; Max-Age=15552000; SameSite=Lax`);
  return withhold(response, consentFor(request, site));
}
