import { growth } from "../numbers.ts";
import { type Measured, measureLines } from "./filled.ts";
import { table, whole } from "./markdown.ts";
import type { Run } from "./run.ts";

export async function lines({ postgres: { url }, progress, lines: sizes }: Run): Promise<string[]> {
  const tables: string[] = [];
  for (const store of ["SQLite", "PostgreSQL"] as const) {
    const measured = await measureLines(store, sizes, url, progress);
    const row = (one: Measured) => [
      whole(one.lines),
      `${one.append.toFixed(1)} µs`,
      `${one.lookUp.toFixed(2)} ms`,
      `${one.list.toFixed(1)} ms`,
      `${(one.stream / 1000).toFixed(1)} s`,
      `${(one.verify / 1000).toFixed(1)} s`,
      `${(one.size / 1e6).toFixed(0)} MB (${(one.size / one.lines).toFixed(0)} B a line)`,
    ];
    const grows = (pick: (one: Measured) => number) =>
      growth(sizes, measured.map(pick))
        .map((value) => value.toFixed(2))
        .join(", ");
    const growths = [
      "*growth*",
      "",
      grows((one) => one.lookUp),
      grows((one) => one.list),
      grows((one) => one.stream),
      grows((one) => one.verify),
      grows((one) => one.size),
    ];
    tables.push(
      `## ${store}`,
      table(
        ["lines", "append, each", "look-up", "newest 20", "export", "verify", "on the disk"],
        [...measured.map(row), growths],
      ),
    );
  }
  return [
    "Lines",
    "A store as it grows: appended in batches from one process, then read. “Look-up” is the median of 200 visitors'. Growth is the exponent from each size to the next: 0 is constant, 1 linear.",
    ...tables,
  ];
}
