import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { postgresProofs } from "@assent/server/postgres";
import { sqliteProofs } from "@assent/server/sqlite";
import { expect, inject, it, onTestFinished } from "vitest";
import { freshSchema } from "../../packages/server/test/places.ts";
import { proof } from "../../packages/server/test/proof.ts";
import { startPostgres } from "../../scripts/postgres.ts";

/** How many processes are killed for each store: 200 in all in the long run. */
const kills = Number(process.env.ASSENT_RUNS ?? 1000) >= 20_000 ? 100 : 10;
/** Several at a time: they wait for each other's transactions as well. */
const atOnce = 4;

const appender = fileURLToPath(new URL("appender.ts", import.meta.url));

it.each([
  ["SQLite", async () => freshFile()],
  ["PostgreSQL", () => freshSchema(inject("postgres"))],
])(
  `%s loses nothing that it acknowledged, in ${kills} processes that are killed`,
  async (name, freshPlace) => {
    const place = await freshPlace();
    const acknowledged: string[] = [];
    let lives = 0;
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        while (lives < kills) acknowledged.push(...(await live(place, `l${lives++}`)));
      }),
    );
    const proofs = name === "SQLite" ? sqliteProofs(place) : postgresProofs(place);
    const found: string[] = [];
    for await (const { record, sequence } of proofs.stream()) found.push(`${record} ${sequence}`);
    const { faults, lines } = await proofs.verify();
    await proofs.close();
    expect(faults.filter(({ fault }) => fault !== "document")).toEqual([]);
    expect(found).toHaveLength(lines);
    const kept = new Set(found);
    expect(kept.size, "a proof was doubled").toBe(found.length);
    expect(acknowledged.filter((one) => !kept.has(one))).toEqual([]);
    expect(acknowledged.length).toBeGreaterThan(kills);
  },
);

it("PostgreSQL may be killed itself: what was sent meanwhile is kept, once, when it is back", async () => {
  const server = await startPostgres({ shared_buffers: "32MB" });
  const proofs = postgresProofs(server.url, { patience: 120_000 });
  const outcomes: string[] = [];
  for (let round = 0; round < 3; round++) {
    const given = Array.from({ length: 300 }, (_, index) => proofs.append(proof(`r${round}n${index}`)));
    await given[0];
    // Some of these are on their way.
    given.push(...Array.from({ length: 300 }, (_, index) => proofs.append(proof(`s${round}n${index}`))));
    await server.crash();
    outcomes.push(...(await Promise.all(given)));
  }
  const found = await proofs.list({ limit: 10_000 });
  const { faults } = await proofs.verify();
  await proofs.close();
  await server.stop();
  // A commit that the crash answered is known when it is tried again.
  expect(outcomes.filter((outcome) => outcome === "lost")).toEqual([]);
  expect(new Set(found.map(({ record }) => record)).size).toBe(1_800);
  expect(found).toHaveLength(1_800);
  expect(faults.filter(({ fault }) => fault !== "document")).toEqual([]);
});

/** One process's life: what it acknowledged before it was killed, in the midst of its work or of its start. */
async function live(place: string, name: string): Promise<string[]> {
  const child = spawn(process.execPath, [appender, place, name], { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text) => {
    output += text;
  });
  // One in ten dies while it starts, the others once they work.
  const end = ended(child);
  if (Math.random() < 0.9) await Promise.race([once(child.stdout, "data"), end]);
  setTimeout(() => child.kill("SIGKILL"), Math.random() * 50);
  await end;
  // What was cut off in the middle is an acknowledgement that nobody heard.
  return output.split("\n").slice(0, -1);
}

async function ended(child: ChildProcess): Promise<void> {
  const [code, signal] = await once(child, "close");
  expect([code, signal]).toEqual([null, "SIGKILL"]);
}

function freshFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "assent-killed-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "proofs.db");
}
