import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import {
  createConsent,
  decodeRecord,
  definePolicy,
  encodeRecord,
  fingerprint,
  memoryStorage,
  type Policy,
  permission,
  type Situation,
  type Stored,
} from "./index.js";
import { memoryTabs, recordFor } from "./testing/index.js";

const read = (path: string) =>
  readFileSync(fileURLToPath(new URL(`../../../docs/${path}`, import.meta.url)), "utf8");

interface Vector {
  readonly what: string;
  readonly value: string;
  readonly record: Exclude<Stored, undefined>;
  readonly situation: Situation;
  readonly permissions: { readonly [name: string]: boolean };
}

const { policy, fingerprints, vectors } = JSON.parse(read("record-vectors.json")) as {
  readonly policy: Parameters<typeof definePolicy>[0];
  readonly fingerprints: { readonly [name: string]: string };
  readonly vectors: readonly Vector[];
};
const site: Policy = definePolicy(policy);

describe("the published test vectors", () => {
  test("are of every kind", () => {
    const corrupt = vectors.filter(({ record }) => record === "corrupt");
    expect(corrupt.length).toBeGreaterThan(25);
    expect(vectors.length - corrupt.length).toBeGreaterThan(25);
    expect(Object.keys(fingerprints)).toEqual([
      ...Object.keys(site.categories),
      ...Object.keys(site.services),
    ]);
    for (const [name, rev] of Object.entries(fingerprints)) expect(fingerprint(site, name)).toBe(rev);
  });

  test.each(vectors)("$what: $situation", ({ value, record, situation, permissions }) => {
    const decoded = decodeRecord(value);
    if (record === "corrupt" || decoded === "corrupt") expect(decoded).toBe(record);
    else {
      expect({ ...decoded, answers: null }).toEqual({ ...record, answers: null });
      expect(Object.entries(decoded.answers)).toEqual(Object.entries(record.answers));
      expect(encodeRecord(decoded)).toBe(value);
    }
    expect(permission(site, decoded, situation)).toEqual(permissions);
  });
});

describe("the one-line readers in the specification", () => {
  const text = read("record-format.md");
  const line = (language: string) =>
    new RegExp(`\`\`\`${language}\\n(.*)\\n\`\`\``).exec(text)?.[1] as string;
  const readers = {
    python: ["python3", "-c"],
    sh: ["sh", "-c"],
    php: ["php", "-r"],
  };
  const run = (language: keyof typeof readers, value: string) => {
    const [program, option] = readers[language] as [string, string];
    const before = language === "php" ? ["--", value] : language === "sh" ? ["sh", value] : [value];
    try {
      return execFileSync(program, [option, line(language), ...before], { encoding: "utf8" }).trim();
    } catch (error) {
      // No match is a failure to grep, and grants nothing.
      if (language === "sh" && (error as { stdout?: string }).stdout === "") return "";
      throw error;
    }
  };
  const values = new Map(vectors.map(({ value, record }) => [value, record]));

  for (const language of ["python", "sh", "php"] as const) {
    const [program] = readers[language] as [string];
    test.skipIf(!isInstalled(program))(
      `${language} finds what core finds, and nothing in what is corrupt`,
      () => {
        for (const [value, record] of values) {
          const granted =
            record === "corrupt"
              ? []
              : Object.keys(record.answers).filter((name) => record.answers[name]?.value === "granted");
          expect([value, run(language, value)]).toEqual([value, granted.join(" ")]);
        }
      },
    );
  }

  function isInstalled(program: string): boolean {
    try {
      execFileSync(
        program,
        ["-c", ""].slice(program === "php" ? 2 : 0).concat(program === "php" ? ["-v"] : []),
        {
          stdio: "ignore",
        },
      );
      return true;
    } catch {
      return false;
    }
  }
});

test("the specification's example is a record", () => {
  const example = /^1\..*$/m.exec(read("record-format.md"))?.[0] as string;
  expect(decodeRecord(example)).toMatchObject({
    answers: { advertising: { value: "denied" }, video: { value: "granted", by: "service" } },
  });
});

describe("the size of a record", () => {
  const four = definePolicy({
    categories: { necessary: "exempt", statistics: "ask", advertising: "ask", media: "ask", comfort: "ask" },
    services: {},
  });

  test("with four answered categories is 120 bytes at most, with the cookie's name and a real identifier", () => {
    const storage = memoryStorage();
    const consent = createConsent(four, { storage, region: "FR", gpc: false, tabs: memoryTabs()() });
    consent.start();
    for (const choose of [consent.acceptAll, consent.rejectAll, consent.withdraw]) {
      choose();
      expect(`cookies_preferences=${storage.read()}`.length).toBeLessThanOrEqual(120);
    }
  });

  test("is what the specification says", () => {
    const [, bytes, named] = (/take (\d+) bytes, (\d+) with/.exec(read("record-format.md")) ?? []).map(
      Number,
    );
    const text = recordFor(four, { statistics: true }, { now: Date.UTC(2026, 0, 1) });
    const sample = vectors.find(({ what }) => what === "everything accepted")?.value as string;
    expect(sample.length).toBe(bytes);
    expect(`cookies_preferences=${sample}`.length).toBe(named);
    expect(text.length).toBeLessThanOrEqual(bytes as number);
  });
});
