import type { TestProject } from "vitest/node";
import type {} from "../../packages/server/test/places.ts";
import { startPostgres } from "../../scripts/postgres.ts";

/** One PostgreSQL for all tests that need one; each makes databases of its own on it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Tests end clients, never the machine: what the server handed to the system is as good as on the disk.
  const { url, stop } = await startPostgres({ fsync: "off", shared_buffers: "32MB" });
  project.provide("postgres", url);
  return stop;
}
