import { rmSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

/** A temporary folder for what holds values: it is gone when its process is. */
export interface OwnFolder {
  readonly path: string;
  /** Has another folder deleted as well, should this process be killed before it does that itself. */
  note(other: string): Promise<void>;
  forget(): Promise<void>;
}

/** The name says whose it is: what a killed process left behind, the next one deletes. */
export async function ownFolder(): Promise<OwnFolder> {
  await forgetTheDead();
  const path = await mkdtemp(join(tmpdir(), `assent-audit-${process.pid}-`));
  const atExit = (): void => rmSync(path, { recursive: true, force: true });
  process.once("exit", atExit);
  return {
    path,
    note: (other) => writeFile(join(path, beside), basename(other)),
    async forget() {
      process.off("exit", atExit);
      await rm(path, { recursive: true, force: true });
    },
  };
}

const beside = "beside";

async function forgetTheDead(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(/^assent-audit-(\d+)-/.exec(name)?.[1]);
    if (!pid || isRunning(pid)) continue;
    const path = join(tmpdir(), name);
    const other = await readFile(join(path, beside), "utf8").catch(() => "");
    // What belongs to another user stays: it is theirs to delete.
    for (const dead of [path, ...(isProfile.test(other) ? [join(tmpdir(), other)] : [])])
      await rm(dead, { recursive: true, force: true }).catch(() => undefined);
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
