import { type Given, patternOf, text } from "./given.js";

/**
 * The names that a tool's name or regular expression matches, as names of ours, in which `*` stands for any run of
 * characters: `/^(_ga|_gid)/` is `_ga*` and `_gid*`. Nothing where they don't say the same.
 */
export function cookieNames(given: Given): readonly string[] | undefined {
  const source = patternOf(given);
  if (source === undefined) {
    const name = text(given);
    return name && !name.includes("*") ? [name] : undefined;
  }
  const [, body = ""] = /^\/(.*)\/[a-z]*$/s.exec(source) ?? [];
  if (!body.startsWith("^")) return undefined;
  const isWhole = /(^|[^\\])\$$/.test(body);
  const inner = body.slice(1, isWhole ? -1 : undefined);
  const [, group] = /^\(\??:?([^()]*)\)$/.exec(inner) ?? [];
  const parts = (group ?? inner).split("|");
  // Without a group, `^` and `$` belong to the first and the last of several.
  if (group === undefined && parts.length > 1) return undefined;
  const names = parts.map((part) => nameOf(part, isWhole));
  return names.every((name) => name !== undefined) ? names : undefined;
}

function nameOf(part: string, isWhole: boolean): string | undefined {
  const literal = /^(?:[\w-]|\\[.\-$])+/.exec(part)?.[0] ?? "";
  const rest = part.slice(literal.length);
  const head = literal.replace(/\\(.)/g, "$1");
  if (!head) return undefined;
  if (!rest) return isWhole ? head : `${head}*`;
  return /^\.[*+]$/.test(rest) ? `${head}*` : undefined;
}
