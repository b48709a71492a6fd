import { median } from "../numbers.ts";

/** Every value that was measured: by measure, by contender. */
export type Results = Map<string, Map<string, number[]>>;

export interface Column {
  readonly measure: string;
  readonly unit: "ms" | "kB" | "";
  /** What the page takes without any banner is taken off first. */
  readonly isAdded?: boolean;
  /** What ratios are to. */
  readonly unitOf: string;
}

/** One measure a column, one contender a row: the ratio, then the median and in brackets its middle half. */
export function table(
  results: Results,
  columns: readonly Column[],
  names: readonly string[],
  floor: string,
): string {
  const head = ["", ...columns.map(({ measure }) => measure)];
  const lines = names.map((name) => [name, ...columns.map((column) => cell(results, column, name, floor))]);
  const rule = head.map((_, index) => (index ? "--:" : "---"));
  return [head, rule, ...lines].map((line) => `| ${line.join(" | ")} |`).join("\n");
}

function cell(
  results: Results,
  { measure, unit, isAdded, unitOf }: Column,
  name: string,
  floor: string,
): string {
  const of = (one: string) => results.get(measure)?.get(one) ?? [];
  const base = isAdded && name !== floor ? median(of(floor)) : 0;
  const values = of(name).map((value) => value - base);
  if (!values.length) return "–";
  const reference = median(of(unitOf)) - (isAdded && unitOf !== floor ? median(of(floor)) : 0);
  const sorted = values.toSorted((one, other) => one - other);
  const at = (part: number) => sorted[Math.round((sorted.length - 1) * part)] as number;
  const ratio = median(values) / reference;
  const scale = unit === "kB" ? 1000 : 1;
  const text = (value: number) => digits(value / scale);
  const spread = at(0.25) === at(0.75) ? "" : ` (${text(at(0.25))}–${text(at(0.75))})`;
  const isCompared = Number.isFinite(ratio) && reference > 0 && unit !== "" && name !== floor;
  return `${isCompared ? `**${digits(ratio)}×** ` : ""}${text(median(values))} ${unit}${spread}`.trim();
}

function digits(value: number): string {
  if (Math.abs(value) < 0.005) return "0";
  return Math.abs(value) >= 99.5 ? value.toFixed(0) : value.toPrecision(2);
}
