import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { freshFile } from "../../test/places.js";
import { answer, day, policy, proof, start, texts } from "../../test/proof.js";
import { type } from "../../test/terminal.js";
import type { Proofs } from "../proof.js";
import { openSqlite } from "../proofs/open-sqlite.js";
import { closeDatabase } from "../proofs/store.js";
import { sqliteProofs } from "../sqlite.js";
import { run } from "./command-line.js";
import { before } from "./commands.js";

/** A store with some lines, closed again. */
async function store(fill: (proofs: Proofs) => Promise<unknown> = three): Promise<string> {
  const file = freshFile();
  const proofs = sqliteProofs(file);
  await fill(proofs);
  await proofs.close();
  return file;
}

async function three(proofs: Proofs): Promise<void> {
  await proofs.append(proof("k3f9a0c2"), [policy, texts]);
  const denied = { statistics: answer("denied"), advertising: answer("denied") };
  await proofs.append(
    proof("k3f9a0c2", 2, { answers: denied, method: "withdraw", layer: "site", at: start + day }),
  );
  await proofs.append(proof("b7", 1, { region: null, signals: ["gpc"], at: start + 2 * day }));
}

async function rewrite(file: string, change: (database: ReturnType<typeof openSqlite>) => Promise<unknown>) {
  const database = openSqlite(file);
  await change(database);
  await closeDatabase(database);
}

