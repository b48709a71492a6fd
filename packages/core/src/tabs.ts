/** How the pages of one site hear of each other. */
export interface Tabs {
  /** Listens: gets what other pages post, and nothing when this page may have missed something. */
  join(hear: (message?: string | null) => void): () => void;
  /** Tells the other pages; then runs something alone among them, at once or later. */
  post(message: string, run: () => void): void;
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
      // A page that is shown for the first time has just been started. One that comes back may have missed something; one
      // that is left is the last that knows of its choice, where the answer to an older request wrote over it.
      const handle = ({ key, newValue, persisted }: Partial<StorageEvent & PageTransitionEvent>) => {
        if ((key ?? name) === name && persisted !== false) hear(newValue);
      };
      try {
        for (const type of ["storage", "pageshow", "visibilitychange"])
          window.addEventListener(type, handle as EventListener, leaving);
        channel = new BroadcastChannel(name);
        channel.onmessage = ({ data }) => hear(data);
      } catch {
        // No page here, no channel; or Firefox, where a visitor blocked cookies.
      }
      return () => {
        channel?.close();
        leaving.abort();
      };
    },
    post(message, run) {
      try {
        if (channel) channel.postMessage(message);
        else {
          window.localStorage.setItem(name, message);
          window.localStorage.removeItem(name);
        }
      } catch {
        // This page left; or there is no storage, it is blocked, or full: other pages look when they are shown.
      }
      // To ask for a lock takes as long as all else that a choice does, so it waits until the click is done with.
      setTimeout(() => {
        // Some browsers have none, or none here.
        (globalThis.navigator?.locks as LockManager | undefined)?.request(name, run).catch(run) ?? run();
      });
    },
  };
}
