import { serviceSource } from "./policy-source.js";
import type { Proposal } from "./propose.js";

/** A unified diff that adds services to a policy's file; nothing where the file has no `services: {`. */
export function policyPatch(
  file: string,
  source: string,
  proposals: readonly Proposal[],
): string | undefined {
  const place = endOfServices(source);
  if (!place) return undefined;
  const newline = source.includes("\r\n") ? "\r\n" : "\n";
  const { content, end } = place;
  const lineStart = source.lastIndexOf("\n", end - 1) + 1;
  const indent = /^[ \t]*/.exec(source.slice(lineStart))?.[0] ?? "";
  const rows = proposals.flatMap(serviceSource).map((line) => `${indent}  ${line}${newline}`);
  const comma = /[{,]/.test(source[content - 1] ?? "") ? "" : ",";
  const head = `${source.slice(0, content)}${comma}${source.slice(content, end)}`;
  // The brace may stand on a line of its own already, or behind the services.
  const isAlone = !source.slice(lineStart, end).trim();
  const before = isAlone ? head.slice(0, head.length - (end - lineStart)) : `${head.trimEnd()}${newline}`;
  return diff(file, source, `${before}${rows.join("")}${indent}${source.slice(end)}`);
}

/** One hunk: what differs between two texts, with three lines around it. */
function diff(file: string, source: string, changed: string): string {
  const [old, fresh] = [linesOf(source), linesOf(changed)];
  const isSame = (index: number): boolean => old[index] === fresh[index];
  let start = 0;
  while (start < old.length && isSame(start)) start++;
  let rest = 0;
  while (rest < old.length - start && old.at(-1 - rest) === fresh.at(-1 - rest)) rest++;
  const first = Math.max(0, start - 3);
  const [oldEnd, freshEnd] = [old.length - rest, fresh.length - rest];
  const after = old.slice(oldEnd, oldEnd + 3);
  const shared = start - first + after.length;
  const marked = (mark: string, lines: readonly string[]): string[] =>
    lines.map((line) => mark + (line.endsWith("\n") ? line : `${line}\n\\ No newline at end of file\n`));
  return [
    // Without this line git takes the path to be from the folder where it is called.
    `diff --git a/${file} b/${file}\n`,
    `--- a/${file}\n`,
    `+++ b/${file}\n`,
    `@@ -${first + 1},${shared + oldEnd - start} +${first + 1},${shared + freshEnd - start} @@\n`,
    ...marked(" ", old.slice(first, start)),
    ...marked("-", old.slice(start, oldEnd)),
    ...marked("+", fresh.slice(start, freshEnd)),
    ...marked(" ", after),
  ].join("");
}

/** Each with its end, whatever it is. */
const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** Where the braces after `services:` close, and where what they hold ends, read past strings and comments. */
function endOfServices(source: string): { readonly content: number; readonly end: number } | undefined {
  const tokens =
    /\/\/.*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`|\bservices\s*:|\S/g;
  let depth = 0;
  let inside: number | undefined;
  let content = 0;
  for (const { 0: token, index } of source.matchAll(tokens)) {
    if (/^\/[/*]/.test(token)) continue;
    if (token.startsWith("services")) inside ??= depth;
    else if (token === "{") depth++;
    else if (token === "}") {
      depth--;
      if (depth === inside) return { content, end: index };
    }
    content = index + token.length;
  }
  return undefined;
}
