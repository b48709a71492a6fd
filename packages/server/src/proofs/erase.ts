import type { Database } from "./database.js";
import { sealed } from "./line.js";
import { beginning } from "./pages.js";

/** Erases what a visitor answered from every line of a record, and puts in its place what the chain needs of it. */
export async function forget({ reader, scrub }: Database, record: string): Promise<number> {
  const count = await reader.transaction().execute(async (transaction) => {
    const lines = await transaction
      .selectFrom("assent_proof")
      .selectAll()
      .where("record", "=", record)
      .execute();
    for (const line of lines) {
      await transaction
        .updateTable("assent_proof")
        .set({ record: null, sequence: null, previous: null, answers: null, seal: sealed(line) })
        .where("number", "=", line.number)
        .where("at", "=", line.at)
        .execute();
    }
    return lines.length;
  });
  if (count > 0) await scrub();
  return count;
}

/**
 * Notes where the chain begins from now on, before the first line that isn't older; then deletes what lies before, a part
 * at a time: appends go on meanwhile. What a run that was ended leaves behind, the next one deletes.
 */
export async function retain(database: Database, before: number, now: number): Promise<number> {
  const { reader } = database;
  const from = await beginning(database);
  await reader.transaction().execute(async (transaction) => {
    const head = await database.lockHead(transaction);
    const first = await transaction
      .selectFrom("assent_proof")
      .select("number")
      .where("at", ">=", before)
      .orderBy("number")
      .limit(1)
      .executeTakeFirst();
    const last = await transaction
      .selectFrom("assent_proof")
      .select(["number", "hash"])
      .where("number", ">", from.number)
      .where("number", "<", first?.number ?? head.number + 1)
      .orderBy("number", "desc")
      .limit(1)
      .executeTakeFirst();
    if (last)
      await transaction
        .insertInto("assent_checkpoint")
        .values({ ...last, at: now })
        .execute();
  });
  const { number } = await beginning(database);
  await reader.transaction().execute((transaction) => database.drop(transaction, number));
  await remove(database, number);
  await database.scrub();
  return number - from.number;
}

async function remove({ reader }: Database, number: number): Promise<void> {
  const oldest = () =>
    reader
      .selectFrom("assent_proof")
      .select("number")
      .where("number", "<=", number)
      .orderBy("number")
      .limit(1)
      .executeTakeFirst();
  for (let line = await oldest(); line; line = await oldest()) {
    await reader
      .deleteFrom("assent_proof")
      .where("number", "<=", Math.min(number, line.number + partSize))
      .execute();
    await new Promise(setImmediate);
  }
}

const partSize = 2_000;
