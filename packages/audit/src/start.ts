import { spawn } from "node:child_process";
import { Complaint } from "./complaint.js";
import { signalGroup } from "./group.js";

/** A site that was started, or was there already. */
export interface StartedSite {
  stop(): Promise<void>;
}

/** Runs a command until the address answers; it and all that it started are stopped again. */
export async function startSite(
  command: string | undefined,
  address: string | undefined,
  { patience = 60_000, signal }: { patience?: number; signal?: AbortSignal } = {},
): Promise<StartedSite> {
  if (!command) return { stop: async () => {} };
  if (!address) throw new Complaint("Where will it be? Give the address that the command serves.");
  if (await answers(address))
    throw new Complaint(
      `${address} answers before "${command}" was started: stop what runs there, or leave out --start.`,
    );
  const isPosix = process.platform !== "win32";
  // A group of its own: the command is a shell, and what it starts goes on without it.
  const child = spawn(isPosix ? guarded(command) : command, {
    shell: true,
    detached: isPosix,
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (text: Buffer) => {
      printed = `${printed}${text}`.slice(-2000);
    });
  const atExit = (): void => void signalGroup(child.pid, "SIGKILL");
  process.once("exit", atExit);
  // The shell may end before what it started does: the group has ended when nobody is left to be told.
  const stop = async (): Promise<void> => {
    const end = Date.now() + 3000;
    while (signalGroup(child.pid, Date.now() < end ? "SIGTERM" : "SIGKILL")) await pause();
    process.off("exit", atExit);
  };
  const said = (): string => (printed.trim() ? `:\n${printed.trim()}` : ", and printed nothing.");
  try {
    const end = Date.now() + patience;
    while (!(await answers(address, signal))) {
      signal?.throwIfAborted();
      const code = child.exitCode ?? child.signalCode;
      if (code !== null)
        throw new Complaint(`"${command}" ended with ${code} before ${address} answered${said()}`);
      if (Date.now() > end) throw new Complaint(`"${command}" ran, but ${address} never answered${said()}`);
      await pause();
    }
    return { stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Were this process killed, nobody would stop the site: the end of a pipe from here ends its group. */
function guarded(command: string): string {
  return `(cat <&3 >/dev/null 2>&1; kill -KILL 0) &\nexec 3<&-\n${command}`;
}

/** A server that takes its time has the time of a first page that is compiled when it is asked for. */
function answers(address: string, signal?: AbortSignal): Promise<boolean> {
  const limits = [AbortSignal.timeout(30_000), ...(signal ? [signal] : [])];
  return fetch(address, { redirect: "manual", signal: AbortSignal.any(limits) }).then(
    () => true,
    () => false,
  );
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 100));
