import { readFile } from "node:fs/promises";
import { bootHash } from "@assent/core/boot";
import { type NextRequest, NextResponse } from "next/server";

/** A page built once is allowed by what its scripts say; one made for this request, by a nonce. */
export async function proxy(request: NextRequest) {
  const page = await readFile(`.next/server/app${request.nextUrl.pathname}.html`, "utf8").catch(() => undefined);
  const nonce = crypto.randomUUID();
  const scripts = page ? await hashesOf(page) : `'nonce-${nonce}' 'strict-dynamic'`;
  const header = `default-src 'self'; script-src 'self' ${scripts}; object-src 'none'; base-uri 'none'; frame-ancestors 'self'; form-action 'self'`;
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", header);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", header);
  return response;
}

async function hashesOf(page: string): Promise<string> {
  const scripts = [...page.matchAll(/<script[^>]*>(.+?)<\/script>/gs)];
  return (await Promise.all(scripts.map(([, text]) => bootHash(text as string)))).join(" ");
}

export const config = { matcher: "/((?!_next/|statistics/|film).*)" };
