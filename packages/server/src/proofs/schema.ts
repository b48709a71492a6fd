import { sql, type Transaction } from "kysely";
import type { Database, Tables } from "./database.js";
import { genesis } from "./line.js";

type Step = (database: Database, transaction: Transaction<Tables>) => Promise<void>;

/** What the schema went through. A step that was released is never changed: the next one is added below it. */
const steps: readonly Step[] = [createTables];

/** Brings a database's schema up to date, once, however many processes start at the same time. */
export function migrate(database: Database): Promise<void> {
  return database.reader.transaction().execute(async (transaction) => {
    await database.lockSchema(transaction);
    const { schema } = transaction;
    await schema
      .createTable("assent_migration")
      .ifNotExists()
      .addColumn("step", "integer", (column) => column.primaryKey())
      .execute();
    const taken = await transaction.selectFrom("assent_migration").select("step").execute();
    if (taken.length > steps.length)
      throw new Error("This store was written by a newer @assent/server: update this one.");
    for (const [step, run] of [...steps.entries()].slice(taken.length)) {
      await run(database, transaction);
      await transaction.insertInto("assent_migration").values({ step }).execute();
    }
  });
}

async function createTables(
  { schema: { integer, bytes, key, end } }: Database,
  transaction: Transaction<Tables>,
) {
  const create = (name: keyof Tables) => transaction.schema.createTable(name);
  await create("assent_proof")
    .addColumn("number", integer, (column) => column.notNull())
    .addColumn("at", integer, (column) => column.notNull())
    .addColumn("record", "text")
    .addColumn("sequence", integer)
    .addColumn("previous", integer)
    .addColumn("answers", "text")
    .addColumn("policy", bytes, (column) => column.notNull())
    .addColumn("texts", bytes, (column) => column.notNull())
    .addColumn("locale", "text", (column) => column.notNull())
    .addColumn("layer", "text", (column) => column.notNull())
    .addColumn("regime", "text", (column) => column.notNull())
    .addColumn("region", "text")
    .addColumn("signals", "text", (column) => column.notNull())
    .addColumn("method", "text", (column) => column.notNull())
    .addColumn("seal", bytes, (column) => column.notNull())
    .addColumn("hash", bytes, (column) => column.notNull())
    .addPrimaryKeyConstraint("assent_proof_key", [...key])
    .modifyEnd(sql.raw(end))
    .execute();
  await transaction.schema
    .createIndex("assent_proof_record")
    .on("assent_proof")
    .columns(["record", "sequence"])
    .where("record", "is not", null)
    .execute();
  await create("assent_document")
    .addColumn("hash", bytes, (column) => column.primaryKey())
    .addColumn("text", "text", (column) => column.notNull())
    .execute();
  await create("assent_head")
    .addColumn("number", integer, (column) => column.notNull())
    .addColumn("hash", bytes, (column) => column.notNull())
    .execute();
  await create("assent_checkpoint")
    .addColumn("number", integer, (column) => column.primaryKey())
    .addColumn("hash", bytes, (column) => column.notNull())
    .addColumn("at", integer, (column) => column.notNull())
    .execute();
  await transaction.insertInto("assent_head").values({ number: 0, hash: genesis }).execute();
}
