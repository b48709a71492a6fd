type Listeners = {
  readonly [type in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[type]) => unknown;
};

/**
 * Listens for some kinds of events on one element, and on everything in it.
 *
 * @returns what ends it
 */
export function listen(root: HTMLElement, listeners: Listeners): () => void {
  const ending = new AbortController();
  for (const type in listeners)
    root.addEventListener(type, listeners[type as keyof Listeners] as EventListener, ending);
  return () => ending.abort();
}

/** Ends several things by one call. */
export function together(...stops: readonly (() => unknown)[]): () => void {
  return () => {
    for (const stop of stops) stop();
  };
}
