import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { readConsent } from "@assent/core";
import { bundle } from "./bundle.ts";
import { choose } from "./choose.ts";
import { layout, type Page, type View } from "./layout.ts";
import { listen } from "./listen.ts";
import { backOffice, choicesPage, cookiePage, dataset, frontOffice, notFound } from "./pages.ts";
import { type Player, startPlayer } from "./player.ts";
import { policy } from "./policy.ts";
import { queryOf, type State } from "./view.ts";

/** The platform and the third party that it embeds, both running. */
export interface Civis {
  readonly address: string;
  readonly player: Player;
  close(): void;
}

/** Starts the platform on the next free port from the given one; `0` takes any. */
export async function startCivis(port: number): Promise<Civis> {
  const modules = await bundle();
  const player = await startPlayer(port && port + 1);
  const users = new Map<string, string>();
  const audience = { anonymous: 0, visitors: new Set<string>() };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error(error);
      response.writeHead(500).end();
    });
  });
  const taken = await listen(server, port);
  const address = `http://localhost:${taken}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", address);
    const route = `${request.method === "HEAD" ? "GET" : request.method} ${url.pathname}`;
    const module = modules.get(url.pathname.slice(1));
    if (module) return send(response, "text/javascript", module);
    if (route in files) return sendFile(response, files[route] as string);
    const cookies = cookiesOf(request);
    const region = regionOf(url.searchParams.get("region") ?? request.headers["x-region"]?.toString());
    const gpc = request.headers["sec-gpc"]?.toString();
    const state = readConsent(policy, { cookie: request.headers.cookie, region, gpc });
    if (request.method === "POST") return post(route, request, response, cookies, state);
    if (request.method !== "GET" && request.method !== "HEAD") return void response.writeHead(405).end();

    const session = cookies.sessionid ?? token();
    const csrf = cookies.csrftoken ?? token();
    const view: View = {
      path: url.pathname,
      next: url.pathname + url.search,
      state,
      nonce: randomBytes(16).toString("base64"),
      csrf,
      language: cookies.django_language ?? "en",
      player: player.origin,
    };
    const page = pageFor(url, users.get(session));
    response.writeHead(page.status ?? 200, {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": contentSecurityPolicy(view),
      "Cache-Control": "no-store",
      "Referrer-Policy": "strict-origin-when-cross-origin",
      "X-Content-Type-Options": "nosniff",
      "Set-Cookie": [
        !cookies.sessionid && `sessionid=${session}; Path=/; HttpOnly; SameSite=Lax`,
        !cookies.csrftoken && `csrftoken=${csrf}; Path=/; Max-Age=${364 * day}; SameSite=Lax`,
      ].filter((cookie) => cookie !== false),
    });
    response.end(layout(page, view));
  }

  function pageFor({ pathname, searchParams }: URL, user: string | undefined): Page {
    if (pathname === "/") return frontOffice(searchParams.get("q") ?? "");
    if (pathname === "/back-office") return backOffice(user, audience);
    if (pathname === "/cookies") return cookiePage();
    if (pathname === "/choices") return choicesPage();
    return dataset(pathname) ?? notFound();
  }

  async function post(
    route: string,
    request: IncomingMessage,
    response: ServerResponse,
    cookies: { [name: string]: string },
    state: State,
  ): Promise<void> {
    const text = await bodyOf(request);
    if (route === "POST /statistics/anonymous") audience.anonymous++;
    if (route === "POST /statistics/visitors") audience.visitors.add(text.split(" ")[0] as string);
    if (route.startsWith("POST /statistics/")) return void response.writeHead(204).end();

    const form = new URLSearchParams(text);
    if (!cookies.csrftoken || form.get("csrfmiddlewaretoken") !== cookies.csrftoken) {
      return void response
        .writeHead(403, { "Content-Type": "text/plain" })
        .end("Reload the page and try again.\n");
    }
    const back = form.get("next")?.match(/^\/(?![/\\])[!-~]*$/)?.[0] ?? "/";
    const redirect = (to: string, cookie: string | string[]) =>
      response.writeHead(303, { Location: to, "Set-Cookie": cookie }).end();
    if (route === "POST /i18n/setlang") {
      const language = form.get("language") ?? "";
      const chosen = /^[a-z]{2}$/.test(language) ? language : "en";
      redirect(back, `django_language=${chosen}; Path=/; Max-Age=${365 * day}; SameSite=Lax`);
    } else if (route === "POST /back-office/sign-in") {
      const session = token();
      users.set(session, form.get("name") || "You");
      redirect("/back-office", `sessionid=${session}; Path=/; HttpOnly; SameSite=Lax`);
    } else if (route === "POST /back-office/sign-out") {
      users.delete(cookies.sessionid ?? "");
      redirect("/back-office", "sessionid=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
    } else if (route === "POST /choices") {
      const chosen = choose(state, form);
      redirect(chosen ? back : `/choices${queryOf(state.region)}`, chosen ?? []);
    } else response.writeHead(404).end();
  }

  return {
    address,
    player,
    close() {
      server.close();
      server.closeAllConnections();
      player.close();
    },
  };
}

const day = 86_400;

const files: { readonly [route: string]: string } = {
  "GET /site.css": "public/site.css",
  "GET /banner.css": import.meta.resolve("@assent/ui/banner.css"),
  "GET /layers.css": import.meta.resolve("@assent/ui/layers.css"),
  "GET /policy.css": import.meta.resolve("@assent/ui/policy.css"),
  "GET /statistics/anonymous.js": "public/statistics/anonymous.js",
  "GET /statistics/matomo.js": "public/statistics/matomo.js",
  "GET /statistics/visitors.js": "public/statistics/visitors.js",
};

async function sendFile(response: ServerResponse, path: string): Promise<void> {
  const content = await readFile(new URL(path, import.meta.url), "utf8");
  send(response, path.endsWith(".css") ? "text/css" : "text/javascript", content);
}

function send(response: ServerResponse, type: string, content: string): void {
  response.writeHead(200, { "Content-Type": `${type}; charset=utf-8`, "Cache-Control": "no-cache" });
  response.end(content);
}

/** Demonstration only: a visitor must not be able to say where they are. */
function regionOf(given = ""): string {
  return /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(given) ? given : "FR";
}

/** Strict: no script without this response's nonce, no markup from strings, no other origin but the player's frame. */
function contentSecurityPolicy({ nonce, player }: View): string {
  return [
    "default-src 'self'",
    `script-src 'nonce-${nonce}'`,
    "require-trusted-types-for 'script'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    `frame-src ${player}`,
    "frame-ancestors 'none'",
    "form-action 'self'",
  ].join("; ");
}

function cookiesOf({ headers }: IncomingMessage): { [name: string]: string } {
  const pairs = (headers.cookie ?? "").split("; ").map((pair) => pair.split("=", 2) as [string, string]);
  return Object.fromEntries(pairs.filter(([, value]) => /^[\w-]+$/.test(value)));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) {
    text += chunk;
    if (text.length > 10_000) request.destroy();
  }
  return text;
}

function token(): string {
  return randomBytes(16).toString("hex");
}

if (process.argv[1] === import.meta.filename) {
  const { address, player } = await startCivis(Number(process.env.PORT || 4173));
  console.log(`Civis, the platform:      ${address}`);
  console.log(`Agora Video, third party: ${player.origin}`);
}
