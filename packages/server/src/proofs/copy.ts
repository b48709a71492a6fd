import type { ChainHead } from "../proof.js";
import type { Database, Head } from "./database.js";
import { hex, isEqual } from "./line.js";
import { beginning, pages } from "./pages.js";

/** What a copy did. */
export interface Copied {
  readonly lines: number;
  /** Where both stores end now. */
  readonly head: ChainHead;
}

/**
 * Copies a store's chain as it is, hashes and all, into another: an empty one, or one that holds the beginning of the same
 * chain, where a copy was ended before. `undefined`: the other holds something else.
 */
export async function copy(
  from: Database,
  to: Database,
  onProgress?: (lines: number) => void,
): Promise<Copied | undefined> {
  let head = await begin(from, to);
  if (!head) return;
  let lines = 0;
  await copyDocuments(from, to);
  for await (const page of pages(from, head.number)) {
    const last = page.at(-1) as Head;
    await to.reader.transaction().execute(async (transaction) => {
      await to.lockHead(transaction);
      await to.makeRoom(
        transaction,
        page.map(({ at }) => at),
      );
      await transaction.insertInto("assent_proof").values(page).execute();
      await transaction.updateTable("assent_head").set({ number: last.number, hash: last.hash }).execute();
    });
    head = { number: last.number, hash: last.hash };
    lines += page.length;
    onProgress?.(lines);
  }
  await copyDocuments(from, to);
  await forgetAlike(from, to);
  return { lines, head: { number: head.number, hash: hex(head.hash) } };
}

/** Where to go on: at the other's end, if that lies on this chain. */
async function begin(from: Database, to: Database): Promise<Head | undefined> {
  const head = await to.reader.selectFrom("assent_head").select(["number", "hash"]).executeTakeFirstOrThrow();
  const start = await beginning(from);
  if (head.number === 0 && start.number > 0) {
    const checkpoints = await from.reader.selectFrom("assent_checkpoint").selectAll().execute();
    await to.reader.transaction().execute(async (transaction) => {
      await transaction.insertInto("assent_checkpoint").values(checkpoints).execute();
      await transaction.updateTable("assent_head").set({ number: start.number, hash: start.hash }).execute();
    });
    return start;
  }
  if (head.number === start.number) return isEqual(head.hash, start.hash) ? head : undefined;
  const same = await from.reader
    .selectFrom("assent_proof")
    .select("hash")
    .where("number", "=", head.number)
    .executeTakeFirst();
  return same && isEqual(same.hash, head.hash) ? head : undefined;
}

async function copyDocuments({ reader: from }: Database, { reader: to }: Database): Promise<void> {
  for (const { hash } of await from.selectFrom("assent_document").select("hash").execute()) {
    const document = await from
      .selectFrom("assent_document")
      .selectAll()
      .where("hash", "=", hash)
      .executeTakeFirstOrThrow();
    await to
      .insertInto("assent_document")
      .values(document)
      .onConflict((conflict) => conflict.column("hash").doNothing())
      .execute();
  }
}

/** What was forgotten after it was copied is forgotten in the copy. */
async function forgetAlike(from: Database, to: Database): Promise<void> {
  const erased = { record: null, sequence: null, previous: null, answers: null };
  for await (const page of pages(from, 0, "forgotten"))
    for (const { number, at, seal } of page)
      await to.reader
        .updateTable("assent_proof")
        .set({ ...erased, seal })
        .where("number", "=", number)
        .where("at", "=", at)
        .where("record", "is not", null)
        .execute();
}
