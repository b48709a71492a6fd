/** How the pages of one site hear of each other. */
export interface Tabs {
  /** Listens: `receive` gets what other pages post, `wake` is called when this page may have missed something. */
  join(receive: (text: string) => void, wake: () => void): () => void;
  /** Tells the other pages. */
  post(text: string): void;
  /** Runs alone among the pages, at once or later. */
  lock(run: () => void): void;
}

/**
 * Pages in one browser: BroadcastChannel and Web Locks; the `storage` event where the first is missing. A page
 * that is shown again looks for itself.
 */
export function browserTabs(name: string): Tabs {
  let channel: BroadcastChannel | undefined;
  return {
    join(receive, wake) {
      const leaving = new AbortController();
      const hear = (text: unknown) => typeof text === "string" && receive(text);
      const listen = (type: string, listener: (event: never) => void) =>
        globalThis.addEventListener?.(type, listener as EventListener, {
          capture: true,
          signal: leaving.signal,
        });
      if (globalThis.BroadcastChannel && globalThis.document) {
        channel = new BroadcastChannel(name);
        channel.onmessage = ({ data }) => hear(data);
      }
      listen("storage", ({ key, newValue }: StorageEvent) => key === name && hear(newValue));
      listen("pageshow", wake);
      listen("visibilitychange", () => document.hidden || wake());
      return () => {
        channel?.close();
        channel = undefined;
        leaving.abort();
      };
    },
    post(text) {
      if (channel) channel.postMessage(text);
      else if (!globalThis.BroadcastChannel) {
        try {
          localStorage.setItem(name, text);
          localStorage.removeItem(name);
        } catch {
          // Blocked or full: other pages look when they are shown.
        }
      }
    },
    lock(run) {
      const locks = globalThis.navigator?.locks;
      if (locks) locks.request(name, run).catch(run);
      else run();
    },
  };
}
