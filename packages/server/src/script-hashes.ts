import { bootHash } from "@assent/core/boot";

/**
 * The source expressions by which a Content-Security-Policy allows the inline scripts of a page that is made once, and so
 * has no nonce: `["'sha256-…'"]`.
 *
 * @param html - the page as it is served, made by the site itself.
 * @example
 * ```ts
 * import { readFileSync } from "node:fs";
 * import { scriptHashes } from "@assent/server";
 *
 * const hashes = await scriptHashes(readFileSync("dist/about.html", "utf8"));
 * const header = `script-src 'self' ${hashes.join(" ")}`;
 * ```
 */
export async function scriptHashes(html: string): Promise<string[]> {
  const scripts = [...html.matchAll(inline)].map(([, text]) => (text as string).replace(/\r\n?/g, "\n"));
  return Promise.all([...new Set(scripts)].map(bootHash));
}

/** What has no source and isn't mere data. What is gated is text until it runs, so it counts. */
const inline = /<script(?![^>]*\s(?:src=|type="?application\/(?:ld\+)?json))[^>]*>(.*?)<\/script/gis;
