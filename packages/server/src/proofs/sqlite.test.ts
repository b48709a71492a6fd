import { mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { keepsProofs } from "../../test/contract.js";
import { freshFile } from "../../test/places.js";
import { policy, proof, texts } from "../../test/proof.js";
import { sqliteProofs } from "../sqlite.js";
import { openSqlite } from "./open-sqlite.js";
import type { ProofLoss } from "./queue.js";
import { createProofs } from "./store.js";

describe("SQLite", () => {
  keepsProofs(async () => {
    const file = freshFile();
    return () => openSqlite(file);
  });

  it("has nothing of a forgotten answer left in its files", async () => {
    const file = freshFile();
    const proofs = sqliteProofs(file);
    const ids = Array.from({ length: 30 }, (_, index) => `forgetme${index}`);
    await Promise.all(ids.map((id) => proofs.append(proof(id), [policy, texts])));
    await Promise.all(ids.map((id) => proofs.forget(id)));
    const text = [file, `${file}-wal`].map((name) => readFileSync(name, "latin1")).join();
    expect(text).not.toContain("forgetme");
    expect(await proofs.verify()).toMatchObject({ lines: 30, forgotten: 30, faults: [] });
    await proofs.close();
  });

  it("bears a full disk: what doesn't fit is counted and told, what was kept stays, and room helps", async () => {
    const database = openSqlite(freshFile());
    const losses: ProofLoss[] = [];
    const proofs = createProofs(() => database, { patience: 30, onLoss: (loss) => losses.push(loss) });
    expect(await proofs.append(proof("first"), [policy, texts])).toBe("appended");
    const pages = await sql<{ page_count: number }>`pragma page_count`.execute(database.reader);
    const limit = (count: number) => sql.raw(`pragma max_page_count = ${count}`).execute(database.reader);
    await limit(Number(pages.rows[0]?.page_count) + 4);
    const kept = ["first"];
    for (let index = 0; losses.length === 0; index++)
      if ((await proofs.append(proof(`r${index}`))) === "appended") kept.push(`r${index}`);
    expect(losses).toEqual([
      {
        reason: "late",
        count: 1,
        error: expect.objectContaining({ errstr: expect.stringContaining("full") }),
      },
    ]);
    await limit(10_000);
    expect(await proofs.append(proof("later"))).toBe("appended");
    const found = await proofs.list({ limit: 1_000 });
    expect(found.map(({ record }) => record).reverse()).toEqual([...kept, "later"]);
    expect((await proofs.verify()).faults).toEqual([]);
    await proofs.close();
  });

  it("waits for another process that writes, and gives up when that takes too long", async () => {
    const file = freshFile();
    const losses: ProofLoss[] = [];
    const proofs = sqliteProofs(file, { patience: 200, onLoss: (loss) => losses.push(loss) });
    await proofs.append(proof("a"), [policy, texts]);
    const other = new DatabaseSync(file);
    other.exec("begin immediate");
    expect(await proofs.append(proof("b"))).toBe("lost");
    expect(losses).toEqual([
      { reason: "late", count: 1, error: expect.objectContaining({ errstr: "database is locked" }) },
    ]);
    const waiting = proofs.append(proof("c"));
    other.exec("commit");
    expect(await waiting).toBe("appended");
    other.close();
    await proofs.close();
  });

  it("says where a file can't be made, and makes it once it can", async () => {
    const file = freshFile();
    const losses: ProofLoss[] = [];
    const proofs = sqliteProofs(join(dirname(file), "later", "proofs.db"), {
      patience: 30,
      onLoss: (loss) => losses.push(loss),
    });
    expect(await proofs.append(proof("a"))).toBe("lost");
    expect(losses[0]?.error).toMatchObject({ message: "unable to open database file" });
    await expect(proofs.list()).rejects.toThrow("unable to open");
    mkdirSync(join(dirname(file), "later"));
    expect(await proofs.append(proof("a"))).toBe("appended");
    await proofs.close();
  });
});
