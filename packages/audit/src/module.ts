import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Complaint, firstLine } from "./complaint.js";

/** What a module of the user's exports. */
export async function loadModule(file: string): Promise<{ readonly [name: string]: unknown }> {
  const path = resolve(file);
  if (!existsSync(path)) throw new Complaint(`${file} isn't there: give the path from this folder.`);
  if (statSync(path).isDirectory()) throw new Complaint(`${file} is a folder: give a file.`);
  try {
    return await settled(import(pathToFileURL(path).href), file);
  } catch (error) {
    if (error instanceof Complaint) throw error;
    if (/^Unknown file extension "\.m?ts"/.test(firstLine(error)))
      throw new Complaint(
        `${file} can't be loaded: Node reads TypeScript from 22.18, and this is ${process.version}.`,
      );
    throw new Complaint(`${placeOf(error, path) ?? file} can't be loaded: ${firstLine(error)}.`);
  }
}

/** A module may await what never comes: then nothing is left to do, or too much time goes by. */
function settled<Loaded>(loading: Promise<Loaded>, file: string): Promise<Loaded> {
  return new Promise((done, fail) => {
    const giveUp = (): void =>
      fail(new Complaint(`${file} never comes to an end: it awaits something that doesn't come.`));
    process.once("beforeExit", giveUp);
    setTimeout(giveUp, 20_000).unref();
    loading.then(done, fail);
  });
}

/** `policy.ts:3`: where Node says that it is, else where the module itself was when it failed. */
function placeOf(error: unknown, path: string): string | undefined {
  const stack = String(error instanceof Error ? error.stack : "");
  const own = [...stack.matchAll(/(file:\/\/[^\s()]+):(\d+):\d+/g)].find(
    ([, url]) => url && fileURLToPath(url) === path,
  );
  const [, place, line] = headOf(stack) ?? own ?? headOf(checked(error, path)) ?? [];
  if (!place || !line) return undefined;
  return `${relative(".", place.startsWith("file:") ? fileURLToPath(place) : place)}:${line}`;
}

const headOf = (text: string): RegExpExecArray | null => /^(\S.*):(\d+)\n/.exec(text);

/** Of JavaScript, only a process of its own tells where the mistake is. */
function checked(error: unknown, path: string): string {
  if (!(error instanceof SyntaxError)) return "";
  return spawnSync(process.execPath, ["--check", path], { encoding: "utf8" }).stderr;
}
