import type { ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "vite";

/** A page that a browser test asks for. */
export interface PageRequest {
  /** What the server sends; each part but the first when the test releases it. */
  chunks: string[];
  headers?: Record<string, string | string[]>;
}

/** What is served under one test's own address, and what was asked of it. */
interface Served {
  page: PageRequest;
  asked: string[];
  held: Map<string, (() => void)[]>;
  released: Map<string, number>;
}

/**
 * Real pages for browser tests, from the tests' own server:
 *
 * - `POST /pages/<id>` puts a page there, `GET` serves it, `/pages/<id>/assent.js` is core as one classic script.
 * - Any other path below it is a resource of the kind that its ending says; a script adds its name to `window.ran`.
 *   One with `?held` is answered when the test releases its name.
 * - `/pages/<id>?asked` lists what the browser asked for; `?release=<name>` lets the next part, or a resource, go.
 */
export function pages(): Plugin {
  const served = new Map<string, Served>();
  let script: Promise<string> | undefined;
  return {
    name: "assent-pages",
    configureServer({ middlewares }) {
      middlewares.use("/pages", async (request, response) => {
        const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
        const [, id = "", ...rest] = pathname.split("/");
        const name = rest.join("/");
        if (request.method === "POST") {
          let body = "";
          for await (const chunk of request) body += chunk;
          served.set(id, { page: JSON.parse(body), asked: [], held: new Map(), released: new Map() });
          response.end();
          return;
        }
        const site = served.get(id);
        if (!site) {
          response.writeHead(404).end();
          return;
        }
        const release = searchParams.get("release");
        if (release !== null) {
          const waiting = site.held.get(release)?.shift();
          if (waiting) waiting();
          else site.released.set(release, (site.released.get(release) ?? 0) + 1);
          response.end();
        } else if (searchParams.has("asked")) {
          response.setHeader("Content-Type", "application/json");
          response.end(JSON.stringify(site.asked));
        } else if (name === "assent.js") {
          script ??= bundle();
          send(response, "text/javascript", await script);
        } else if (rest.length === 0 || name.startsWith("at/")) {
          await sendPage(site, response);
        } else {
          site.asked.push(name);
          if (searchParams.has("held")) await released(site, name);
          sendResource(response, name);
        }
      });
    },
  };
}

async function sendPage(site: Served, response: ServerResponse): Promise<void> {
  const { chunks, headers = {} } = site.page;
  response.writeHead(200, {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    ...headers,
  });
  for (const [index, chunk] of chunks.entries()) {
    if (index > 0) await released(site, "chunk");
    response.write(chunk);
  }
  response.end();
}

/** Resolves when the test releases a name; at once where it did already. */
function released({ held, released }: Served, name: string): Promise<void> | void {
  const early = released.get(name) ?? 0;
  if (early > 0) {
    released.set(name, early - 1);
    return;
  }
  return new Promise((resolve) => {
    held.set(name, [...(held.get(name) ?? []), resolve]);
  });
}

function sendResource(response: ServerResponse, name: string): void {
  const ending = name.split(".").at(-1);
  if (ending === "js")
    send(response, "text/javascript", `(window.ran ??= []).push(${JSON.stringify(name)});`);
  else if (ending === "css") send(response, "text/css", "body { outline: 3px solid rgb(1, 2, 3) }");
  else if (ending === "html") send(response, "text/html", `<title>${name}</title><p>${name}</p>`);
  else if (ending === "svg")
    send(response, "image/svg+xml", '<svg xmlns="http://www.w3.org/2000/svg" width="7" height="7"/>');
  else response.writeHead(404).end();
}

function send(response: ServerResponse, type: string, body: string): void {
  response.writeHead(200, {
    "Content-Type": type,
    "Cache-Control": "no-store",
    "Access-Control-Allow-Origin": "*",
  });
  response.end(body);
}

/** Core with its gates as a page without a bundler gets it, from the sources. */
async function bundle(): Promise<string> {
  const entry = fileURLToPath(new URL("../packages/core/src/global.ts", import.meta.url));
  const result = await build({
    configFile: false,
    logLevel: "error",
    define: { "process.env.NODE_ENV": '"production"' },
    build: { write: false, minify: false, lib: { entry, formats: ["iife"], name: "assent" } },
  });
  const [{ output }] = result as unknown as [{ output: { code: string }[] }];
  return output[0]?.code ?? "";
}
