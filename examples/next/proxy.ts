import { readFile } from "node:fs/promises";
import { consentFor, contentSecurityPolicy, scriptHashes } from "@assent/server";
import { type NextRequest, NextResponse } from "next/server";
import { site } from "./app/site.ts";

/** A page that was built once is allowed by its scripts' hashes; one that is rendered now, by boot's and a nonce. */
export async function proxy({ headers: given, nextUrl }: NextRequest) {
  const built = await readFile(`.next/server/app${nextUrl.pathname}.html`, "utf8").catch(() => undefined);
  const scripts = built ? await scriptHashes(built) : [boot, `'nonce-${crypto.randomUUID()}'`];
  const base = `default-src 'self'; script-src 'self' ${scripts.join(" ")}; img-src 'self' data:; object-src 'none'; base-uri 'none'`;
  const consent = consentFor({ headers: built ? new Headers() : given }, site);
  const policy = { "content-security-policy": contentSecurityPolicy(consent, base) };
  const headers = new Headers({ ...Object.fromEntries(given), ...policy });
  return NextResponse.next({ request: { headers }, headers: policy });
}

const boot = await bootHash(bootScript(policy, { region: "FR" }));

export const config = { matcher: "/((?!_next/|consent|film|statistics/).*)" };
