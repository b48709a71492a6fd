import { join } from "node:path";
import { load } from "./load.ts";
import { table, whole } from "./markdown.ts";
import type { Run } from "./run.ts";
import { start } from "./start.ts";
import { choice } from "./wire.ts";

export async function memory({ postgres: { url }, folder, progress, choices }: Run): Promise<string> {
  const rows: string[][] = [];
  for (const kind of ["choice, SQLite", "choice, PostgreSQL"]) {
    const server = await start(kind, kind.endsWith("SQLite") ? join(folder, "memory.db") : url);
    const options = { port: server.port, connections: 64, request: choice() };
    const used: string[] = [];
    let done = 0;
    for (const share of [0.1, 0.5, 1]) {
      progress(`memory: ${kind}, ${whole(choices * share)} choices`);
      done += (await load({ ...options, requests: Math.round(choices * share) - done })).requests;
      const { heapUsed, rss } = await server.used();
      used.push(`${(heapUsed / 1e6).toFixed(1)} MB, ${(rss / 1e6).toFixed(0)} MB`);
    }
    rows.push([kind, ...used]);
    await server.stop();
  }
  const heads = [0.1, 0.5, 1].map((share) => `after ${whole(choices * share)}`);
  return [
    "## Memory",
    "Heap after a collection, and resident, of the server.",
    table(["", ...heads], rows),
  ].join("\n\n");
}
