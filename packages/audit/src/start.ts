import { spawn } from "node:child_process";
import { Complaint } from "./complaint.js";

/** A site that was started, or was there already. */
export interface StartedSite {
  stop(): Promise<void>;
}

/** Runs a command until the address answers; it and all that it started are stopped again. */
export async function startSite(
  command: string | undefined,
  address: string | undefined,
  { patience = 60_000 }: { patience?: number } = {},
): Promise<StartedSite> {
  if (!command) return { stop: async () => {} };
  if (!address) throw new Complaint("Where will it be? Give the address that the command serves.");
  // A group of its own: the command is a shell, and what it starts goes on without it.
  const child = spawn(command, {
    shell: true,
    detached: process.platform !== "win32",
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text: Buffer) => {
      printed = `${printed}${text}`.slice(-2000);
    });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    kill(child.pid, "SIGTERM");
    const patient = setTimeout(() => kill(child.pid, "SIGKILL"), 3000);
    await ended;
    clearTimeout(patient);
  };
  const said = (): string => (printed.trim() ? `:\n${printed.trim()}` : ", and printed nothing.");
  const end = Date.now() + patience;
  while (!(await answers(address))) {
    const code = child.exitCode ?? child.signalCode;
    if (code !== null)
      throw new Complaint(`"${command}" ended with ${code} before ${address} answered${said()}`);
    if (Date.now() > end) {
      await stop();
      throw new Complaint(`"${command}" ran, but ${address} never answered${said()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { stop };
}

function answers(address: string): Promise<boolean> {
  return fetch(address, { redirect: "manual" }).then(
    () => true,
    () => false,
  );
}

function kill(pid: number | undefined, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(process.platform === "win32" ? pid : -pid, signal);
  } catch {
    // It ended by itself.
  }
}
