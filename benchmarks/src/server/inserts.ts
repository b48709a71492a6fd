import { DatabaseSync } from "node:sqlite";
import { Client } from "pg";

/** Inserts a second, each a transaction of its own that is on the disk when it is counted: what any store has to pay. */
export async function sqliteInserts(file: string, seconds: number): Promise<number> {
  const database = new DatabaseSync(file);
  database.exec(
    "pragma journal_mode = wal; pragma synchronous = full; create table if not exists bare (line text)",
  );
  const insert = database.prepare("insert into bare values (?)");
  let count = 0;
  const end = performance.now() + seconds * 1000;
  for (; performance.now() < end; count++) insert.run(line);
  database.close();
  return count / seconds;
}

export async function postgresInserts(url: string, connections: number, seconds: number): Promise<number> {
  const clients = Array.from({ length: connections }, () => new Client(url));
  await Promise.all(clients.map((client) => client.connect()));
  await clients[0]?.query("create table if not exists bare (line text)");
  const end = performance.now() + seconds * 1000;
  let count = 0;
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() < end) {
        await client.query({ name: "bare", text: "insert into bare values ($1)", values: [line] });
        count++;
      }
    }),
  );
  await Promise.all(clients.map((client) => client.end()));
  return count / seconds;
}

/** As long as a proof is. */
const line = "x".repeat(300);
