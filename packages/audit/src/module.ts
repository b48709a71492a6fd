import { existsSync, statSync } from "node:fs";
import { relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Complaint, firstLine } from "./complaint.js";
import { mistakeIn } from "./mistake.js";

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
    const mistake = mistakeIn(path, error);
    const where = mistake ? `${relative(".", mistake.path)}:${mistake.line}` : file;
    throw new Complaint(`${where} can't be loaded: ${firstLine(error)}.`);
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
