import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, chromium, type Page } from "playwright";
import { chromium as installed } from "../../scripts/chromium.ts";
import { bundle } from "./bundle.ts";
import { type Kind, type Name, names } from "./contender.ts";
import { markup } from "./contenders/assent.ts";

/** A real Chromium with one page for each contender, each with a cookie jar of its own. */
export interface Arena {
  readonly version: string;
  readonly pages: { readonly [name in Name]: Page };
  /**
   * Loads the contender's page anew, as a visitor whom it doesn't know, with so many elements of a kind held back.
   * Without a kind, these are scripts that the parser meets while the gates are already open.
   */
  open(name: Name, kind?: Kind, count?: number): Promise<Page>;
  /** Loads the contender's page anew, with all that was stored. */
  reopen(name: Name): Promise<Page>;
  /** What a site would load to do no more than start: the text of one script. */
  readonly starters: { readonly [name in Name]: string };
  close(): Promise<void>;
}

export async function openArena(): Promise<Arena> {
  const bundles = await forEach((name) =>
    bundle(`import * as contender from "./contenders/${name}.ts"; import * as measure from "./page.ts";
      Object.assign(globalThis, { contender, measure });`),
  );
  const starters = await forEach((name) =>
    bundle(`import { start } from "./contenders/${name}.ts";
      globalThis.evaluated = performance.now(); globalThis.running = start();`),
  );
  const server = await serve(bundles);
  const { port } = server.address() as AddressInfo;
  const browser = await launch();
  const pages = await forEach(async () => (await browser.newContext()).newPage());

  async function reopen(name: Name, count = 0): Promise<Page> {
    pages[name].setDefaultNavigationTimeout(15_000);
    await pages[name].goto(`http://localhost:${port}/${name}${count ? `?${count}` : ""}`);
    return pages[name];
  }

  return {
    version: browser.version(),
    pages,
    starters,
    async open(name, kind, count = 0) {
      const page = await reopen(name);
      await page.context().clearCookies();
      await page.evaluate(() => localStorage.clear());
      await reopen(name, kind ? 0 : count);
      if (kind) await page.evaluate(hold, { kind, count });
      return page;
    },
    reopen,
    async close() {
      await browser.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Has the page's own parser write what is held back, and nothing laid out: that would be the browser's time alone. */
function hold({ kind, count }: { kind: Kind; count: number }): void {
  const { contender, measure } = globalThis;
  document.open();
  document.write(
    `<!doctype html><title>Benchmark</title><body hidden>${(contender.markup[kind] ?? "").repeat(count)}`,
  );
  document.close();
  Object.assign(globalThis, { contender, measure, ran: 0 });
}

async function launch(): Promise<Browser> {
  const { executablePath, args, env } = await installed();
  return chromium.launch({ executablePath, args, env: { ...process.env, ...env } as Record<string, string> });
}

/** Isolated, because only there do pages have a clock of five microseconds. */
async function serve(bundles: Record<Name, string>): Promise<Server> {
  const server = createServer(({ url = "/" }, response) => {
    const [, name = "", query] = url.split(/[/?]/);
    const script = name.endsWith(".js") && bundles[name.slice(0, -3) as Name];
    response.setHeader("content-type", script ? "text/javascript" : "text/html; charset=utf-8");
    response.setHeader("cross-origin-opener-policy", "same-origin");
    response.setHeader("cross-origin-embedder-policy", "require-corp");
    response.end(script || (query ? watched(name, Number(query)) : blank(name)));
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  return server;
}

function blank(name: string): string {
  return `<!doctype html><title>Benchmark</title><link rel="icon" href="data:,"><script src="/${name}.js"></script>`;
}

/** A page whose gates are open before its body is parsed. */
function watched(name: string, count: number): string {
  return `${blank(name)}<script>
    contender.startGated?.();
    addEventListener("DOMContentLoaded", () => (parsed = performance.now()));
    begun = performance.now();
  </script><body hidden>${(markup.script ?? "").repeat(count)}`;
}

async function forEach<Value>(make: (name: Name) => Promise<Value>): Promise<Record<Name, Value>> {
  const made = await Promise.all(names.map(async (name) => [name, await make(name)] as const));
  return Object.fromEntries(made) as Record<Name, Value>;
}
