import { accessSync, constants, existsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { Complaint, firstLine } from "./complaint.js";

/** Complains of a file that can't be written: before the work that it would be for. */
export function expectWritable(file: string): void {
  const folder = dirname(file);
  if (!existsSync(folder)) throw new Complaint(`The folder ${folder} isn't there: make it first.`);
  if (existsSync(file) && statSync(file).isDirectory())
    throw new Complaint(`${file} is a folder: give a file's name.`);
  try {
    accessSync(existsSync(file) ? file : folder, constants.W_OK);
  } catch (error) {
    throw new Complaint(`${file} can't be written: ${firstLine(error)}.`);
  }
}
