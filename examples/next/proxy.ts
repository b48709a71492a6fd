import { readFile } from "node:fs/promises";
import { bootHash } from "@assent/core/boot";
import { consentFor, contentSecurityPolicy, scriptHashes } from "@assent/server";
import { type NextRequest, NextResponse } from "next/server";
import { boot, site } from "./app/site.ts";

/** A page that was built once is allowed by its scripts' hashes; one that is rendered now, by boot's and a nonce. */
export async function proxy({ headers: given, nextUrl }: NextRequest) {
  if (process.env.NODE_ENV === "development") return; // Its tools write styles and evaluate scripts.
  const built = await readFile(`.next/server/app${nextUrl.pathname}.html`, "utf8").catch(() => undefined);
  const nonce = `'nonce-${crypto.randomUUID()}'`;
  const scripts = built ? await scriptHashes(built) : [await bootHash(boot), nonce];
  const base = `default-src 'self'; script-src 'self' ${scripts.join(" ")}; img-src 'self' data:; object-src 'none'; base-uri 'none'`;
  const consent = consentFor({ headers: built ? new Headers() : given }, site);
  const policy = { "content-security-policy": contentSecurityPolicy(consent, base) };
  const headers = new Headers({ ...Object.fromEntries(given), ...policy });
  return NextResponse.next({ request: { headers }, headers: policy });
}

export const config = { matcher: "/((?!_next/|consent|film|statistics/).*)" };
