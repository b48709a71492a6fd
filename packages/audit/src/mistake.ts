import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** A line of a file. */
export interface Mistake {
  readonly path: string;
  readonly line: string;
}

/** Where the mistake is that a module failed by: where Node says that it is, else where the module itself was. */
export function mistakeIn(path: string, error: unknown): Mistake | undefined {
  const stack = String(error instanceof Error ? error.stack : "");
  const own = [...stack.matchAll(/(file:\/\/[^\s()]+):(\d+):\d+/g)].find(
    ([, url]) => url && fileURLToPath(url) === path,
  );
  const [, place, line] = headOf(stack) ?? own ?? headOf(checked(error, path)) ?? [];
  if (!place || !line) return undefined;
  return { path: place.startsWith("file:") ? fileURLToPath(place) : place, line };
}

const headOf = (text: string): RegExpExecArray | null => /^(\S.*):(\d+)\n/.exec(text);

/** Of JavaScript, only a process of its own tells where the mistake is. */
function checked(error: unknown, path: string): string {
  if (!(error instanceof SyntaxError)) return "";
  return spawnSync(process.execPath, ["--check", path], { encoding: "utf8" }).stderr;
}
