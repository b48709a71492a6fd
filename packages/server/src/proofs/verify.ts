import type { ProofFault, Proofs, Verification } from "../proof.js";
import type { Database, Head } from "./database.js";
import { bytes, hashOf, hashOfText, hex, isEqual, type Line } from "./line.js";
import { beginning, pages } from "./pages.js";

const mostFaults = 1_000;

/** Walks the chain from its beginning to its head. */
export async function verify(
  database: Database,
  { noted, onProgress }: Parameters<Proofs["verify"]>[0] = {},
): Promise<Verification> {
  const from = await beginning(database);
  const texts = documents(database);
  const faults: ProofFault[] = [];
  const find = (fault: ProofFault) => faults.length < mostFaults && faults.push(fault);
  let last = from;
  /** The hashes that the next line may build on; none after a gap: nobody knows them. */
  let before = [from.hash];
  let lines = 0;
  let forgotten = 0;
  let passed = noted && noted.number === from.number ? from.hash : undefined;

  async function walk(): Promise<void> {
    for await (const page of pages(database, last.number)) {
      for (const line of page) {
        check(line);
        if (line.record === null) forgotten++;
        if (line.number === noted?.number) passed = line.hash;
        for (const document of [line.policy, line.texts].map(hex))
          if (!texts.has(document)) await name(document, line.number);
        last = line;
      }
      lines += page.length;
      onProgress?.(lines);
    }
  }

  function check(line: Line): void {
    const { number, hash } = line;
    if (number > last.number + 1) {
      find({ fault: "missing", number: last.number + 1, to: number - 1 });
      before = [hash];
      return;
    }
    const computed = before.map((one) => hashOf(line, one));
    const isWhole = computed.some((one) => isEqual(one, hash));
    if (!isWhole) find({ fault: "altered", number });
    // Where its hash alone was altered, the next line builds on what it was.
    before = isWhole ? [hash] : [hash, ...computed];
  }

  async function name(document: string, number: number): Promise<void> {
    if (!(await texts.look(document))) find({ fault: "document", number, document });
  }

  await walk();
  let end = await ending(database);
  // Others went on appending meanwhile.
  while ((end.last ?? 0) > last.number) {
    await walk();
    end = await ending(database);
  }
  const { number, hash } = end;
  if (number > last.number) find({ fault: "missing", number: last.number + 1, to: number });
  else if (number < last.number || !before.some((one) => isEqual(one, hash)))
    find({ fault: "head", number: last.number });

  const now = await beginning(database);
  return {
    lines,
    forgotten,
    from: { number: now.number, hash: hex(now.hash) },
    head: { number, hash: hex(hash) },
    faults: faults.filter((one) => one.fault !== "missing" || (one.to as number) > now.number),
    ...(noted && {
      noted:
        noted.number < now.number ? "removed" : passed && hex(passed) === noted.hash ? "kept" : "changed",
    }),
  };
}

/** What the store says is its last line, and which is, at one moment. */
function ending({ reader }: Database): Promise<Head & { readonly last: number | null }> {
  return reader
    .selectFrom("assent_head")
    .select((builder) => [
      "number",
      "hash",
      builder
        .selectFrom("assent_proof")
        .select(({ fn }) => fn.max("assent_proof.number").as("last"))
        .as("last"),
    ])
    .executeTakeFirstOrThrow();
}

/** Which documents are kept and are what their hash says. Each is read once. */
function documents({ reader }: Database) {
  const looked = new Set<string>();
  return {
    has: (hash: string) => looked.has(hash),
    async look(hash: string): Promise<boolean> {
      looked.add(hash);
      const found = await reader
        .selectFrom("assent_document")
        .select("text")
        .where("hash", "=", bytes(hash))
        .executeTakeFirst();
      return found !== undefined && hashOfText(found.text) === hash;
    },
  };
}
