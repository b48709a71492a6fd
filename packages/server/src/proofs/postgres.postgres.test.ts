import { Client } from "pg";
import { describe, expect, inject, it } from "vitest";
import { keepsProofs } from "../../test/contract.js";
import { freshFile, freshSchema } from "../../test/places.js";
import { policy, proof, texts } from "../../test/proof.js";
import { type } from "../../test/terminal.js";
import { postgresProofs } from "../postgres.js";
import { sqliteProofs } from "../sqlite.js";
import { openPostgres } from "./open-postgres.js";
import type { ProofLoss } from "./queue.js";

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

  it("bears a database that is away: what isn't kept in time is counted and told", async () => {
    const losses: ProofLoss[] = [];
    const proofs = postgresProofs("postgres://127.0.0.1:1/none", {
      patience: 100,
      onLoss: (loss) => losses.push(loss),
    });
    expect(await Promise.all([proofs.append(proof("a")), proofs.append(proof("b"))])).toEqual([
      "lost",
      "lost",
    ]);
    expect(losses).toEqual([1, 2].map((count) => ({ reason: "late", count, error: expect.anything() })));
    await proofs.close();
  });

  it("bears a slow database: it gives up in time, and goes on when that is over", async () => {
    const url = await fresh();
    const losses: ProofLoss[] = [];
    const proofs = postgresProofs(url, { patience: 300, onLoss: (loss) => losses.push(loss) });
    await proofs.append(proof("a"), [policy, texts]);
    const other = new Client(url);
    await other.connect();
    await other.query("begin; select from assent_head for update");
    expect(await proofs.append(proof("b"))).toBe("lost");
    expect(losses).toMatchObject([{ reason: "late", count: 1 }]);
    await other.query("commit");
    expect(await proofs.append(proof("b"))).toBe("appended");
    await other.end();
    expect(await proofs.verify()).toMatchObject({ lines: 2, faults: [] });
    await proofs.close();
  });

  it("opens another connection where one was ended", async () => {
    const url = await fresh();
    const proofs = postgresProofs(url);
    await proofs.append(proof("a"), [policy, texts]);
    const other = new Client(url);
    await other.connect();
    for (let round = 0; round < 5; round++) {
      const given = Promise.all(
        Array.from({ length: 50 }, (_, index) => proofs.append(proof(`r${round}n${index}`))),
      );
      await other.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and query like '%assent_%'",
      );
      expect(new Set(await given)).not.toContain("lost");
    }
    await other.end();
    expect(await proofs.verify()).toMatchObject({ lines: 251, faults: [] });
    await proofs.close();
  });
});
