import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const dist = new URL("../../packages/server/dist/", import.meta.url);

/** What a built file imports that isn't built beside it, directly or not. */
function importsOf(file: string, seen: Set<string> = new Set<string>()): string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  const source = readFileSync(new URL(file, dist), "utf8");
  const specifiers = [...source.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(
    ([, specifier]) => `${specifier}`,
  );
  return specifiers.flatMap((specifier) =>
    specifier.startsWith("./") ? importsOf(specifier.slice(2), seen) : [specifier],
  );
}

it.each(["index.js", "browser.js"])("%s of @assent/server runs where there is no Node", (file) => {
  const imports = importsOf(file);
  expect(imports.length).toBeGreaterThan(0);
  expect(imports.filter((specifier) => !specifier.startsWith("@assent/"))).toEqual([]);
});
