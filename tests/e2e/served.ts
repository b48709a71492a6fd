import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";
import { type Player, startPlayer } from "../../examples/civis/player.ts";
import { startCivis } from "../../examples/civis/server.ts";
import { browsers } from "./browsers.ts";
import { startExample } from "./started.ts";

/** Those that are built into files. */
const built = ["react-vite", "vue-vite", "script-tag"];
/** Those that a framework's own server serves; in other browsers they have tests of their own. */
const rendered = browsers.includes("chromium") ? (["next", "nuxt"] as const) : [];

export const examples: readonly string[] = ["civis", ...built, ...rendered];

/** Every example, running; and where the third party is that it embeds. */
export interface Examples {
  readonly places: { readonly [example: string]: { readonly address: string; readonly third: string } };
  close(): void;
}

export async function startExamples(): Promise<Examples> {
  const civis = await startCivis(0);
  const player = await startPlayer(0);
  const servers: Server[] = [];
  const places: { [example: string]: { address: string; third: string } } = {
    civis: { address: civis.address, third: civis.player.origin },
  };
  for (const example of built) {
    const { address, server } = await serve(example, player);
    places[example] = { address, third: player.origin };
    servers.push(server);
  }
  const started = await Promise.all(rendered.map((example) => startExample(example, player.origin)));
  for (const { name, address } of started) places[name] = { address, third: player.origin };
  return {
    places,
    close() {
      civis.close();
      player.close();
      for (const { stop } of started) stop();
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}

/** Serves what an example was built into, as any web server would; only the third party's port is this run's. */
async function serve(example: string, player: Player): Promise<{ address: string; server: Server }> {
  const root = new URL(`../../examples/${example}/dist/`, import.meta.url);
  if (!existsSync(new URL("index.html", root)))
    throw new Error("Build the examples first: pnpm run examples");
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const file = new URL(pathname === "/" ? "index.html" : pathname.slice(1), root);
    if (request.method === "POST" || !existsSync(file)) {
      response.writeHead(request.method === "POST" ? 204 : 404).end();
      return;
    }
    const content = readFileSync(file, "utf8").replaceAll("http://127.0.0.1:4180", player.origin);
    response
      .writeHead(200, { "content-type": `${types[extname(file.pathname)]}; charset=utf-8` })
      .end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return { address: `http://localhost:${(server.address() as AddressInfo).port}`, server };
}

const types: { readonly [extension: string]: string } = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
};
