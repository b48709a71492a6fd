import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { Kysely, type SqliteDatabase, SqliteDialect, type SqliteStatement } from "kysely";
import type { Database, Tables } from "./database.js";

export function openSqlite(file: string): Database {
  // Who waits for another process holds up every visitor of this one, so that is short, and then tried again.
  const sqlite = new DatabaseSync(file, { timeout: 50 });
  // FULL: what was acknowledged is on the disk, whatever happens to the machine.
  sqlite.exec("pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on");
  const kysely = new Kysely<Tables>({ dialect: new SqliteDialect({ database: adapt(sqlite) }) });
  return {
    writer: kysely,
    reader: kysely,
    schema: { integer: "integer", bytes: "blob", key: ["number"], end: "strict" },
    // A transaction that begins as `immediate` is the only one that writes.
    lockSchema: async () => {},
    lockHead: (transaction) =>
      transaction.selectFrom("assent_head").select(["number", "hash"]).executeTakeFirstOrThrow(),
    makeRoom: async () => {},
    drop: async () => {},
    async scrub() {
      sqlite.exec("pragma wal_checkpoint(truncate)");
    },
  };
}

/** What Kysely expects of a SQLite, made of what Node has. */
function adapt(sqlite: DatabaseSync): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  return {
    close: () => sqlite.close(),
    prepare(sql) {
      const known = statements.get(sql);
      if (known) return known;
      if (statements.size > 200) statements.clear();
      // Deferred transactions fail where two processes read first and write later.
      const statement = adaptStatement(sqlite.prepare(sql === "begin" ? "begin immediate" : sql));
      // On a full disk, SQLite has rolled back by itself.
      if (sql === "rollback")
        return { ...statement, run: () => (sqlite.isTransaction ? statement.run([]) : nothing) };
      statements.set(sql, statement);
      return statement;
    },
  };
}

const nothing = { changes: 0, lastInsertRowid: 0 };

function adaptStatement(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...(parameters as SQLInputValue[])),
    run: (parameters) => statement.run(...(parameters as SQLInputValue[])),
    iterate: (parameters) => statement.iterate(...(parameters as SQLInputValue[])),
  };
}
