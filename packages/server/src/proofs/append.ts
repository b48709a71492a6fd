import type { Kysely, Transaction } from "kysely";
import type { ProofDocument } from "../proof.js";
import type { Database, Tables } from "./database.js";
import { bytes, type Draft, type Line, link } from "./line.js";
import type { Outcome } from "./queue.js";

/** A draft, and the documents that it may be the first to name. */
export interface Pending {
  readonly draft: Draft;
  readonly documents: readonly ProofDocument[];
}

/** Appends a batch in one transaction: what of it is new, each once, in order. */
export function append(database: Database, batch: readonly Pending[]): Promise<readonly Outcome[]> {
  return database.writer.transaction().execute(async (transaction) => {
    let head = await database.lockHead(transaction);
    const taken = await answersOf(transaction, batch);
    const lines: Line[] = [];
    const outcomes = batch.map(({ draft }): Outcome => {
      const last = taken.get(keyOf(draft));
      if (last !== undefined) return last === draft.answers ? "known" : "taken";
      taken.set(keyOf(draft), draft.answers);
      lines.push(link(draft, head));
      head = lines.at(-1) as Line;
      return "appended";
    });
    const documents = batch.flatMap((pending) => pending.documents);
    if (documents.length > 0) await keepDocuments(transaction, documents);
    if (lines.length > 0) {
      await database.makeRoom(
        transaction,
        lines.map(({ at }) => at),
      );
      await transaction.insertInto("assent_proof").values(lines).execute();
      const { number, hash } = head;
      await transaction.updateTable("assent_head").set({ number, hash }).execute();
    }
    return outcomes;
  });
}

/** The answers that are kept already for the writes of a batch, by {@link keyOf}. */
async function answersOf(
  transaction: Transaction<Tables>,
  batch: readonly Pending[],
): Promise<Map<string, string | null>> {
  const records = new Set(batch.map(({ draft }) => draft.record));
  const sequences = new Set(batch.map(({ draft }) => draft.sequence));
  const found = await transaction
    .selectFrom("assent_proof")
    .select(["record", "sequence", "answers"])
    .where("record", "in", [...records])
    .where("sequence", "in", [...sequences])
    .execute();
  return new Map(found.map((line) => [keyOf(line), line.answers]));
}

function keyOf({ record, sequence }: Pick<Draft, "record" | "sequence">): string {
  return `${record} ${sequence}`;
}

async function keepDocuments(
  transaction: Kysely<Tables>,
  documents: readonly ProofDocument[],
): Promise<void> {
  const texts = new Map(documents.map(({ hash, text }) => [hash, text]));
  const rows = [...texts].map(([hash, text]) => ({ hash: bytes(hash), text }));
  await transaction
    .insertInto("assent_document")
    .values(rows)
    .onConflict((conflict) => conflict.column("hash").doNothing())
    .execute();
}
