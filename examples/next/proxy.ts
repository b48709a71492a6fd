import { readFile } from "node:fs/promises";
import { consentFor, contentSecurityPolicy, scriptHashes } from "@assent/server";
import { type NextRequest, NextResponse } from "next/server";
import { site } from "./app/site.ts";

/** A page that was built once is allowed by what its scripts are; one that is rendered now, by a nonce. */
export async function proxy({ headers: given, nextUrl: { pathname } }: NextRequest) {
  const built = await readFile(`.next/server/app${pathname}.html`, "utf8").catch(() => undefined);
  const nonce = crypto.randomUUID();
  const scripts = built ? `'self' ${(await scriptHashes(built)).join(" ")}` : `'nonce-${nonce}' 'strict-dynamic'`;
  const consent = consentFor({ headers: built ? new Headers() : given }, site);
  const header = contentSecurityPolicy(consent, `${base}; script-src ${scripts}`);
  const headers = new Headers({ ...Object.fromEntries(given), "x-nonce": nonce, "content-security-policy": header });
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", header);
  return response;
}

const base =
  "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

export const config = { matcher: "/((?!_next/|consent|film|statistics/).*)" };
