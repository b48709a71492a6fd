import { join } from "node:path";
import { median } from "../numbers.ts";
import { postgresInserts, sqliteInserts } from "./inserts.ts";
import { load, percentile } from "./load.ts";
import { ratio, table, whole } from "./markdown.ts";
import type { Run } from "./run.ts";
import { type Started, start } from "./start.ts";
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

export async function requests(run: Run): Promise<string[]> {
  const { rounds, seconds, connections } = run;
  const tables = [];
  for (const count of connections) {
    const taken = new Map<string, Taken[]>();
    for (const group of groups) for (const [kind, all] of await take(run, group, count)) taken.set(kind, all);
    const inserts = await takeInserts(run, count);
    const rate = (kind: string) => median((taken.get(kind) as Taken[]).map(({ rate }) => rate));
    const rows = groups.flatMap(({ kinds }) =>
      kinds.map((kind) => {
        const all = taken.get(kind) as Taken[];
        const against = all.map((one, round) => one.rate / (taken.get(kinds[0])?.[round]?.rate as number));
        const store = kind.split(", ")[1] as keyof typeof inserts;
        const bare = inserts[store] && kind.startsWith("choice") ? ratio(rate(kind) / inserts[store]) : "";
        return [
          kind,
          whole(rate(kind)),
          `${median(all.map(({ p50 }) => p50)).toFixed(2)} ms`,
          `${median(all.map(({ p99 }) => p99)).toFixed(2)} ms`,
          `${median(all.map(({ cpu }) => cpu)).toFixed(1)} µs`,
          kind === kinds[0] ? "1" : spread(against),
          bare,
        ];
      }),
    );
    const bareRows = Object.entries(inserts).map(([store, value]) => [
      `bare insert, ${store}`,
      whole(value),
      ...["", "", "", "", "1"],
    ]);
    tables.push(
      `## ${count === 1 ? "1 connection" : `${count} connections`}`,
      table(
        ["", "a second", "p50", "p99", "CPU, each", "of nothing", "of bare inserts"],
        [...rows, ...bareRows],
      ),
    );
  }
  return [
    "Requests",
    `Medians of ${rounds} rounds of ${seconds} ${seconds === 1 ? "second" : "seconds"}, each visitor another. “CPU” is the server process's own, which other work on the machine moves less. “Of nothing”: the ratio to the same server that does nothing with the request, in the same round, with the quartiles behind it; pages and posts each have their own. “Of bare inserts”: the ratio to inserting a text of a proof's length, each in a transaction of its own, without a server: SQLite from one connection, PostgreSQL from as many as there are.`,
    ...tables,
  ];
}

/** What one server did in one round. */
interface Taken {
  /** Requests a second. */
  readonly rate: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Of the server's process, for each request, in microseconds. */
  readonly cpu: number;
}

/** All servers of a group run at once, and are asked in turn: what else the machine does meets all of them. */
async function take(
  { postgres: { url }, folder, progress, seconds, rounds }: Run,
  { request, kinds }: (typeof groups)[number],
  count: number,
): Promise<Map<string, Taken[]>> {
  const taken = new Map<string, Taken[]>();
  const servers = new Map<string, Started>();
  for (const kind of kinds) {
    const place = kind.endsWith("SQLite") ? join(folder, `${count}.db`) : url;
    const server = await start(kind, place);
    servers.set(kind, server);
    // A server that has run for a while is what visitors meet.
    await load({ port: server.port, connections: 64, request: request(), seconds: seconds * 2 });
  }
  for (let round = 0; round < rounds; round++) {
    progress(`${count} connections, ${kinds[0].split(",")[0]}: round ${round + 1} of ${rounds}`);
    for (const [kind, server] of servers) {
      const before = await server.used();
      const run = await load({ port: server.port, connections: count, request: request(), seconds });
      const cpu = ((await server.used()) - before) / run.requests;
      const at = (share: number) => percentile(run.latencies, share);
      const one = { rate: run.requests / run.seconds, p50: at(0.5), p99: at(0.99), cpu };
      taken.set(kind, [...(taken.get(kind) ?? []), one]);
    }
  }
  for (const server of servers.values()) await server.stop();
  return taken;
}

async function takeInserts({ postgres: { url }, folder, progress, seconds }: Run, count: number) {
  progress(`${count} connections: bare inserts`);
  return {
    SQLite: await sqliteInserts(join(folder, `bare.${count}.db`), seconds * 2),
    PostgreSQL: await postgresInserts(url, count, seconds * 2),
  };
}

function spread(ratios: readonly number[]): string {
  const sorted = Float64Array.from(ratios).sort();
  return `${ratio(median(ratios))} (${ratio(percentile(sorted, 0.25))}–${ratio(percentile(sorted, 0.75))})`;
}
