import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Proof, ProofDocument, Proofs } from "@assent/server";
import { postgresProofs } from "@assent/server/postgres";
import { sqliteProofs } from "@assent/server/sqlite";
import { Client } from "pg";
import { median } from "../numbers.ts";

/** What a store of a size costs. Times in milliseconds. */
export interface Measured {
  readonly lines: number;
  /** To append all since the last size, per line, in microseconds. */
  readonly append: number;
  /** The lines of one visitor: the median of 200. */
  readonly lookUp: number;
  readonly list: number;
  readonly stream: number;
  readonly verify: number;
  /** On the disk, in bytes. */
  readonly size: number;
}

const policy: ProofDocument = {
  hash: "239f59ed55e737c77147cf55ad0c1b030b6d7ee748a7426952f9b852d5a935e5",
  text: "payload",
};

/** Fills a store, and measures it at each size on the way. */
export async function measureLines(
  store: "SQLite" | "PostgreSQL",
  sizes: readonly number[],
  url: string,
  progress: (what: string) => void,
): Promise<Measured[]> {
  const folder = mkdtempSync(join(tmpdir(), "assent-lines-"));
  const file = join(folder, "proofs.db");
  if (store === "PostgreSQL") await clear(url);
  const proofs = store === "SQLite" ? sqliteProofs(file) : postgresProofs(url);
  const measured: Measured[] = [];
  let count = 0;
  for (const size of sizes) {
    progress(`${store}: ${size.toLocaleString("en")} lines`);
    const added = size - count;
    const took = await timed(async () => {
      for (; count < size; count += atOnce)
        await Promise.all(
          Array.from({ length: Math.min(atOnce, size - count) }, (_, index) => keep(proofs, count + index)),
        );
    });
    count = size;
    const lookUps: number[] = [];
    for (let index = 0; index < 200; index++) {
      const id = idOf(Math.floor(Math.random() * size));
      lookUps.push(await timed(() => proofs.show(id)));
    }
    const list = await timed(() => proofs.list());
    const stream = await timed(async () => {
      let seen = 0;
      for await (const line of proofs.stream()) seen += JSON.stringify(line).length && 1;
      if (seen !== size) throw new Error(`${seen} lines instead of ${size}`);
    });
    const verify = await timed(async () => {
      const { faults } = await proofs.verify();
      if (faults[0]) throw new Error(`The chain is not whole: ${JSON.stringify(faults[0])}`);
    });
    const bytes = store === "SQLite" ? sizeOf(file) : await sizeIn(url);
    measured.push({
      ...{
        lines: size,
        append: (took * 1000) / added,
        lookUp: median(lookUps),
        list,
        stream,
        verify,
        size: bytes,
      },
    });
  }
  await proofs.close();
  rmSync(folder, { recursive: true });
  return measured;
}

const atOnce = 2_000;

async function keep(proofs: Proofs, index: number): Promise<void> {
  const at = Date.UTC(2026, 0, 1) + index * 250;
  const answer = { value: "granted", at, rev: "x7k2", regime: "opt-in", ack: false, by: "accept" } as const;
  const proof: Proof = {
    ...{ record: idOf(index), sequence: 1, previous: null, at, policy: policy.hash, texts: policy.hash },
    answers: { statistics: answer, embeds: answer, advertising: answer },
    ...{ locale: "en", layer: "banner", regime: "opt-in", region: "FR", signals: [], method: "accept" },
  };
  if ((await proofs.append(proof, [policy])) !== "appended") throw new Error("A proof was not appended");
}

/** Spread as random ids are, and known again. */
function idOf(index: number): string {
  return ((BigInt(index + 1) * 11_400_714_819_323_198_485n) % 2n ** 64n).toString(36);
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await run();
  return performance.now() - begun;
}

function sizeOf(file: string): number {
  return [file, `${file}-wal`].reduce(
    (sum, name) => sum + (statSync(name, { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}

/** What other parts left there would be measured as well. */
async function clear(url: string): Promise<void> {
  const client = new Client(url);
  await client.connect();
  await client.query(
    "drop table if exists assent_proof, assent_document, assent_head, assent_checkpoint, assent_migration cascade",
  );
  await client.end();
}

async function sizeIn(url: string): Promise<number> {
  const client = new Client(url);
  await client.connect();
  const { rows } = await client.query(
    "select sum(pg_total_relation_size(inhrelid)) as size from pg_inherits where inhparent = 'assent_proof'::regclass",
  );
  await client.end();
  return Number(rows[0].size);
}
