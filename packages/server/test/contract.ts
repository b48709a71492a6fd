import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Proof, Proofs } from "../src/proof.js";
import type { Database } from "../src/proofs/database.js";
import type { Line } from "../src/proofs/line.js";
import type { ProofLoss, ProofsOptions } from "../src/proofs/queue.js";
import { migrate } from "../src/proofs/schema.js";
import { closeDatabase, createProofs } from "../src/proofs/store.js";
import { answer, day, documentOf, policy, proof, start, texts } from "./proof.js";

/** A place where proofs can be kept, opened as often as a test likes. */
export type Place = () => Database;

/** Every run is a database of its own, so there are fewer than of what is pure. */
const numRuns = Math.ceil(Number(process.env.ASSENT_RUNS ?? 1000) / 200);

/** What every store does. */
export function keepsProofs(freshPlace: () => Promise<Place>): void {
  async function fresh(
    options?: ProofsOptions,
  ): Promise<{ proofs: Proofs; place: Place; losses: ProofLoss[] }> {
    const place = await freshPlace();
    const losses: ProofLoss[] = [];
    const onLoss = (loss: ProofLoss) => void losses.push(loss);
    return { proofs: createProofs(place, { onLoss, ...options }), place, losses };
  }

  describe("a line", () => {
    it("says who was asked what, and what they answered", async () => {
      const { proofs } = await fresh();
      const given = proof("k3f9a0c2", 2, { signals: ["gpc"], region: null, locale: "pt-BR" });
      expect(await proofs.append(given, [policy, texts])).toBe("appended");
      const [line] = await proofs.show("k3f9a0c2");
      expect(line).toEqual({ ...given, number: 1, hash: expect.stringMatching(/^[\da-f]{64}$/) });
      expect(await proofs.document(given.policy)).toBe(policy.text);
      expect(await proofs.document(given.texts)).toBe(texts.text);
      expect(await proofs.document("0".repeat(64))).toBeUndefined();
      await proofs.close();
    });

    it("is kept once, however often it comes", async () => {
      const { proofs, place } = await fresh();
      const once = [proof("a"), proof("b"), proof("a"), proof("a", 2)];
      expect(await Promise.all(once.map((one) => proofs.append(one)))).toEqual([
        ...["appended", "appended", "known", "appended"],
      ]);
      await proofs.close();
      const again = createProofs(place);
      expect(await again.append(proof("a"))).toBe("known");
      expect(await again.list()).toHaveLength(3);
      await again.close();
    });

    it("isn't replaced by another answer for the same write of a record, and that is told", async () => {
      const { proofs, losses } = await fresh();
      await proofs.append(proof("a"));
      const other = proof("a", 1, { answers: { statistics: answer("denied") } });
      expect(await proofs.append(other)).toBe("taken");
      expect(losses).toEqual([{ reason: "taken", count: 1 }]);
      expect((await proofs.show("a"))[0]?.answers).toEqual(proof("a").answers);
      await proofs.close();
    });

    it.each<[string, Partial<Proof>]>([
      ["an id", { record: "A'; drop table" }],
      ["a sequence", { sequence: Number.NaN }],
      ["a time", { at: -1 }],
      ["a hash", { policy: "none" }],
      ["a locale", { locale: "fr\0" }],
      ["a region", { region: "\ud800" }],
      ["answers", { answers: { "two words": answer("granted") } }],
    ])("is not kept with %s that can't be one, and that is told", async (_, changes) => {
      const { proofs, losses } = await fresh();
      expect(await proofs.append(proof("a", 1, changes))).toBe("lost");
      expect(losses).toEqual([{ reason: "malformed", count: 1 }]);
      expect(await proofs.append(proof("a"))).toBe("appended");
      await proofs.close();
    });
  });

  describe("reading", () => {
    it("lists the newest first, a page at a time", async () => {
      const { proofs } = await fresh();
      await appendMany(proofs, 25);
      const numbers = async (options?: Parameters<Proofs["list"]>[0]) =>
        (await proofs.list(options)).map(({ number }) => number);
      expect(await numbers()).toEqual(Array.from({ length: 20 }, (_, index) => 25 - index));
      expect(await numbers({ limit: 3, before: 3 })).toEqual([2, 1]);
      await proofs.close();
    });

    it("streams every line in order", async () => {
      const { proofs } = await fresh();
      await appendMany(proofs, 2_500);
      const numbers: number[] = [];
      for await (const { number } of proofs.stream({ after: 10 })) numbers.push(number);
      expect(numbers).toEqual(Array.from({ length: 2_490 }, (_, index) => index + 11));
      await proofs.close();
    });
  });

  it("opens once for all that start at the same time", async () => {
    const { place } = await fresh();
    const stores = Array.from({ length: 5 }, () => createProofs(place));
    const outcomes = await Promise.all(
      stores.map((proofs, index) => proofs.append(proof(`r${index}`), [policy, texts])),
    );
    expect(outcomes).toEqual(Array(5).fill("appended"));
    expect(await stores[0]?.verify()).toMatchObject({ lines: 5, faults: [], head: { number: 5 } });
    await Promise.all(stores.map((proofs) => proofs.close()));
  });

  it("behaves as a list of lines would, whatever happens in whatever order", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 25 }), async (events) => {
        const place = await freshPlace();
        const model = createModel();
        let proofs = createProofs(place, { onLoss: () => {} });
        for (const one of events) {
          if (one.type === "append") {
            const given = one.writes.map(({ record, sequence, value, days }) =>
              proof(record, sequence, {
                at: start + days * day,
                answers: { statistics: answer(value) },
              }),
            );
            const outcomes = await Promise.all(given.map((each) => proofs.append(each, [policy, texts])));
            expect(outcomes).toEqual(given.map(model.append));
          } else if (one.type === "forget") {
            expect(await proofs.forget(one.record)).toBe(model.forget(one.record));
          } else if (one.type === "retain") {
            expect(await proofs.retain(start + one.days * day)).toBe(model.retain(start + one.days * day));
          } else {
            await proofs.close();
            proofs = createProofs(place, { onLoss: () => {} });
          }
        }
        const lines = await proofs.list({ limit: 1_000 });
        expect(lines.map(({ number, record, sequence, at }) => ({ number, record, sequence, at }))).toEqual(
          model.lines().reverse(),
        );
        const { length } = lines;
        const forgotten = lines.filter(({ record }) => record === null).length;
        expect(await proofs.verify()).toMatchObject({ lines: length, forgotten, faults: [] });
        await proofs.close();
      }),
      { numRuns },
    );
  });

  describe("verify", () => {
    it("finds and names any one line that was altered, deleted or moved", async () => {
      const { proofs, place } = await fresh();
      await appendMany(proofs, 12);
      await proofs.forget("r4");
      await proofs.retain(start + 2 * day);
      const database = place();
      const lines = await database.reader.selectFrom("assent_proof").selectAll().orderBy("number").execute();
      expect(lines).toHaveLength(10);
      await fc.assert(
        fc.asyncProperty(fc.nat({ max: 9 }), alteration, async (index, alter) => {
          const altered = alter(lines, index);
          await replaceLines(database, altered);
          const { faults } = await proofs.verify();
          await replaceLines(database, lines);
          const number = (lines[index] as Line).number;
          expect(faults.some(({ number: first, to = first }) => first <= number && number <= to)).toBe(true);
          // Nothing is named but what was touched, and what stood behind it.
          const isTouched = (at: number) =>
            lines.find(({ number }) => number === at) !== altered.find(({ number }) => number === at);
          expect(faults.filter((fault) => !isTouched(fault.number) && !isTouched(fault.number - 1))).toEqual(
            [],
          );
        }),
        { numRuns: numRuns * 10 },
      );
      expect((await proofs.verify()).faults).toEqual([]);
      await proofs.close();
      await closeDatabase(database);
    });

    it("names the first line whose policy or texts are missing or were altered", async () => {
      const { proofs, place } = await fresh();
      const other = documentOf("another");
      await proofs.append(proof("a"), [policy, texts]);
      await proofs.append(proof("b", 1, { texts: other.hash }), [policy]);
      await proofs.append(proof("c", 1, { texts: other.hash }), [policy]);
      const fault = { fault: "document", number: 2, document: other.hash };
      expect((await proofs.verify()).faults).toEqual([fault]);
      await proofs.append(proof("d"), [other]);
      expect((await proofs.verify()).faults).toEqual([]);
      const database = place();
      await database.reader
        .updateTable("assent_document")
        .where("text", "=", "another")
        .set({ text: "else" })
        .execute();
      expect((await proofs.verify()).faults).toEqual([fault]);
      await closeDatabase(database);
      await proofs.close();
    });

    it("knows a head that was noted, until retain goes past it", async () => {
      const { proofs } = await fresh();
      await appendMany(proofs, 5);
      const { head } = await proofs.verify();
      await appendMany(proofs, 5, 5);
      expect(await proofs.verify({ noted: head })).toMatchObject({ noted: "kept", faults: [] });
      expect(await proofs.verify({ noted: { ...head, number: 4 } })).toMatchObject({ noted: "changed" });
      expect(await proofs.verify({ noted: { ...head, number: 99 } })).toMatchObject({ noted: "changed" });
      await proofs.retain(start + 5 * day);
      expect(await proofs.verify({ noted: head })).toMatchObject({ noted: "kept", from: head });
      await proofs.retain(start + 7 * day);
      expect(await proofs.verify({ noted: head })).toMatchObject({ noted: "removed", lines: 3 });
      await proofs.close();
    });

    it("tells how far it is", async () => {
      const { proofs } = await fresh();
      await appendMany(proofs, 2_100);
      const told: number[] = [];
      await proofs.verify({ onProgress: (lines) => told.push(lines) });
      expect(told).toEqual([1_000, 2_000, 2_100]);
      await proofs.close();
    });
  });

  describe("what can't be kept", () => {
    it("is refused when too much waits, counted and told", async () => {
      const { proofs, losses } = await fresh({ limit: 3 });
      const outcomes = await Promise.all(
        ["a", "b", "c", "d", "e"].map((record) => proofs.append(proof(record))),
      );
      expect(outcomes).toEqual(["appended", "appended", "appended", "lost", "lost"]);
      expect(losses).toEqual([
        { reason: "full", count: 1 },
        { reason: "full", count: 2 },
      ]);
      expect(proofs.lost()).toBe(2);
      await proofs.close();
    });

    it("is nothing that was appended before the store was closed", async () => {
      const { proofs, place, losses } = await fresh();
      const given = Promise.all(["a", "b"].map((record) => proofs.append(proof(record))));
      await proofs.close();
      expect(await given).toEqual(["appended", "appended"]);
      expect(await proofs.append(proof("c"))).toBe("lost");
      expect(losses).toEqual([{ reason: "closed", count: 1 }]);
      const again = createProofs(place);
      expect(await again.list()).toHaveLength(2);
      await again.close();
    });
  });

  it("refuses a store that a newer version has changed", async () => {
    const { place } = await fresh();
    const database = place();
    await migrate(database);
    await database.reader.insertInto("assent_migration").values({ step: 99 }).execute();
    await expect(migrate(database)).rejects.toThrow("newer");
    await closeDatabase(database);
  });
}

