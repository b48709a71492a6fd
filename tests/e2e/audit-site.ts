import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import {
  githubAnnotations,
  githubSummary,
  htmlReport,
  jsonReport,
  junitReport,
  sarifReport,
  terminalReport,
} from "@assent/audit";
import { day, definePolicy } from "@assent/core";
import { generate } from "selfsigned";

/** What the audited site declares; its page has the same, as text. */
export const input = {
  categories: { necessary: "exempt", statistics: "ask", advertising: { rule: "ask", sale: true } },
  services: {
    choices: {
      category: "necessary",
      provider: "Shop",
      party: "first",
      cookies: { cookies_preferences: { purpose: "To remember choices", maxAge: 400 * day } },
    },
    session: {
      category: "necessary",
      provider: "Shop",
      party: "first",
      cookies: { sid: { purpose: "To remember a basket", maxAge: "session", httpOnly: true } },
    },
    audience: {
      category: "statistics",
      provider: "Stats",
      party: "third",
      origins: {
        "script-src": ["https://cdn.stats.example"],
        "connect-src": ["https://collect.stats.example"],
      },
      cookies: {
        "_ex_*": { purpose: "To tell visits apart", maxAge: 30 * day },
        ex_queue: { purpose: "To send later what can't be sent now", kind: "local", maxAge: "persistent" },
      },
    },
    ads: {
      category: "advertising",
      provider: "Tracker",
      party: "third",
      origins: { "frame-src": ["https://*.tracker.example"] },
      cookies: {
        uid: { purpose: "To recognise a reader elsewhere", maxAge: 90 * day, domain: "tracker.example" },
      },
    },
  },
} as const;

export const policy = definePolicy(input);

/** Every report there is. */
export const prints = [
  terminalReport,
  jsonReport,
  htmlReport,
  junitReport,
  sarifReport,
  githubAnnotations,
  githubSummary,
];

/** Answers for one host: markup that is added to its page, headers, or an answer of its own. */
export interface Site {
  /** Goes into the page's head. */
  readonly head?: string;
  readonly body?: string;
  readonly headers?: { readonly [name: string]: string | readonly string[] };
  readonly answer?: (path: string, request: IncomingMessage, response: ServerResponse) => boolean;
}

/** Sites on as many domains as a test likes, with TLS, on one port of this machine. */
export async function startSites(sites: { readonly [host: string]: Site }): Promise<{
  readonly hosts: { readonly [pattern: string]: string };
  close(): void;
}> {
  const script = readFileSync(new URL("../../packages/ui/dist/assent.global.js", import.meta.url));
  const { cert, private: key } = await generate([{ name: "commonName", value: "shop.example" }], {
    keySize: 2048,
  });
  const server = createServer({ cert, key }, (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "https://any.example");
    const host = request.headers.host ?? "";
    const site = sites[host] ?? {};
    const send = (type: string, body: string | Buffer, headers: Site["headers"] = {}): void => {
      response.writeHead(200, { "content-type": `${type}; charset=utf-8`, ...(headers as object) }).end(body);
    };
    if (site.answer?.(pathname, request, response)) return;
    if (pathname === "/favicon.ico") return void response.writeHead(204).end();
    if (pathname === "/assent.js") return send("text/javascript", script);
    if (host === "cdn.stats.example") return send("text/javascript", tag);
    if (host === "collect.stats.example")
      return void response.writeHead(204, { "access-control-allow-origin": "*" }).end();
    if (pathname === "/pixel") return send("image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    if (host === "ads.tracker.example")
      return send("text/html", "<title>Ad</title><p>Ad</p>", {
        "set-cookie": `uid=u1; Domain=tracker.example; Max-Age=${90 * day}; Secure; SameSite=None`,
      });
    if (pathname !== "/" && pathname !== "/news") return void response.writeHead(404).end();
    send("text/html", page(site), {
      "set-cookie": ["sid=s1; Path=/; HttpOnly; SameSite=Lax; Secure"],
      ...site.headers,
    });
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return {
    hosts: { "*.example": `127.0.0.1:${(server.address() as AddressInfo).port}` },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** What the measuring service's script does. */
const tag = `
document.cookie = "_ex_1=v1; path=/; secure; max-age=${30 * day}";
localStorage.setItem("ex_queue", "[]");
navigator.sendBeacon("https://collect.stats.example/hit");
`;

function page({ head = "", body = "" }: Site): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Shop</title>
<script src="/assent.js"></script>
<script type="text/plain" data-assent="audience" src="https://cdn.stats.example/tag.js"></script>
${head}
<body>
<main><h1>Shop</h1>
<iframe title="Ad" data-assent="ads" data-assent-src="https://ads.tracker.example/frame"></iframe>
${body}
</main>
<div class="assent-choices"></div>
<script>
  const { clear, createConsent, definePolicy, mount, openGates } = assent;
  const consent = createConsent(definePolicy(${JSON.stringify(input)}), { region: "FR" });
  consent.start();
  openGates(consent);
  mount(consent, { clear });
</script>
</body>
</html>`;
}
