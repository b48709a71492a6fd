import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import type { Page } from "playwright-core";
import { type BrowserOptions, startBrowser } from "./browser.js";
import type { Finding } from "./finding.js";
import { within } from "./limit.js";
import type { Place } from "./observation.js";

/** The findings with each place where its author wrote it, as far as the site serves source maps. */
export async function traceToSources(
  findings: readonly Finding[],
  options: BrowserOptions,
  signal?: AbortSignal,
): Promise<Finding[]> {
  const scripts = new Set(findings.flatMap(({ from }) => from.map(({ url }) => url)).filter(isAddress));
  if (!scripts.size) return [...findings];
  const maps = await mapsOf([...scripts], options, signal);
  return findings.map((finding) => ({
    ...finding,
    from: finding.from.map((place) => original(place, maps)),
  }));
}

/** By a browser of its own: only that reaches hosts that lead elsewhere, and what it asks for is no part of the audit. */
async function mapsOf(
  scripts: readonly string[],
  options: BrowserOptions,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, TraceMap>> {
  const { browser, finish } = await startBrowser(options, signal);
  const maps = new Map<string, TraceMap>();
  try {
    const page = await browser.newPage({ ignoreHTTPSErrors: options.insecure ?? false });
    for (const script of scripts) {
      const map = await mapOf(page, script);
      if (map) maps.set(script, map);
    }
  } finally {
    await finish();
  }
  return maps;
}

async function mapOf(page: Page, script: string): Promise<TraceMap | undefined> {
  const text = await textAt(page, script);
  const reference = [...(text?.matchAll(/\/\/[#@] sourceMappingURL=(\S+)\s*$/gm) ?? [])].at(-1)?.[1];
  if (!reference || !URL.canParse(reference, script)) return undefined;
  const address = new URL(reference, script).href;
  const map = reference.startsWith("data:") ? await inlined(reference) : await textAt(page, address);
  try {
    return map ? new TraceMap(map, address.startsWith("data:") ? script : address) : undefined;
  } catch {
    return undefined;
  }
}

/** In milliseconds. Where there is no map, a finding leads to what the browser ran. */
const timeout = 5000;

async function textAt(page: Page, url: string): Promise<string | undefined> {
  try {
    const response = await page.goto(url, { waitUntil: "commit", timeout });
    // A page is no script: its inline scripts have no maps of their own.
    if (!response?.ok() || /html/.test(response.headers()["content-type"] ?? "")) return undefined;
    return await within(timeout, response.text(), "It never ends");
  } catch {
    return undefined;
  }
}

async function inlined(url: string): Promise<string | undefined> {
  return fetch(url).then(
    (response) => response.text(),
    () => undefined,
  );
}

function original(place: Place, maps: ReadonlyMap<string, TraceMap>): Place {
  const map = maps.get(place.url);
  const found = map && originalPositionFor(map, { line: place.line, column: place.column - 1 });
  if (!found?.source) return place;
  return { url: pathOf(found.source), line: found.line, column: found.column + 1 };
}

/** `https://site/src/main.ts`, `webpack://shop/./src/main.ts` → `src/main.ts`. */
function pathOf(source: string): string {
  const path = URL.canParse(source) ? new URL(source).pathname : source;
  return path.replace(/^\/+/, "").replace(/^(\.\/)+/, "");
}

const isAddress = (url: string): boolean => /^https?:/.test(url);
