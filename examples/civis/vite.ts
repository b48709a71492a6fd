import type { IncomingMessage, ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import { startPlayer } from "./player.ts";

/** Where the examples that Vite serves look for the third party. */
const port = 4180;

/**
 * A Vite plugin: serves the statistics script and takes its counts on the site itself, and starts the third party on
 * an origin of its own.
 */
export function platform() {
  function start({ middlewares }: ViteServer): void {
    startPlayer(port).catch(console.error);
    middlewares.use("/statistics", ({ method }, response, next) =>
      method === "POST" ? response.writeHead(204).end() : next(),
    );
  }
  return {
    name: "platform",
    config: () => ({
      publicDir: fileURLToPath(new URL("public", import.meta.url)),
      define: { __PLAYER__: JSON.stringify(`http://127.0.0.1:${port}`) },
    }),
    configureServer: start,
    configurePreviewServer: start,
  };
}

/** What the plugin needs of a Vite server, so that this example doesn't need Vite. */
interface ViteServer {
  readonly middlewares: {
    use(
      path: string,
      answer: (request: IncomingMessage, response: ServerResponse, next: () => void) => void,
    ): unknown;
  };
}
