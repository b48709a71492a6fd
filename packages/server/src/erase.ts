import type { Database } from "./database.js";
import { sealed } from "./line.js";

/** Erases what a visitor answered from every line of a record, and puts in its place what the chain needs of it. */
export async function forget(database: Database, record: string): Promise<number> {
  const count = await database.reader.transaction().execute(async (transaction) => {
    await database.lockHead(transaction);
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
  if (count > 0) await database.scrub();
  return count;
}

/** Deletes the oldest lines, up to the first that isn't older, and notes where the chain begins from now on. */
export async function retain(database: Database, before: number): Promise<number> {
  const count = await database.reader.transaction().execute(async (transaction) => {
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
      .where("number", "<=", first ? first.number - 1 : head.number)
      .orderBy("number", "desc")
      .limit(1)
      .executeTakeFirst();
    if (!last) return 0;
    await transaction
      .insertInto("assent_checkpoint")
      .values({ ...last, at: Date.now() })
      .execute();
    return database.remove(transaction, last.number);
  });
  if (count > 0) await database.scrub();
  return count;
}
