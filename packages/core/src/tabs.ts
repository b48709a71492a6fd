/** How the pages of one site hear of each other. */
export interface Tabs {
  /** Listens: gets what other pages post, and an empty text when this page may have missed something. */
  join(hear: (message: string) => void): () => void;
  /** Tells the other pages. */
  post(message: string): void;
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
    join(hear) {
      const leaving = new AbortController();
      // A page that is shown for the first time has just been started; one that comes back may have missed something.
      const handle = ({ key, newValue, persisted }: Partial<StorageEvent & PageTransitionEvent>) => {
        const isShown = key === undefined && !document.hidden && persisted !== false;
        if (isShown || (key === name && newValue)) hear(newValue ?? "");
      };
      if (globalThis.document) {
        try {
          channel = new BroadcastChannel(name);
          channel.onmessage = ({ data }) => hear(`${data}`);
        } catch {
          // None here; or Firefox, where a visitor blocked cookies.
        }
      }
      for (const type of ["storage", "pageshow", "visibilitychange"]) {
        globalThis.addEventListener?.(type, handle as EventListener, { signal: leaving.signal });
      }
      return () => {
        channel?.close();
        channel = undefined;
        leaving.abort();
      };
    },
    post(message) {
      if (channel) channel.postMessage(message);
      else if (!globalThis.BroadcastChannel) {
        try {
          localStorage.setItem(name, message);
          localStorage.removeItem(name);
        } catch {
          // None here, blocked, or full: other pages look when they are shown.
        }
      }
    },
    lock(run) {
      const locks = globalThis.navigator?.locks;
      if (locks) locks.request(name, run).catch(() => run());
      else run();
    },
  };
}
