/** What ran on this page, by the name it was gated with. */
export type Activity = ReadonlyMap<string, "running" | "stopped" | "lingering">;

export interface Gates {
  /** Runs something while its name is allowed; returns what ends it. */
  add(name: string, run: () => (() => void) | void): () => void;
  /** Closes what is no longer allowed, then opens what is. */
  update(): void;
  readonly activity: Activity;
}

/** Runs things while their names are allowed. One that throws harms no other. */
export function createGates(
  allows: (name: string) => boolean,
  attempt: <Value>(run: () => Value, done?: (value: Value | false) => void) => void,
): Gates {
  const gates = new Set<(isOpening: boolean) => void>();
  const activity = new Map<string, "running" | "stopped" | "lingering">();
  return {
    add(name, run) {
      let isOpen = false;
      let cleanUp: (() => void) | void | false;
      const update = (isOpening: boolean) => {
        const isWanted = gates.has(update) && allows(name);
        if (isWanted === isOpen || isWanted !== isOpening) return;
        isOpen = isWanted;
        const last = activity.get(name);
        activity.set(name, isOpen ? "running" : cleanUp && last !== "lingering" ? "stopped" : "lingering");
        const end = cleanUp || (() => {});
        cleanUp = undefined;
        if (isOpen)
          attempt(run, (value) => {
            cleanUp = value;
          });
        else attempt(end);
      };
      gates.add(update);
      update(true);
      return () => {
        gates.delete(update);
        update(false);
      };
    },
    update() {
      for (const isOpening of [false, true]) for (const update of [...gates]) update(isOpening);
    },
    activity,
  };
}
