import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { ownFolder } from "./folder.js";

const usual = process.env.TMPDIR;
let temporary: string;
beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), "assent-test-"));
  process.env.TMPDIR = temporary;
});
afterEach(() => {
  rmSync(temporary, { recursive: true, force: true });
  if (usual === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = usual;
});

/** Of a process that has ended. */
const { pid: dead } = spawnSync(process.execPath, ["--version"]);

it("deletes what a killed process left, and what that noted", async () => {
  for (const name of [`assent-audit-${dead}-abc`, "playwright_chromiumdev_profile-abc", "other"])
    mkdirSync(join(temporary, name));
  writeFileSync(join(temporary, `assent-audit-${dead}-abc`, "network.json"), "planted-value");
  writeFileSync(join(temporary, `assent-audit-${dead}-abc`, "beside"), "playwright_chromiumdev_profile-abc");
  const { path, forget } = await ownFolder();
  expect(readdirSync(temporary).sort()).toEqual([path.slice(temporary.length + 1), "other"].sort());
  await forget();
  expect(readdirSync(temporary)).toEqual(["other"]);
});

it.each(["other", "../other", ".", "", "playwright_chromiumdev_profile-/../other"])(
  "deletes nothing else, though a folder notes %j",
  async (noted) => {
    mkdirSync(join(temporary, "other"));
    mkdirSync(join(temporary, `assent-audit-${dead}-abc`));
    writeFileSync(join(temporary, `assent-audit-${dead}-abc`, "beside"), noted);
    await (await ownFolder()).forget();
    expect(existsSync(join(temporary, "other"))).toBe(true);
  },
);

it("leaves what belongs to a process that runs", async () => {
  const one = await ownFolder();
  const other = await ownFolder();
  await other.forget();
  expect(existsSync(one.path)).toBe(true);
  await one.forget();
});
