/** What ran on this page, by the name it was gated with. */
export type Activity = ReadonlyMap<string, "running" | "stopped" | "lingering">;

interface Gate {
  readonly name: string;
  readonly run: () => (() => void) | void;
  open: boolean;
  cleanUp?: (() => void) | void;
}

export interface Gates {
  add(name: string, run: Gate["run"]): () => void;
  /** Closes what is no longer allowed, then opens what is. */
  update(): void;
  activity(): Activity;
}

/** Runs things while their names are allowed. One that throws harms no other. */
export function createGates(allows: (name: string) => boolean, attempt: (run: () => void) => void): Gates {
  const gates = new Set<Gate>();
  const past = new Map<string, "stopped" | "lingering">();

  function close(gate: Gate): void {
    if (!gate.open) return;
    gate.open = false;
    const { name, cleanUp } = gate;
    if (past.get(name) !== "lingering") past.set(name, cleanUp ? "stopped" : "lingering");
    if (cleanUp) attempt(cleanUp);
  }

  function open(gate: Gate): void {
    if (gate.open || !gates.has(gate) || !allows(gate.name)) return;
    gate.open = true;
    attempt(() => {
      gate.cleanUp = undefined;
      gate.cleanUp = gate.run();
    });
  }

  return {
    add(name, run) {
      const gate: Gate = { name, run, open: false };
      gates.add(gate);
      open(gate);
      return () => {
        gates.delete(gate);
        close(gate);
      };
    },
    update() {
      const present = [...gates];
      for (const gate of present) if (!allows(gate.name)) close(gate);
      for (const gate of present) open(gate);
    },
    activity() {
      const now = new Map<string, "running" | "stopped" | "lingering">(past);
      for (const { name, open } of gates) if (open) now.set(name, "running");
      return now;
    },
  };
}
