import { serviceSource } from "./policy-source.js";
import type { Proposal } from "./propose.js";

/** A unified diff that adds services to a policy's file; nothing where the file has no \`services: {\`. */
export function policyPatch(
  file: string,
  source: string,
  proposals: readonly Proposal[],
): string | undefined {
  const lines = source.split("\n");
  const end = endOfServices(source);
  if (end === undefined) return undefined;
  const at = source.slice(0, end).split("\n").length - 1;
  const indent = `${/^\s*/.exec(lines[at] ?? "")?.[0]}  `;
  const added = proposals.flatMap(serviceSource).map((line) => indent + line);
  const context = 3;
  const first = Math.max(0, at - context);
  const before = lines.slice(first, at);
  const after = lines
    .slice(at, at + context)
    .filter((_, index) => at + index < lines.length - 1 || lines.at(-1) !== "");
  const size = before.length + after.length;
  return [
    `--- a/${file}`,
    `+++ b/${file}`,
    `@@ -${first + 1},${size} +${first + 1},${size + added.length} @@`,
    ...before.map((line) => ` ${line}`),
    ...added.map((line) => `+${line}`),
    ...after.map((line) => ` ${line}`),
    "",
  ].join("\n");
}

/** Where the braces after `services:` close, read past strings and comments. */
function endOfServices(source: string): number | undefined {
  const tokens =
    /\/\/.*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`|[{}]|\bservices\s*:/g;
  let depth = 0;
  let inside: number | undefined;
  for (const { 0: token, index } of source.matchAll(tokens)) {
    if (token.startsWith("services")) inside ??= depth;
    else if (token === "{") depth++;
    else if (token === "}") {
      depth--;
      if (depth === inside) return index;
    }
  }
  return undefined;
}
