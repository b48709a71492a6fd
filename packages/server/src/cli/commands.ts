import type { parseArgs } from "node:util";
import type { ChainHead, ProofLine, Proofs } from "../proof.js";
import { copy } from "../proofs/copy.js";
import type { Database } from "../proofs/database.js";
import { csv, csvHeader, row, sentence, sheet } from "./print.js";
import { type Misuse, misuse, progress, say, type Terminal, write } from "./terminal.js";

/** What was typed behind a command. */
export interface Typed {
  readonly values: { readonly [option: string]: string | boolean | undefined };
  readonly id: string | undefined;
}

/** A command on an opened store: it returns the exit code, or what to type instead. */
export interface Command {
  readonly options: NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>["options"]>;
  readonly takesId?: true;
  /** What is wrong with what was typed, before anything is opened. */
  check?(typed: Typed): Misuse | undefined;
  run(proofs: Proofs, typed: Typed, terminal: Terminal): Promise<number>;
}

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;

export const commands: { readonly [name: string]: Command } = {
  list: {
    options: { limit: text, before: text, json: flag },
    check: ({ values: { limit = "1", before = "1" } }) =>
      isCount(limit) && isCount(before)
        ? undefined
        : misuse("--limit and --before take a number: --limit 50"),
    async run(proofs, { values: { limit = "20", before, json } }, terminal) {
      const lines = await proofs.list({ limit: Number(limit), ...(before && { before: Number(before) }) });
      for (const line of lines) await write(terminal, `${json ? JSON.stringify(line) : row(line)}\n`);
      if (!lines[0]) say(terminal, "There are no proofs yet.");
      return 0;
    },
  },

  show: {
    options: { json: flag },
    takesId: true,
    async run(proofs, { id = "", values: { json } }, terminal) {
      const document = /^[\da-f]{64}$/.test(id) && (await proofs.document(id));
      if (document) {
        await write(terminal, `${document}\n`);
        return 0;
      }
      const lines = await proofs.show(id);
      const texts = lines.map((line) => `${json ? JSON.stringify(line) : sheet(line)}\n`);
      await write(terminal, texts.join(json ? "" : "\n"));
      return lines[0] ? 0 : unknown(terminal, id);
    },
  },

  export: {
    options: { format: text },
    check: ({ values: { format } }) =>
      format === "jsonl" || format === "csv"
        ? undefined
        : misuse("Say in which format: --format jsonl holds everything, --format csv is for a spreadsheet."),
    async run(proofs, { values: { format } }, terminal) {
      const print = format === "csv" ? csv : (line: ProofLine) => JSON.stringify(line);
      const { tell, end } = progress(terminal, "lines written");
      let count = 0;
      if (format === "csv") await write(terminal, `${csvHeader}\n`);
      for await (const line of proofs.stream()) {
        await write(terminal, `${print(line)}\n`);
        tell(++count);
      }
      end();
      say(terminal, `${lines(count)} exported.`);
      return 0;
    },
  },

  verify: {
    options: { noted: text },
    check: ({ values: { noted } }) =>
      noted === undefined || headOf(noted)
        ? undefined
        : misuse("--noted takes what an earlier verify printed: --noted 1200:4f…, with all 64 digits."),
    async run(proofs, { values: { noted: given } }, terminal) {
      const noted = given === undefined ? undefined : headOf(given);
      const { tell, end } = progress(terminal, "lines read");
      const found = await proofs.verify({ onProgress: tell, ...(noted && { noted }) });
      end();
      for (const fault of found.faults) await write(terminal, `${sentence(fault)}\n`);
      if (found.noted === "changed")
        await write(terminal, `The chain no longer passes through ${given}: it was rewritten.\n`);
      if (found.noted === "removed")
        await write(terminal, `Line ${noted?.number} was deleted by retain: it can't be compared.\n`);
      const isWhole = !found.faults[0] && found.noted !== "changed";
      const forgotten = found.forgotten ? `, ${found.forgotten.toLocaleString("en")} of them forgotten` : "";
      await write(terminal, `${lines(found.lines)}${forgotten}. `);
      await write(terminal, isWhole ? "The chain is whole.\n" : "The chain is not whole.\n");
      if (isWhole) await write(terminal, `Head: ${found.head.number}:${found.head.hash}\n`);
      return isWhole ? 0 : 1;
    },
  },

  forget: {
    options: {},
    takesId: true,
    async run(proofs, { id = "" }, terminal) {
      const count = await proofs.forget(id);
      if (count === 0) return unknown(terminal, id);
      await write(terminal, `${lines(count)} of ${id} forgotten. The chain still verifies.\n`);
      return 0;
    },
  },

  retain: {
    options: { "older-than": text },
    check: ({ values: { "older-than": age } }) =>
      typeof age === "string" && before(age, new Date()) !== undefined
        ? undefined
        : misuse("Say what may go, in days, months or years: --older-than 90d, 18m or 3y."),
    async run(proofs, { values: { "older-than": age } }, terminal) {
      const until = before(age as string, new Date()) as number;
      const count = await proofs.retain(until);
      const day = new Date(until).toISOString().slice(0, 10);
      await write(terminal, `${lines(count)} from before ${day} deleted. The chain verifies from there.\n`);
      return 0;
    },
  },
};

/** Copies one store into another. */
export async function migrateStore(from: Database, to: Database, terminal: Terminal): Promise<number> {
  const { tell, end } = progress(terminal, "lines copied");
  const copied = await copy(from, to, tell);
  end();
  if (!copied) {
    say(terminal, "The other store holds proofs of its own. Copy into an empty one: nothing was changed.");
    return 1;
  }
  const { number, hash } = copied.head;
  await write(terminal, `${lines(copied.lines)} copied. Both stores end with ${number}:${hash}\n`);
  return 0;
}

function unknown(terminal: Terminal, id: string): number {
  say(
    terminal,
    `There is no line of "${id}". The id stands between the third and the fourth dot of the cookie.`,
  );
  return 1;
}

function lines(count: number): string {
  return count === 1 ? "1 line" : `${count.toLocaleString("en")} lines`;
}

function isCount(value: string | boolean | undefined): boolean {
  return /^[1-9]\d{0,14}$/.test(String(value));
}

function headOf(noted: string | boolean): ChainHead | undefined {
  const [, number, hash] = /^(\d{1,15}):([\da-f]{64})$/.exec(String(noted)) ?? [];
  return hash === undefined ? undefined : { number: Number(number), hash };
}

/** The moment that lies as long ago as `90d`, `18m` or `3y`, in milliseconds since 1970. */
export function before(age: string, now: Date): number | undefined {
  const [, count, unit] = /^([1-9]\d{0,3})([dmy])$/.exec(age) ?? [];
  if (!unit) return;
  const date = new Date(now);
  if (unit === "d") date.setUTCDate(date.getUTCDate() - Number(count));
  if (unit === "m") date.setUTCMonth(date.getUTCMonth() - Number(count));
  if (unit === "y") date.setUTCFullYear(date.getUTCFullYear() - Number(count));
  return date.getTime();
}
