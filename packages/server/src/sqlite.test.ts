import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { keepsProofs } from "../test/contract.js";
import { freshFile } from "../test/places.js";
import { policy, proof, texts } from "../test/proof.js";
import { openSqlite } from "./open-sqlite.js";
import { sqliteProofs } from "./sqlite.js";

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
});
