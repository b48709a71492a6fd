import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

test("the published model names each property as its test does", () => {
  const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
  const tests = globSync("*.test.ts", { cwd: import.meta.dirname })
    .map(read)
    .join("");
  const named = [...read("../../../docs/consent-model.md").matchAll(/^- (P\d+: .*)$/gm)].map(
    ([, name]) => name,
  );
  expect(named.map((name) => Number(/\d+/.exec(name as string)))).toEqual(
    Array.from({ length: 24 }, (_, index) => index + 1),
  );
  for (const name of named) expect(tests).toContain(`("${name}"`);
});
