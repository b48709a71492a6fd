/** Signals a process and all that it started, where it was given a group of its own; says whether anybody was there. */
export function signalGroup(pid: number | undefined, signal: NodeJS.Signals): boolean {
  try {
    return pid !== undefined && process.kill(process.platform === "win32" ? pid : -pid, signal);
  } catch {
    return false;
  }
}
