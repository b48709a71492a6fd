import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { parseArgs } from "node:util";
import type { Database } from "../proofs/database.js";
import { openSqlite } from "../proofs/open-sqlite.js";
import { migrate } from "../proofs/schema.js";
import { closeDatabase, createProofs } from "../proofs/store.js";
import { type Command, commands, migrateStore, type Typed } from "./commands.js";
import { help } from "./help.js";
import { failure, flush, type Misuse, misuse, say, type Terminal, write } from "./terminal.js";

/** What `assent-proofs` does with what was typed. Resolves to the exit code. */
export function run(typed: readonly string[], terminal: Terminal): Promise<number> {
  const ended = execute(typed, terminal).then((code) => flush(terminal).then(() => code));
  return Promise.race([failure(terminal), ended]);
}

async function execute(typed: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = typed;
  if (!name || name === "help" || typed.includes("--help") || typed.includes("-h")) {
    await write(terminal, help);
    return name ? 0 : 2;
  }
  try {
    const result =
      name === "migrate" ? await migrateBetween(rest, terminal) : await runCommand(name, rest, terminal);
    if (typeof result === "number") return result;
    say(terminal, `${result.misuse}\nassent-proofs --help says more.`);
    return 2;
  } catch (error) {
    say(terminal, `The store could not be used: ${error instanceof Error ? error.message : String(error)}`);
    return 3;
  }
}

async function runCommand(name: string, rest: string[], terminal: Terminal): Promise<number | Misuse> {
  const command = Object.hasOwn(commands, name) ? (commands[name] as Command) : undefined;
  if (!command)
    return misuse(
      `There is no command "${name}". There are ${Object.keys(commands).join(", ")} and migrate.`,
    );
  const read = parse(name, rest, command);
  if ("misuse" in read) return read;
  const wrong = command.check?.(read);
  if (wrong) return wrong;
  const store = read.values.store || terminal.environment.ASSENT_PROOFS || defaultFile;
  const database = await openExisting(String(store));
  if ("misuse" in database) return database;
  const proofs = createProofs(() => database);
  try {
    return await command.run(proofs, read, terminal);
  } finally {
    await proofs.close();
  }
}

async function migrateBetween(rest: string[], terminal: Terminal): Promise<number | Misuse> {
  const read = parse("migrate", rest, { options: { from: { type: "string" }, to: { type: "string" } } });
  if ("misuse" in read) return read;
  const { from: given, to: wanted } = read.values;
  if (!given || !wanted)
    return misuse("Say both: assent-proofs migrate --from proofs.db --to postgres://host/database");
  const places = [given, wanted].map((word) => placeOf(String(word), terminal));
  const [source, target] = places as [string | Misuse, string | Misuse];
  if (typeof source !== "string") return source;
  if (typeof target !== "string") return target;
  if (source === target) return misuse("Both are the same store.");
  const from = await openExisting(source);
  if ("misuse" in from) return from;
  try {
    const to = await open(target);
    if ("misuse" in to) return to;
    try {
      // A store that a newer version wrote isn't understood, and isn't copied.
      await migrate(from);
      await migrate(to);
      return await migrateStore(from, to, terminal);
    } finally {
      await closeDatabase(to);
    }
  } finally {
    await closeDatabase(from);
  }
}

const defaultFile = "proofs.db";

function parse(
  name: string,
  args: string[],
  { options, takesId }: Pick<Command, "options" | "takesId">,
): Typed | Misuse {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { ...options, ...(name !== "migrate" && { store: { type: "string" } }) },
      allowPositionals: true,
    });
    const id = takesId ? positionals.shift() : undefined;
    if (takesId && !id) return misuse(`Say whose: assent-proofs ${name} k3f9a0c2`);
    if (positionals[0]) return misuse(`"${positionals[0]}" is one word too many.`);
    return { values: values as Typed["values"], id };
  } catch (error) {
    return misuse((error as Error).message);
  }
}

/** `sqlite` and `postgres` are where one would look for them. */
function placeOf(word: string, { environment }: Terminal): string | Misuse {
  if (word === "sqlite") return defaultFile;
  if (word !== "postgres") return word;
  return (
    environment.DATABASE_URL ?? misuse("Set DATABASE_URL, or say the address: --to postgres://host/database")
  );
}

/** A store that is there: a mistyped name must not make an empty one. */
async function openExisting(store: string): Promise<Database | Misuse> {
  if (!isPostgres(store) && !existsSync(store))
    return misuse(
      `There is no file ${store} here. Say where the proofs are: --store path/to/proofs.db or postgres://…`,
    );
  if (!isPostgres(store) && !holdsProofs(store))
    return misuse(`${store} holds no proofs. Say where they are: --store …`);
  const database = await open(store);
  if ("misuse" in database || !isPostgres(store)) return database;
  const tables = await database.reader.introspection.getTables();
  if (tables.some(({ name }) => name === "assent_head")) return database;
  await closeDatabase(database);
  return misuse("That database holds no proofs. Say where they are: --store …");
}

/** Looked up without changing a thing: the file may be another program's. */
function holdsProofs(file: string): boolean {
  return naming(file, () => {
    const sqlite = new DatabaseSync(file, { readOnly: true });
    try {
      return !!sqlite.prepare("select 1 from sqlite_schema where name = 'assent_head'").get();
    } finally {
      sqlite.close();
    }
  });
}

async function open(store: string): Promise<Database | Misuse> {
  if (!isPostgres(store)) return naming(store, () => openSqlite(store));
  try {
    const { openPostgres } = await import("../proofs/open-postgres.js");
    return openPostgres(store);
  } catch (error) {
    if ((error as { code?: string }).code !== "ERR_MODULE_NOT_FOUND") throw error;
    return misuse("PostgreSQL needs the package pg: npm install pg");
  }
}

/** SQLite doesn't say which file it complains of. */
function naming<Result>(file: string, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`, { cause: error });
  }
}

function isPostgres(store: string): boolean {
  return /^postgres(ql)?:/.test(store);
}
