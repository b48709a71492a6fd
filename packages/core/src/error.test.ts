import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { AssentError } from "./index.js";

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
const source = read("./error.ts");
const catalogue = read("../errors.md");
const codes = [...source.slice(0, source.indexOf(";")).matchAll(/\| "([\w-]+)"/g)].map(([, code]) => code);

test("each code has an entry in the catalogue, and each entry a code", () => {
  const entries = [...catalogue.matchAll(/^## (.*)$/gm)].map(([, code]) => code);
  expect(codes.length).toBeGreaterThan(10);
  expect(entries).toEqual([...codes].sort());
});

test("each entry says what happened, shows it, and gives the cure", () => {
  for (const entry of catalogue.split(/^## /m).slice(1)) {
    const [happened = "", , cure = ""] = entry.split("```");
    expect(happened.trim().split("\n").length).toBeGreaterThan(1);
    expect(cure.trim().length).toBeGreaterThan(10);
  }
});

test("the catalogue is part of the package, where the messages send the reader", () => {
  const { files, name } = JSON.parse(read("../package.json")) as { files: string[]; name: string };
  expect(files).toContain("errors.md");
  expect(new AssentError("name-taken", "services.a").message).toBe(
    `services.a (${name}/errors.md#name-taken)`,
  );
});
