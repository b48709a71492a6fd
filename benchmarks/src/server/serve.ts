import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { consentFor, createConsentHandler, type Proofs } from "@assent/server";
import { requestOf, toNode } from "@assent/server/node";
import { postgresProofs } from "@assent/server/postgres";
import { sqliteProofs } from "@assent/server/sqlite";
import { policy } from "./site.ts";

// One server of a process of its own: node src/server/serve.ts <kind> <place>. It tells its port, and what it holds
// of memory or has used of time whenever it is asked.
const [kind = "", place = ""] = process.argv.slice(2);
const page = `<!doctype html><title>Page</title><p>${"Nothing but text. ".repeat(60)}`;

const kinds: { readonly [kind: string]: () => RequestListener } = {
  "page, nothing": () => (_, response) => response.end(page),
  "page, consent read": () => (request, response) => {
    const consent = consentFor(requestOf(request), { policy, regime: "opt-in" });
    response.end(consent.allows("statistics") ? page : page);
  },
  "post, nothing": () => async (request, response) => {
    await textOf(request);
    response.statusCode = 204;
    response.end();
  },
  "post, nothing, as Fetch API": () =>
    toNode(async (request) => {
      await request.text();
      return new Response(null, { status: 204 });
    }),
  "choice, no proof": () => toNode(createConsentHandler({ policy, regime: "opt-in" })),
  "choice, SQLite": () => withProofs(sqliteProofs(place)),
  "choice, PostgreSQL": () => withProofs(postgresProofs(place)),
};

function withProofs(proofs: Proofs): RequestListener {
  return toNode(createConsentHandler({ policy, regime: "opt-in", proofs, patience: 60_000 }));
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += chunk;
  return text;
}

const listener = kinds[kind]?.();
if (!listener) throw new Error(`There is no "${kind}"`);
const server = createServer(listener).listen(0, "127.0.0.1", () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});
process.on("message", (question) => {
  if (question === "used") {
    const { user, system } = process.cpuUsage();
    return process.send?.(user + system);
  }
  // A collection throws compiled code away as well: none before a round whose time is taken.
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  return process.send?.({ heapUsed, rss });
});
process.on("disconnect", () => process.exit());
