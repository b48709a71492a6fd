import type { Answers } from "@assent/core";
import type { ProofFault, ProofLine } from "../proof.js";

/** A line for people: one row. */
export function row(line: ProofLine): string {
  const { number, at, record, method, layer, region, answers } = line;
  return [
    String(number).padStart(8),
    time(at),
    (record ?? "forgotten").padEnd(16),
    method.padEnd(8),
    layer.padEnd(11),
    (region ?? "").padEnd(5),
    answers ? signs(answers) : "",
  ]
    .join("  ")
    .trimEnd();
}

/** A line for people: all of it. */
export function sheet(line: ProofLine): string {
  const { number, at, sequence, previous, method, layer, locale, regime, region, signals, answers } = line;
  const rows: [string, unknown][] = [
    ["Line", `${number}, ${time(at)}`],
    ["Write", `${sequence}${previous === null ? ", the first" : `, after ${previous}`}`],
    ["Answered", `${method}, on ${layer}, in ${locale}`],
    ["Rules", `${regime}${region ? `, ${region}` : ""}${signals[0] ? `, with ${signals.join()} on` : ""}`],
    ...Object.entries(answers ?? {}).map(([name, { value, at, by }]): [string, string] => [
      `  ${name}`,
      `${value} ${time(at)} by ${by}`,
    ]),
    ["Policy", line.policy],
    ["Texts", line.texts],
    ["Hash", line.hash],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join("\n");
}

export const csvHeader =
  "number,at,record,sequence,previous,method,layer,locale,regime,region,signals,answers,policy,texts,hash";

/** A line for a spreadsheet. */
export function csv(line: ProofLine): string {
  const { number, at, record, sequence, previous, method, layer, locale, regime, region } = line;
  return [
    ...[number, time(at), record, sequence, previous, method, layer, locale, regime, region],
    ...[line.signals.join(" "), line.answers && signs(line.answers), line.policy, line.texts, line.hash],
  ]
    .map((value) => cell(String(value ?? "")))
    .join();
}

/** A spreadsheet runs what begins like a formula: nothing that somebody sent may. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** What is wrong, in a sentence. */
export function sentence({ fault, number, to, document }: ProofFault): string {
  if (fault === "missing")
    return to === number ? `Line ${number} is missing.` : `Lines ${number} to ${to} are missing.`;
  if (fault === "document")
    return `Line ${number} names the text ${document}, which is missing or was altered.`;
  if (fault === "head") return `The store's note of its last line isn't line ${number}.`;
  return `Line ${number} isn't what its hash says: it was altered, or line ${number - 1} and its hash were replaced.`;
}

function signs(answers: Answers): string {
  return Object.entries(answers)
    .map(([name, { value }]) => `${name}${value === "granted" ? "+" : "-"}`)
    .join(" ");
}

/** What a line says may be no time that there is. */
function time(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? String(at) : date.toISOString();
}