describe("assent-proofs", () => {
  it("lists the newest lines first", async () => {
    const file = await store();
    const { code, output } = await type(`list --limit 2 --store ${file}`);
    expect(code).toBe(0);
    expect(output.split("\n").map((line) => line.trim().replaceAll(/\s+/g, " "))).toEqual([
      "3 2026-01-03T00:00:00.000Z b7 accept banner advertising- statistics+",
      "2 2026-01-02T00:00:00.000Z k3f9a0c2 withdraw site FR advertising- statistics-",
      "",
    ]);
    expect((await type("list --before 2", { ASSENT_PROOFS: file })).output).toContain("k3f9a0c2");
  });

  it("shows every line of a visitor's record, with what was asked", async () => {
    const file = await store();
    const { code, output } = await type(`show k3f9a0c2 --store ${file}`);
    expect(code).toBe(0);
    for (const part of [
      "Line",
      "2, after 1",
      "withdraw, on site, in fr",
      "opt-in, FR",
      policy.hash,
      "denied",
    ])
      expect(output).toContain(part);
    const { output: json } = await type(`show b7 --json --store ${file}`);
    expect(JSON.parse(json)).toMatchObject({ record: "b7", signals: ["gpc"], region: null });
    expect(await type(`show ${texts.hash} --store ${file}`)).toMatchObject({
      code: 0,
      output: `${texts.text}\n`,
    });
    expect(await type(`show nobody --store ${file}`)).toMatchObject({ code: 1, output: "" });
  });

  it("exports every line, as JSON or for a spreadsheet, however slowly it is read", async () => {
    const many = Array.from({ length: 2_500 }, (_, index) => proof(`r${index}`));
    const file = await store((proofs) => Promise.all(many.map((one) => proofs.append(one))));
    const json = await type(`export --format jsonl --store ${file}`);
    expect(json).toMatchObject({ code: 0, messages: "2,500 lines exported.\n" });
    const lines = json.output
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines.map(({ record }) => record)).toEqual(many.map(({ record }) => record));
    expect(lines[0]).toMatchObject(many[0] as object);
    const csv = await type(`export --format csv --store ${file}`, {}, true);
    const [header, first, ...rest] = csv.output.trim().split("\n");
    expect(header).toMatch(/^number,at,record,/);
    expect(first).toMatch(
      /^1,2026-01-01T00:00:00.000Z,r0,1,,accept,banner,fr,opt-in,FR,,advertising- statistics\+,/,
    );
    expect(rest).toHaveLength(2_499);
    expect(csv.messages).toContain("lines written");
  });

  it("writes nothing that a spreadsheet would run", async () => {
    const file = await store();
    await rewrite(file, ({ reader }) =>
      reader
        .updateTable("assent_proof")
        .set({ locale: '=HYPERLINK("x"),', layer: "+1", region: "-2", method: "@sum", regime: "\t=1" })
        .where("number", "=", 1)
        .execute(),
    );
    const { output } = await type(`export --format csv --store ${file}`);
    const cells = output.split("\n")[1];
    expect(cells).toContain(`'@sum,'+1,"'=HYPERLINK(""x""),",'\t=1,'-2,`);
  });

  it("says that a chain is whole, and what to note of it", async () => {
    const file = await store();
    const { code, output } = await type(`verify --store ${file}`);
    expect(code).toBe(0);
    const [, head] = /^3 lines\. The chain is whole\.\nHead: (3:[\da-f]{64})\n$/.exec(output) ?? [];
    expect(await type(`verify --noted ${head} --store ${file}`)).toMatchObject({ code: 0, output });
    const other = await store();
    const changed = await type(`verify --noted ${head} --store ${other}`);
    expect(changed.code).toBe(1);
    expect(changed.output).toContain("no longer passes through 3:");
  });

  it("names what was altered", async () => {
    const file = await store();
    await rewrite(file, ({ reader }) =>
      reader.updateTable("assent_proof").set({ method: "accept" }).where("number", "=", 2).execute(),
    );
    expect(await type(`verify --store ${file}`)).toMatchObject({
      code: 1,
      output:
        "Line 2 isn't what its hash says: it was altered, or line 1 and its hash were replaced.\n3 lines. The chain is not whole.\n",
    });
    await rewrite(file, ({ reader }) => reader.deleteFrom("assent_proof").where("number", "=", 2).execute());
    expect((await type(`verify --store ${file}`)).output).toContain("Line 2 is missing.\n");
  });

  it("forgets a visitor, and the chain is still whole", async () => {
    const file = await store();
    expect(await type(`forget k3f9a0c2 --store ${file}`)).toMatchObject({
      code: 0,
      output: expect.stringContaining("2 lines"),
    });
    expect((await type(`verify --store ${file}`)).output).toContain(
      "3 lines, 2 of them forgotten. The chain is whole.",
    );
    expect((await type(`export --format jsonl --store ${file}`)).output).not.toContain("k3f9a0c2");
    expect((await type(`list --store ${file}`)).output).toContain("forgotten");
    expect(await type(`forget k3f9a0c2 --store ${file}`)).toMatchObject({ code: 1 });
  });

  it("deletes what is old, and the chain is still whole", async () => {
    const file = await store(async (proofs) => {
      await three(proofs);
      await proofs.append(proof("new", 1, { at: Date.now() }));
    });
    const { code, output } = await type(`retain --older-than 30d --store ${file}`);
    expect(code).toBe(0);
    expect(output).toMatch(/^3 lines from before \d{4}-\d\d-\d\d deleted\./);
    expect((await type(`verify --store ${file}`)).output).toContain("1 line. The chain is whole.");
  });

  it.each([
    ["3y", "2023-11-28"],
    ["18m", "2025-05-28"],
    ["90d", "2026-08-30"],
  ])("takes %s for the time since %s", (age, since) => {
    expect(before(age, new Date("2026-11-28"))).toBe(Date.parse(since));
  });

  it("copies a store, goes on where a copy was ended, and leaves another store alone", async () => {
    const [file, copy] = [await store(), freshFile()];
    expect(await type(`migrate --from ${file} --to ${copy}`)).toMatchObject({
      code: 0,
      output: expect.stringContaining("3 lines copied"),
    });
    const all = "export --format jsonl --store";
    expect((await type(`${all} ${copy}`)).output).toBe((await type(`${all} ${file}`)).output);
    const proofs = sqliteProofs(file);
    await proofs.append(proof("later"));
    await proofs.forget("b7");
    await proofs.close();
    expect(await type(`migrate --from ${file} --to ${copy}`)).toMatchObject({
      code: 0,
      output: expect.stringContaining("1 line copied"),
    });
    expect((await type(`${all} ${copy}`)).output).toBe((await type(`${all} ${file}`)).output);
    expect((await type(`verify --store ${copy}`)).output).toContain(
      "4 lines, 1 of them forgotten. The chain is whole.",
    );
    const other = await store();
    const otherBefore = (await type(`${all} ${other}`)).output;
    expect(await type(`migrate --from ${file} --to ${other}`)).toMatchObject({
      code: 1,
      messages: expect.stringContaining("nothing was changed"),
    });
    expect((await type(`${all} ${other}`)).output).toBe(otherBefore);
  });

  it("copies a chain whose beginning was deleted", async () => {
    const [file, copy] = [await store(), freshFile()];
    const proofs = sqliteProofs(file);
    await proofs.retain(start + day);
    await proofs.close();
    await type(`migrate --from ${file} --to ${copy}`);
    expect((await type(`verify --store ${copy}`)).output).toBe((await type(`verify --store ${file}`)).output);
    expect((await type(`verify --store ${copy}`)).output).toContain("2 lines. The chain is whole.");
  });

  it.each([
    ["", "assent-proofs list"],
    ["shwo", 'no command "shwo"'],
    ["show", "assent-proofs show k3f9a0c2"],
    ["forget a b", '"b" is one word too many'],
    ["list --limit many", "--limit 50"],
    ["list --limt 5", "--limt"],
    ["export", "--format jsonl"],
    ["export --format xml", "--format csv"],
    ["verify --noted 12", "--noted 1200:"],
    ["retain", "--older-than 90d"],
    ["retain --older-than 3", "18m or 3y"],
    ["retain --older-than -3y", "--older-than"],
    ["migrate --from sqlite", "--to postgres://"],
    ["migrate --from sqlite --to postgres", "DATABASE_URL"],
    ["list --store nowhere.db", "no file nowhere.db"],
  ])("says of “%s” what to type, with exit code 2", async (typed, hint) => {
    const { code, output, messages } = await type(typed);
    expect(code).toBe(2);
    expect(output + messages).toContain(hint);
    expect(existsSync("nowhere.db")).toBe(false);
  });

  it("touches no file that is something else", async () => {
    const text = freshFile();
    writeFileSync(text, "Dear diary, this is longer than a header would be, by far, I hope.".repeat(20));
    expect(await type(`list --store ${text}`)).toMatchObject({ code: 3 });
    const empty = freshFile();
    writeFileSync(empty, "");
    expect(await type(`list --store ${empty}`)).toMatchObject({
      code: 2,
      messages: expect.stringContaining("holds no proofs"),
    });
    const others = freshFile();
    const database = new DatabaseSync(others);
    database.exec("create table theirs (x)");
    database.close();
    const before = readFileSync(others);
    expect(await type(`list --store ${others}`)).toMatchObject({ code: 2 });
    expect(readFileSync(others)).toEqual(before);
  });

  it("names the file that it can't use", async () => {
    const file = await store();
    writeFileSync(file, readFileSync(file).subarray(0, 5_000));
    for (const typed of [`verify --store ${file}`, `list --store ${dirname(file)}`])
      expect(await type(typed)).toMatchObject({
        code: 3,
        messages: expect.stringContaining(dirname(file)),
      });
  });

  it("copies nothing of a store that a newer version wrote", async () => {
    const [file, copy] = [await store(), freshFile()];
    await rewrite(file, ({ reader }) => reader.insertInto("assent_migration").values({ step: 99 }).execute());
    expect(await type(`migrate --from ${file} --to ${copy}`)).toMatchObject({
      code: 3,
      messages: expect.stringContaining("newer"),
    });
  });

  it.each([
    ["says that an export isn't whole, where the disk is full", "ENOSPC", 3, /no room.*isn't all of it/],
    ["ends without a word where nobody reads on", "EPIPE", 0, /^$/],
  ])("%s", async (_, code, exit, message) => {
    const file = await store((proofs) =>
      Promise.all(Array.from({ length: 50 }, (_, index) => proofs.append(proof(`r${index}`)))),
    );
    let room = 5_000;
    const output = new Writable({
      highWaterMark: 1_000,
      write(chunk, _encoding, done) {
        room -= chunk.length;
        setImmediate(done, room < 0 ? Object.assign(new Error("no room"), { code }) : null);
      },
    });
    let told = "";
    const messages = new Writable({
      write(chunk, _encoding, done) {
        told += chunk;
        done();
      },
    });
    const typed = ["export", "--format", "jsonl", "--store", file];
    expect(await run(typed, { output, messages, environment: {} })).toBe(exit);
    expect(told).toMatch(message);
  });

  it("teaches with --help", async () => {
    const { code, output } = await type("forget --help");
    expect(code).toBe(0);
    for (const command of ["list", "show", "export", "verify", "forget", "retain", "migrate"])
      expect(output).toContain(`assent-proofs ${command}`);
  });
});
