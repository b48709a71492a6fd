import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readNetworkLog } from "./network-log.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "assent-test-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** As Chromium writes it, a line an event. */
const log = `{"constants":{"logEventTypes":{"COOKIE_STORE_COOKIE_ADDED":7},"timeTickOffset":0},
"events": [
${["one", "two"].map((name) => JSON.stringify({ type: 7, time: "1", source: { id: 1 }, params: { name } })).join(",\n")}]}
`;

it.each([
  ["all of a log", log, ["one", "two"], true],
  ["what is there of a log that breaks off, and says so", log.slice(0, -20), ["one"], false],
])("reads %s", async (_case, text, names, isWhole) => {
  const file = join(folder, "network.json");
  writeFileSync(file, text);
  const read = await readNetworkLog(file);
  expect(read?.added.map(({ name }) => name)).toEqual(names);
  expect(read?.isWhole).toBe(isWhole);
});

it("reads nothing where there is no log", async () => {
  expect(await readNetworkLog(join(folder, "none.json"))).toBeUndefined();
});
