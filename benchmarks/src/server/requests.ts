import { join } from "node:path";
import { median } from "../numbers.ts";
import { postgresInserts, sqliteInserts } from "./inserts.ts";
import { type Load, load, percentile } from "./load.ts";
import { ratio, table, whole } from "./markdown.ts";
import type { Run } from "./run.ts";
import { start } from "./start.ts";
import { choice, visit } from "./wire.ts";

/** Each against the first of its group: the same server, which does nothing with what it gets. */
const groups = [
  { request: visit, kinds: ["page, nothing", "page, consent read"] },
  {
    request: choice,
    kinds: [
      "post, nothing, as Fetch API",
      "post, nothing",
      "choice, no proof",
      "choice, SQLite",
      "choice, PostgreSQL",
    ],
  },
] as const;

export async function requests({
  postgres: { url },
  folder,
  progress,
  seconds,
  rounds,
  connections,
}: Run): Promise<string> {
  const tables = [];
  for (const count of connections) {
    const runs = new Map<string, (Load & { readonly cpu: number })[]>();
    const inserts = { SQLite: [] as number[], PostgreSQL: [] as number[] };
    for (let round = 0; round < rounds; round++) {
      for (const { request, kinds } of groups) {
        for (const kind of kinds) {
          progress(`${count} connections: ${kind}`);
          const place = kind.endsWith("SQLite") ? join(folder, `${count}.${round}.db`) : url;
          const server = await start(kind, place);
          const options = { port: server.port, connections: count, request: request() };
          await load({ ...options, seconds: seconds / 4 });
          const before = await server.used();
          const run = await load({ ...options, seconds });
          const cpu = ((await server.used()).cpu - before.cpu) / run.requests;
          runs.set(kind, [...(runs.get(kind) ?? []), { ...run, cpu }]);
          await server.stop();
        }
      }
      progress(`${count} connections: bare inserts`);
      inserts.SQLite.push(await sqliteInserts(join(folder, `bare.${count}.${round}.db`), seconds / 2));
      inserts.PostgreSQL.push(await postgresInserts(url, count, seconds / 2));
    }
    const rate = (kind: string) => median((runs.get(kind) ?? []).map((run) => run.requests / run.seconds));
    const rows = groups.flatMap(({ kinds }) =>
      kinds.map((kind) => {
        const all = runs.get(kind) as NonNullable<ReturnType<typeof runs.get>>;
        const at = (share: number) => median(all.map(({ latencies }) => percentile(latencies, share)));
        const store = kind.split(", ")[1] as keyof typeof inserts;
        const bare =
          inserts[store] && kind.startsWith("choice") ? ratio(rate(kind) / median(inserts[store])) : "";
        const against = kind === kinds[0] ? "1" : ratio(rate(kind) / rate(kinds[0]));
        return [
          kind,
          whole(rate(kind)),
          `${at(0.5).toFixed(2)} ms`,
          `${at(0.99).toFixed(2)} ms`,
          `${median(all.map(({ cpu }) => cpu)).toFixed(0)} µs`,
          against,
          bare,
        ];
      }),
    );
    const bareRows = Object.entries(inserts).map(([store, rates]) => [
      `bare insert, ${store}`,
      whole(median(rates)),
      ...["", "", "", "", "1"],
    ]);
    tables.push(
      `### ${count === 1 ? "1 connection" : `${count} connections`}`,
      table(
        ["", "a second", "p50", "p99", "CPU, each", "of nothing", "of bare inserts"],
        [...rows, ...bareRows],
      ),
    );
  }
  return [
    "## Requests",
    `Medians of ${rounds} rounds of ${seconds} seconds. “CPU” is the server process's own, which other work on the machine moves less. “Of nothing”: the ratio to the same server that does nothing with the request; pages and posts each have their own. “Of bare inserts”: the ratio to inserting a text of a proof's length, each in a transaction of its own, without a server: SQLite from one connection, PostgreSQL from as many as there are.`,
    ...tables,
  ].join("\n\n");
}
