import type { Benchmark, Measured, Row } from "./benchmark.ts";
import { type Name, names } from "./contender.ts";
import { growth, linear } from "./numbers.ts";

const heads: Record<Name, string> = {
  assent: "Assent",
  bare: "by hand",
  "vanilla-cookieconsent": "vanilla-cookieconsent",
  klaro: "klaro",
  c15t: "c15t",
};

/** One benchmark as Markdown: what was measured, and in brackets the ratio to Assent. */
export function table({ title, note, unit }: Benchmark, rows: readonly Row[]): string {
  const lines = rows.flatMap((row) => {
    const { label, sizes = [0] } = row;
    const measured = sizes.map((size, index) => {
      const cells = names.map((name) => cell(row, name, index, unit));
      return [label.replace("#", size.toLocaleString("en")), ...cells];
    });
    return row.sizes ? [...measured, grows(row, row.sizes)] : measured;
  });
  const head = ["", ...names.map((name) => heads[name])];
  const rule = head.map((_, index) => (index ? "--:" : "---"));
  return [
    `## ${title}`,
    "",
    note,
    "",
    ...[head, rule, ...lines].map((line) => `| ${line.join(" | ")} |`),
  ].join("\n");
}

function cell({ cells }: Row, name: Name, index: number, unit: Benchmark["unit"]): string {
  const own = cells[name];
  if (own === undefined || (name === "bare" && typeof own === "string")) return "–";
  if (typeof own === "string") return own;
  const value = own[index] ?? "–";
  if (typeof value === "string") return value;
  const assent = cells.assent?.[index];
  const ratio = typeof assent === "object" ? value.median / assent.median : Number.NaN;
  const isCompared = name !== "assent" && !Number.isNaN(ratio);
  return `${amount(value.median, unit)}${isCompared ? ` (${digits(ratio)}×)` : ""}`;
}

/** The exponent of each step between two sizes. What the browser itself does to the code by hand counts for nobody. */
function grows({ label, cells }: Row, sizes: readonly number[]): string[] {
  const floor = exponentsOf(cells.bare, sizes);
  const marks = names.map((name) => {
    const exponents = exponentsOf(cells[name], sizes);
    if (!exponents[0]) return "–";
    const isLinear = exponents.every((exponent) => exponent <= linear);
    const isFloor = exponents.every(
      (exponent, index) => exponent <= Math.max(linear, (floor[index] ?? 0) + 0.1),
    );
    const verdict = isLinear ? "✓" : isFloor ? "✓ as by hand" : "✗ worse than linear";
    return `${exponents.map((exponent) => exponent.toFixed(2)).join(", ")} ${verdict}`;
  });
  return [`growth: ${label.replace("# ", "")}`, ...marks].map((mark) => `*${mark}*`);
}

function exponentsOf(measured: readonly Measured[] | string | undefined, sizes: readonly number[]): number[] {
  if (typeof measured !== "object") return [];
  // Noise only adds: the fastest rounds show the growth.
  const fastest = measured.map((one) => (typeof one === "object" ? one.fastest : Number.NaN));
  return growth(sizes, fastest).filter((exponent) => !Number.isNaN(exponent));
}

function amount(value: number, unit: Benchmark["unit"]): string {
  if (unit === "bytes") return `${(value / 1000).toFixed(2)} kB`;
  const nanoseconds = unit === "ms" ? value * 1e6 : value;
  if (nanoseconds >= 1e6) return `${digits(nanoseconds / 1e6)} ms`;
  return nanoseconds >= 1e3 ? `${digits(nanoseconds / 1e3)} µs` : `${digits(nanoseconds)} ns`;
}

function digits(value: number): string {
  return value >= 99.5 ? value.toFixed(0) : value.toPrecision(2);
}
