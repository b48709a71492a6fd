/** How the process ends before its work is done. */
export interface Ending {
  /** Aborted, with the code that the process ends with: browsers, their files and the site are gone first. */
  readonly signal: AbortSignal;
  /** Nobody waits longer than five seconds, and who asks twice doesn't wait. */
  begin(code: number): void;
}

/** Begins once the process is told to end. */
export function ending(): Ending {
  const controller = new AbortController();
  const begin = (code: number): void => {
    if (controller.signal.aborted) process.exit(code);
    setTimeout(() => process.exit(code), 5000).unref();
    controller.abort(code);
  };
  for (const [name, number] of Object.entries({ SIGHUP: 1, SIGINT: 2, SIGTERM: 15 }))
    process.on(name, () => begin(128 + number));
  return { signal: controller.signal, begin };
}