/** Lines of records `r1`, `r2`, …, a day apart. */
async function appendMany(proofs: Proofs, count: number, after = 0): Promise<void> {
  const given = Array.from({ length: count }, (_, index) =>
    proof(`r${after + index + 1}`, 1, { at: start + (after + index) * day }),
  );
  await Promise.all(given.map((one) => proofs.append(one, [policy, texts])));
}

async function replaceLines({ reader, makeRoom }: Database, lines: readonly Line[]): Promise<void> {
  await reader.transaction().execute(async (transaction) => {
    await transaction.deleteFrom("assent_proof").execute();
    await makeRoom(
      transaction,
      lines.map(({ at }) => at),
    );
    await transaction.insertInto("assent_proof").values(lines).execute();
  });
}

const record = fc.constantFrom("a", "b", "c", "d");
const days = fc.integer({ min: 0, max: 90 });
const write = fc.record({
  record,
  sequence: fc.integer({ min: 1, max: 4 }),
  value: fc.constantFrom("granted" as const, "denied" as const),
  days,
});
const event = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant("append" as const),
      writes: fc.array(write, { minLength: 1, maxLength: 5 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("forget" as const), record }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("retain" as const), days }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("reopen" as const) }) },
);

/** What a store is, in memory and without a chain. */
function createModel() {
  let lines: {
    number: number;
    record: string | null;
    sequence: number | null;
    at: number;
    value?: string;
  }[] = [];
  let count = 0;
  return {
    lines: () => lines.map(({ value, ...line }) => line),
    append: ({ record, sequence, at, answers }: Proof) => {
      const value = answers.statistics?.value as string;
      const known = lines.find((line) => line.record === record && line.sequence === sequence);
      if (known) return known.value === value ? "known" : "taken";
      lines.push({ number: ++count, record, sequence, at, value });
      return "appended";
    },
    forget(record: string) {
      const found = lines.filter((line) => line.record === record);
      for (const line of found) Object.assign(line, { record: null, sequence: null });
      return found.length;
    },
    retain(before: number) {
      const first = lines.findIndex(({ at }) => at >= before);
      const removed = first < 0 ? lines.length : first;
      lines = lines.slice(removed);
      return removed;
    },
  };
}

