import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { onTestFinished } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** The address of the PostgreSQL that was started for the tests. */
    postgres: string;
  }
}

/** A file for a SQLite that isn't there yet; it goes with the test. */
export function freshFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "assent-proofs-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "proofs.db");
}

/** An empty schema in the database of a PostgreSQL; it goes with the server. */
export async function freshSchema(server: string): Promise<string> {
  const name = `test_${crypto.randomUUID().replaceAll("-", "")}`;
  const client = new Client(server);
  await client.connect();
  await client.query(`create schema ${name}`);
  await client.end();
  return `${server}?options=-csearch_path%3D${name}`;
}
