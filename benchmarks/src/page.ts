/** What the measurements need inside the page: part of every contender's bundle. */

/** Milliseconds from a call until its effect is there and nothing is left to do before the next task. */
export async function time(call: () => unknown, isDone: () => boolean): Promise<number> {
  const start = performance.now();
  const result = call();
  await until(isDone);
  // Mutation observers have their turn here.
  await undefined;
  const duration = performance.now() - start;
  await result;
  return duration;
}

/** Looks at once, then after microtasks, then after tasks. */
export async function until(isDone: () => boolean): Promise<void> {
  const start = performance.now();
  for (let turn = 0; !isDone(); turn++) {
    if (turn < 20) await undefined;
    else await task();
    if (performance.now() - start > 20_000) throw new Error("waited for 20 seconds");
  }
}

/** Lets everything that is due happen, so that one measurement doesn't pay for the one before. */
export function settle(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 15)));
}

/** Nanoseconds for each call, over enough of them to take a few milliseconds. As many names as a power of two. */
export function perCall(call: (name: string) => unknown, names: readonly string[]): number {
  const last = names.length - 1;
  if (names.length & last) throw new Error(`${names.length} is no power of two`);
  let truths = 0;
  for (let calls = 1; ; calls *= 2) {
    const start = performance.now();
    for (let index = 0; index < calls; index++) if (call(names[index & last] as string)) truths++;
    const duration = performance.now() - start;
    // Read, so that no call can be optimised away.
    if (truths < 0) throw new Error("counted wrong");
    if (duration > 4) return (duration / calls) * 1e6;
  }
}

function task(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
