import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import express from "express";
import { Hono } from "hono";
import { toNode } from "../src/node.js";

/** A server that runs. */
export interface Running {
  readonly origin: string;
  close(): void;
}

type Handle = (request: Request) => Promise<Response>;

/** The same site on each of the servers that the handler mounts in. */
export const servers: { readonly [name: string]: (handle: Handle) => Promise<Running> } = {
  "node:http": (handle) => listen(toNode(handle)),

  Express(handle) {
    const app = express();
    app.disable("x-powered-by");
    app.use("/consent", toNode(handle));
    app.use(toNode(handle));
    app.use((_request, response) => void response.send("A page of the site's own"));
    return listen(app);
  },

  "Express, which parses bodies before": (handle) => {
    const app = express();
    app.use(express.urlencoded({ extended: true }), express.json(), express.text());
    app.use(toNode(handle));
    return listen(app);
  },

  Hono(handle) {
    const app = new Hono();
    app.all("/consent/*", ({ req }) => handle(req.raw));
    app.all("/.well-known/gpc.json", ({ req }) => handle(req.raw));
    return new Promise((resolve) => {
      const server = serve({ fetch: app.fetch, port: 0 }, ({ port }) => {
        resolve({ origin: `http://localhost:${port}`, close: () => void server.close() });
      });
    });
  },
};

export async function listen(listener: RequestListener): Promise<Running> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
