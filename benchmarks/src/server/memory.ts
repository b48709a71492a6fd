import { statSync } from "node:fs";
import { join } from "node:path";
import { load } from "./load.ts";
import { table, whole } from "./markdown.ts";
import type { Run } from "./run.ts";
import { start } from "./start.ts";
import { choice } from "./wire.ts";

export async function memory({ postgres: { url }, folder, progress, choices }: Run): Promise<string[]> {
  const rows: string[][] = [];
  for (const store of ["SQLite", "PostgreSQL"]) {
    const file = join(folder, "memory.db");
    const server = await start(`choice, ${store}`, store === "SQLite" ? file : url);
    const options = { port: server.port, connections: 64, request: choice() };
    let done = 0;
    for (const share of shares) {
      progress(`memory: ${store}, ${whole(choices * share)} choices`);
      done += (await load({ ...options, requests: Math.round(choices * share) - done })).requests;
      const { heapUsed, rss } = await server.held();
      const log = store === "SQLite" ? megabytes(statSync(`${file}-wal`).size) : "";
      rows.push([store, whole(done), megabytes(heapUsed), megabytes(rss), log]);
    }
    await server.stop();
  }
  return [
    "Memory",
    "Of the server that takes choices from 64 connections: its heap after a collection, what it holds of the machine's memory, and how long SQLite's write-ahead log is. Node keeps what it has once taken for the garbage of its busiest moment.",
    table(["store", "choices", "heap", "resident", "log"], rows),
  ];
}

const shares = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 1];

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
