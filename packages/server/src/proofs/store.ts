import { systemClock } from "@assent/core";
import type { ProofDocument, Proofs } from "../proof.js";
import { append, type Pending } from "./append.js";
import type { Database } from "./database.js";
import { forget, retain } from "./erase.js";
import { bytes, draft, read } from "./line.js";
import { pages } from "./pages.js";
import { createQueue, type ProofsOptions } from "./queue.js";
import { migrate } from "./schema.js";
import { verify } from "./verify.js";

/** Makes a store of a database. It is opened when it is first needed; where that fails, the next need tries again. */
export function createProofs(open: () => Database, options: ProofsOptions = {}): Proofs {
  const { clock = systemClock } = options;
  let opened: Database | undefined;
  let opening: Promise<Database> | undefined;
  /** The documents that this process saw kept. */
  const kept = new Set<string>();

  function database(): Promise<Database> {
    opening ??= openOnce().finally(() => {
      if (!opened) opening = undefined;
    });
    return opening;
  }

  async function openOnce(): Promise<Database> {
    const database = open();
    try {
      await migrate(database);
    } catch (error) {
      await closeDatabase(database);
      throw error;
    }
    opened = database;
    return database;
  }

  const queue = createQueue<Pending>(async (batch) => {
    const isNew = ({ hash }: ProofDocument) => !kept.has(hash);
    const pending = batch.map(({ draft, documents }) => ({ draft, documents: documents.filter(isNew) }));
    const outcomes = await append(await database(), pending);
    for (const { documents } of pending) for (const { hash } of documents) kept.add(hash);
    return outcomes;
  }, options);

  return {
    async append(proof, documents = []) {
      const made = draft(proof);
      return made ? queue.push({ draft: made, documents }) : queue.lose("malformed");
    },
    lost: queue.lost,
    async list({ limit = 20, before = Number.MAX_SAFE_INTEGER } = {}) {
      const { reader } = await database();
      const lines = await reader
        .selectFrom("assent_proof")
        .selectAll()
        .where("number", "<", before)
        .orderBy("number", "desc")
        .limit(limit)
        .execute();
      return lines.map(read);
    },
    async show(record) {
      const { reader } = await database();
      const lines = await reader
        .selectFrom("assent_proof")
        .selectAll()
        .where("record", "=", record)
        .orderBy("sequence")
        .orderBy("number")
        .execute();
      return lines.map(read);
    },
    async *stream({ after = 0 } = {}) {
      for await (const page of pages(await database(), after)) yield* page.map(read);
    },
    async document(hash) {
      const { reader } = await database();
      const found = await reader
        .selectFrom("assent_document")
        .select("text")
        .where("hash", "=", bytes(hash))
        .executeTakeFirst();
      return found?.text;
    },
    verify: async (options) => verify(await database(), options),
    forget: async (record) => forget(await database(), record),
    retain: async (before) => retain(await database(), before, clock.now()),
    async close() {
      await queue.close();
      await opening?.catch(() => {});
      if (opened) await closeDatabase(opened);
    },
  };
}

export async function closeDatabase({ reader, writer }: Database): Promise<void> {
  await reader.destroy();
  if (writer !== reader) await writer.destroy();
}
