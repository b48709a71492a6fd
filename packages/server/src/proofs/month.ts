/** A month of UTC. */
export interface Month {
  /** `2026_11`. */
  readonly name: string;
  /** Milliseconds since 1970: its first, and the first after it. */
  readonly start: number;
  readonly end: number;
}

export function monthOf(at: number): Month {
  const date = new Date(at);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return {
    name: `${year}_${String(month + 1).padStart(2, "0")}`,
    start: Date.UTC(year, month),
    end: Date.UTC(year, month + 1),
  };
}
