import { execFileSync, spawnSync } from "node:child_process";
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
  /** Runs a line once for each value; gives what it printed each time. */
  const readers: { readonly [language: string]: readonly [string, (values: readonly string[]) => string[]] } =
    {
      python: [
        "python3",
        (values) => {
          const each = `import json, sys\nfor value in json.load(sys.stdin):\n  sys.argv = ["-", value]\n  exec(${JSON.stringify(line("python"))})`;
          const printed = execFileSync("python3", ["-c", each], {
            input: JSON.stringify(values),
            encoding: "utf8",
          });
          return printed.split("\n");
        },
      ],
      sh: ["sh", (values) => values.map((value) => print("sh", "-c", line("sh"), "sh", value))],
      php: ["php", (values) => values.map((value) => print("php", "-r", line("php"), "--", value))],
    };
  const print = (program: string, ...given: string[]) => {
    const { status, stdout, stderr } = spawnSync(program, given, { encoding: "utf8" });
    expect([status, stderr]).toEqual([0, ""]);
    return stdout.trim();
  };
  const values = new Map(vectors.map(({ value, record }) => [value, record]));

  for (const [language, [program, run]] of Object.entries(readers)) {
    const isInstalled = spawnSync(program, ["--version"]).error === undefined || program === "sh";
    test.skipIf(!isInstalled)(`${language} finds what core finds, and nothing in what is corrupt`, () => {
      const printed = run([...values.keys()]);
      for (const [index, [value, record]] of [...values].entries()) {
        const answers = record === "corrupt" ? {} : record.answers;
        const granted = Object.keys(answers).filter((name) => answers[name]?.value === "granted");
        expect([value, printed[index]]).toEqual([value, granted.join(" ")]);
      }
    });
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
