/**
 * Aborted once the process is told to end, with the code that it ends with: browsers, their files and the site are gone
 * first. Who asks twice doesn't wait for that, and nobody waits longer than five seconds.
 */
export function ending(): AbortSignal {
  const controller = new AbortController();
  for (const [name, number] of Object.entries({ SIGHUP: 1, SIGINT: 2, SIGTERM: 15 })) {
    const code = 128 + number;
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(code);
      setTimeout(() => process.exit(code), 5000).unref();
      controller.abort(code);
    });
  }
  return controller.signal;
}