type Alteration = (lines: readonly Line[], index: number) => readonly Line[];

const numbers = ["at", "sequence", "previous"];

function other(field: keyof Line, value: unknown): unknown {
  if (value instanceof Uint8Array) return Uint8Array.from(value, (byte) => byte ^ 1);
  return numbers.includes(field) ? Number(value) + 1 : `${value ?? ""}x`;
}

const fields = [
  "at",
  "record",
  "sequence",
  "previous",
  "answers",
  "policy",
  "texts",
  "locale",
  "layer",
] as const;
const moreFields = ["regime", "region", "signals", "method", "seal", "hash"] as const;

const alteration: fc.Arbitrary<Alteration> = fc.oneof(
  fc.constantFrom(...fields, ...moreFields).map(
    (field): Alteration =>
      (lines, index) =>
        lines.map((line, at) =>
          at === index ? ({ ...line, [field]: other(field, line[field]) } as Line) : line,
        ),
  ),
  fc.constant<Alteration>((lines, index) => lines.filter((_, at) => at !== index)),
  fc.nat({ max: 9 }).map(
    (to): Alteration =>
      (lines, index) => {
        const numberAt = (at: number) => (lines[at] as Line).number;
        const place = to === index ? (index + 1) % lines.length : to;
        return lines.map((line, at) => {
          if (at === index) return { ...line, number: numberAt(place) };
          return at === place ? { ...line, number: numberAt(index) } : line;
        });
      },
  ),
);
