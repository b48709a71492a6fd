import type { Regime } from "./regime.js";

/** One region, what it requires, and where that is written. */
export interface Region {
  /** ISO 3166 code. */
  readonly region: string;
  readonly regime: Regime;
  /** The rule it rests on. */
  readonly source: string;
  /** Since when the rule applies, as `YYYY-MM-DD`. */
  readonly since: string;
}
export const regions: readonly Region[] = [];
