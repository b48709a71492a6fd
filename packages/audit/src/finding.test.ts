import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { meanings } from "./finding.js";

it.each(Object.entries(meanings))("says of %s what its page says", (rule, meaning) => {
  const docs = new URL("../../../docs/audit/", import.meta.url);
  expect(readFileSync(new URL(`${rule}.md`, docs), "utf8").replaceAll("\n", " ")).toContain(meaning);
});
