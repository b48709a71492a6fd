import { rmSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

/** A temporary folder for what holds values: it is gone when its process is. */
export interface OwnFolder {
  readonly path: string;
  /** Has another temporary folder deleted as well: whose it is may not come to it, or not see it through. */
  note(other: string): Promise<void>;
  forget(): Promise<void>;
}

/** The name says whose it is: what a killed process left behind, the next one deletes. */
export async function ownFolder(): Promise<OwnFolder> {
  await forgetTheDead();
  const path = await mkdtemp(join(tmpdir(), `assent-audit-${process.pid}-`));
  const all = [path];
  const atExit = (): void => {
    for (const one of all) rmSync(one, how);
  };
  process.once("exit", atExit);
  return {
    path,
    async note(other) {
      all.push(other);
      await writeFile(join(path, beside), basename(other));
    },
    async forget() {
      for (const one of all) await rm(one, how);
      process.off("exit", atExit);
    },
  };
}

const beside = "beside";
const how = { recursive: true, force: true, maxRetries: 5 };

async function forgetTheDead(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(/^assent-audit-(\d+)-/.exec(name)?.[1]);
    if (!pid || isRunning(pid)) continue;
    const path = join(tmpdir(), name);
    const other = await readFile(join(path, beside), "utf8").catch(() => "");
    // What belongs to another user stays: it is theirs to delete.
    for (const dead of [path, ...(isProfile.test(other) ? [join(tmpdir(), other)] : [])])
      await rm(dead, how).catch(() => undefined);
  }
}

/** As Playwright names them: nothing else is ever deleted that we didn't make. */
const isProfile = /^playwright_chromiumdev_profile-\w+$/;

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}
