import { describe, expect, inject, it } from "vitest";
import { keepsProofs } from "../test/contract.js";
import { freshFile, freshSchema } from "../test/places.js";
import { policy, proof, texts } from "../test/proof.js";
import { type } from "../test/terminal.js";
import { openPostgres } from "./open-postgres.js";
import { sqliteProofs } from "./sqlite.js";

const fresh = () => freshSchema(inject("postgres"));

describe("PostgreSQL", () => {
  keepsProofs(async () => {
    const url = await fresh();
    return () => openPostgres(url);
  });

  it("takes over a SQLite store, and gives it back", async () => {
    const [file, back, url] = [freshFile(), freshFile(), await fresh()];
    const proofs = sqliteProofs(file);
    const many = Array.from({ length: 2_100 }, (_, index) => proof(`r${index}`));
    await Promise.all(many.map((one) => proofs.append(one, [policy, texts])));
    await proofs.forget("r7");
    await proofs.retain(many[0]?.at as number);
    await proofs.close();
    const all = (store: string) => type(`export --format jsonl --store ${store}`);
    expect(await type(`migrate --from ${file} --to postgres`, { DATABASE_URL: url })).toMatchObject({
      code: 0,
    });
    expect(await type(`verify --store ${url}`)).toMatchObject({ code: 0 });
    expect((await all(url)).output).toBe((await all(file)).output);
    expect(await type(`migrate --from ${url} --to ${back}`)).toMatchObject({ code: 0 });
    expect((await all(back)).output).toBe((await all(file)).output);
  });

  it("says that a database can't be reached, with exit code 3", async () => {
    const { code, messages } = await type("list --store postgres://127.0.0.1:1/none");
    expect(code).toBe(3);
    expect(messages).toContain("could not be used");
  });
});
