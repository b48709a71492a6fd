import type { Arena } from "./browser.ts";
import { type Name, names } from "./contender.ts";
import { median } from "./numbers.ts";

/** What was measured, in all rounds, or why nothing was. */
export type Measured = { readonly median: number; readonly fastest: number } | string;

/** For each contender its measurements, or why there are none. */
export type Cells = { readonly [name in Name]?: readonly Measured[] | string };

/** One line of a table, or, with `sizes`, one for each size and one that shows the growth. */
export interface Row {
  readonly label: string;
  /** `#` in the label stands for them. */
  readonly sizes?: readonly number[];
  /** One number for each size. */
  readonly cells: Cells;
}

export interface Benchmark {
  /** As `--only` takes it. */
  readonly name: string;
  readonly title: string;
  /** What exactly is measured. */
  readonly note: string;
  readonly unit: "ns" | "ms" | "bytes";
  run(arena: Arena, options: RunOptions): Promise<Row[]>;
}

export interface RunOptions {
  readonly rounds: number;
  /** Says how far it is. */
  progress(what: string): void;
}

/** What a tool has no feature for. */
export const missing = "– no such feature";

/**
 * Runs every contender once a round, so that what disturbs the machine disturbs all alike, in turned order.
 * The first round warms up and doesn't count. A contender that answers with a text is left out from then on.
 */
export async function interleave(
  rounds: number,
  sample: (name: Name) => Promise<readonly number[] | string>,
): Promise<Cells> {
  const samples = new Map<Name, (readonly number[])[]>();
  const cells: { [name in Name]?: readonly Measured[] | string } = {};
  for (let round = 0; round <= rounds; round++) {
    for (const name of round % 2 ? names : names.toReversed()) {
      if (typeof cells[name] === "string") continue;
      const sampled = await sample(name);
      if (typeof sampled === "string") cells[name] = sampled;
      else if (round) samples.set(name, [...(samples.get(name) ?? []), sampled]);
    }
  }
  for (const [name, all] of samples) {
    cells[name] = all[0]?.map((_, index) => summary(all.map((one) => one[index] as number))) ?? [];
  }
  return cells;
}

export function summary(values: readonly number[]): Measured {
  return { median: median(values), fastest: Math.min(...values) };
}

/** Puts the measurements at several sizes side by side: of each, the one at `index`. */
export function bySize(parts: readonly Cells[], index = 0): Cells {
  const cells: { [name in Name]?: readonly Measured[] | string } = {};
  for (const name of names) {
    const column = parts.map((part) => part[name]);
    const values = column.map((cell) => (typeof cell === "object" ? cell[index] : cell) ?? missing);
    cells[name] = values.every((value) => value === missing) ? missing : values;
  }
  return cells;
}
