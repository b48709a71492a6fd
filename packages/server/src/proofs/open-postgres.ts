import { Kysely, PostgresDialect, sql } from "kysely";
import { Pool, type PoolConfig, types } from "pg";
import type { Database, Tables } from "./database.js";
import { monthOf } from "./month.js";

export function openPostgres(connectionString: string, patience = 5_000): Database {
  const shared = { connectionString, connectionTimeoutMillis: patience };
  return {
    // One connection: appends wait for each other anyway, since each line builds on the one before.
    writer: connect({ ...shared, max: 1, query_timeout: patience, statement_timeout: patience }),
    reader: connect({ ...shared, max: 4 }),
    schema: { integer: "bigint", bytes: "bytea", key: ["number", "at"], end: "partition by range (at)" },
    async lockSchema(transaction) {
      await sql`select pg_advisory_xact_lock(hashtext('assent'))`.execute(transaction);
    },
    lockHead: (transaction) =>
      transaction.selectFrom("assent_head").select(["number", "hash"]).forUpdate().executeTakeFirstOrThrow(),
    async makeRoom(transaction, times) {
      const months = new Map(times.map((at) => monthOf(at)).map((month) => [month.name, month]));
      for (const { name, start, end } of months.values()) {
        const partition = `assent_proof_${name}`;
        const { rows } = await sql<{
          is: boolean;
        }>`select to_regclass(${partition}) is not null as is`.execute(transaction);
        if (!rows[0]?.is)
          await sql`create table ${sql.table(partition)} partition of assent_proof
            for values from (${sql.lit(start)}) to (${sql.lit(end)})`.execute(transaction);
      }
    },
    async drop(transaction, number) {
      const partitions = await sql<{ name: string }>`
        select relname as name from pg_inherits join pg_class on pg_class.oid = inhrelid
        where inhparent = 'assent_proof'::regclass`.execute(transaction);
      for (const { name } of partitions.rows) {
        const partition = sql.table(name);
        const later = await sql`select from ${partition} where number > ${number} limit 1`.execute(
          transaction,
        );
        if (later.rows.length === 0) await sql`drop table ${partition}`.execute(transaction);
      }
    },
    scrub: async () => {},
  };
}

function connect(config: PoolConfig): Kysely<Tables> {
  const pool = new Pool({ ...config, types: { getTypeParser } });
  // A connection that ends is no news: its query fails by itself, and the next one opens another.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

/** Counts and times stay below 2^53: they are checked before they are written. */
const getTypeParser: typeof types.getTypeParser = ((oid: number, format: "text") =>
  oid === types.builtins.INT8 ? Number : types.getTypeParser(oid, format)) as typeof types.getTypeParser;
