import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as core from "@assent/core";
import fc from "fast-check";
import ts from "typescript";
import { expect, it } from "vitest";
import type { Known } from "./known.js";
import type { Observation, Write } from "./observation.js";
import { policyPatch } from "./patch.js";
import { policySource } from "./policy-source.js";
import { propose } from "./propose.js";

const runs = Number(process.env.ASSENT_RUNS ?? 1000) / 10;

const known: readonly Known[] = [
  { name: "_ga", provider: "Google Analytics", category: "statistics", maxAge: 63_072_000 },
  { name: "_fb*", provider: "Face*/ \u2028Book", category: "advertising" },
];

const host = fc.constantFrom(
  "shop.example",
  "www.shop.example",
  "cdn.other.example",
  "127.0.0.1",
  "tracker.example",
);
const name = fc.oneof(
  fc.constantFrom(
    "_ga",
    "_fbp",
    "sid",
    "__proto__",
    "constructor",
    "",
    "*",
    "a*b",
    "`",
    "*/ x",
    "\u2028",
    '"',
  ),
  fc.string({ unit: "binary", maxLength: 12 }),
);
const write: fc.Arbitrary<Write> = fc
  .record({
    kind: fc.constantFrom("cookie", "local", "session", "indexeddb", "cache"),
    name,
    host,
    maxAge: fc.oneof(fc.constant("session" as const), fc.integer({ min: 1, max: 1e9 })),
    httpOnly: fc.boolean(),
    url: fc.oneof(fc.webUrl(), fc.constant("https://shop.example/a.js\n*/")),
  })
  .map(({ url, ...rest }): Write => ({ ...rest, by: "script", from: [{ url, line: 1, column: 1 }], at: 0 }));

const seen = (writes: readonly Write[]): readonly Observation[] => [
  {
    scenario: "before any answer",
    troubles: [],
    phases: [{ name: "unanswered", permissions: {}, writes, sent: [], stored: [] }],
  },
];

/** What a policy's source exports, once it is JavaScript. */
function load(source: string): core.Policy {
  const { outputText } = ts.transpileModule(source, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
  const module = { exports: {} as { policy?: core.Policy } };
  new Function("require", "module", "exports", outputText)(() => core, module, module.exports);
  return module.exports.policy as core.Policy;
}

it("writes a policy that loads and declares what was seen, whatever it is called", () => {
  fc.assert(
    fc.property(fc.array(write, { maxLength: 12 }), (writes) => {
      const proposals = propose(undefined, "shop.example", seen(writes), known);
      const policy = load(policySource("https://shop.example/", proposals));
      expect(propose(policy, "shop.example", seen(writes), known).flatMap(({ cookies }) => cookies)).toEqual(
        // A policy can't hold these.
        propose(
          undefined,
          "shop.example",
          seen(writes.filter((one) => !one.name || one.name.includes("*"))),
          known,
        ).flatMap(({ cookies }) => cookies),
      );
    }),
    { numRuns: runs },
  );
});

/** A policy that a diff changes, as `patch` does it. */
function patched(source: string, writes: readonly Write[]): string {
  const before = load(source);
  const folder = mkdtempSync(join(tmpdir(), "assent-patch-"));
  try {
    writeFileSync(join(folder, "policy.ts"), source);
    const proposals = propose(before, "shop.example", seen(writes), known);
    const input = policyPatch("policy.ts", source, proposals);
    execFileSync("git", ["apply", "-"], { cwd: folder, input: input ?? "", stdio: "pipe" });
    return readFileSync(join(folder, "policy.ts"), "utf8");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const sid: Write = { kind: "cookie", name: "sid", host: "shop.example", by: "response", from: [], at: 0 };
const one = `one: { category: "functional", provider: "}}", party: "first", cookies: {} }`;
const around = (services: string): string =>
  `import { definePolicy } from "@assent/core";
// services: { not here }
export const policy = definePolicy({ categories: { functional: "ask" }, services: ${services} });
`;

it.each([
  ["a comma behind the last", around(`{\n    ${one}, // }\n  }`)],
  ["no comma behind the last", around(`{\n    ${one} // }\n  }`)],
  ["nothing in it", around("{}")],
  ["nothing but a comment in it", around("{ /* { */ }")],
  ["all on one line", around(`{ ${one} }`)],
  ["lines that end as on Windows", around(`{\n    ${one}\n  }`).replaceAll("\n", "\r\n")],
  ["no end of its last line", around(`{\n    ${one}\n  }`).trimEnd()],
  ["no such category", around(`{}`).replace("functional", "comfort")],
])("adds rows to a policy with %s", (_case, source) => {
  const changed = patched(source, [sid, { ...sid, name: "_ga" }]);
  const names = Object.values(load(changed).services).flatMap(({ cookies }) =>
    cookies.map(({ name }) => name),
  );
  expect(names).toEqual(expect.arrayContaining(["sid", "_ga"]));
  expect(changed.includes("\r\n")).toBe(source.includes("\r\n"));
  if (source.includes("\r\n")) expect(changed.replaceAll("\r\n", "")).not.toContain("\n");
});

it("adds nothing where no services are written out", () => {
  expect(policyPatch("policy.ts", "export {};", [])).toBeUndefined();
  expect(policyPatch("policy.ts", "definePolicy({ services });", [])).toBeUndefined();
});
