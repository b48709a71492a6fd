/** What a visitor's region requires, from the loosest to the strictest: `none < notice < opt-out < opt-in`. */
export type Regime = "none" | "notice" | "opt-out" | "opt-in";

/** Regimes by ISO 3166 code; `US-*` stands for each subdivision that has no row of its own. */
export interface Regimes {
  readonly [region: string]: Regime;
}

/** The regimes, the loosest first: a regime's index is its strictness. */
export const strictness: readonly Regime[] = ["none", "notice", "opt-out", "opt-in"];

/**
 * What regions require, by default; elsewhere, `notice`. A country whose subdivisions differ gets the strictest of
 * them where the subdivision is unknown. The rows' sources are in `regions`.
 */
export function presets(): Regimes {
  return Object.fromEntries([
    ..."AT AX BE BG BR CA CA-QC CH CY CZ DE DK EE ES EU FI FR GB GF GP GR HR HU IE IS IT LI LT LU LV MF MQ MT NL NO PL PT RE RO SE SI SK UK YT"
      .split(" ")
      .map((region) => [region, "opt-in"] as const),
    ..." CA CO CT DE FL IA IN KY MD MN MT NE NH NJ OR RI TN TX UT VA"
      .split(" ")
      .map((state) => [state ? `US-${state}` : "US", "opt-out"] as const),
    ["CA-*", "notice"],
    ["US-*", "notice"],
  ]);
}

/**
 * What a region requires, by its ISO 3166 code. Unknown → `opt-in`.
 *
 * @param region - `"FR"`, `"US-CA"`, as edges send it; anything else counts as unknown.
 * @param regimes - a policy's own. @default the presets
 * @example
 * ```ts
 * import { regimeOf } from "@assent/core";
 *
 * regimeOf("FR"); // "opt-in"
 * regimeOf("US-CA"); // "opt-out"
 * regimeOf(undefined); // "opt-in"
 * ```
 */
export function regimeOf(region: string | undefined, regimes: Regimes = presets()): Regime {
  return regimeIn(regimes, region);
}

/** What a region requires under a table of regimes. */
export function regimeIn(regimes: Regimes, region = ""): Regime {
  // XA to XZ and ZZ are nowhere.
  if (!/^(?!X|ZZ)[A-Z]{2}(-\w+)?$/.test(region)) return "opt-in";
  return regimes[region] ?? regimes[region.replace(/-.*/, "-*")] ?? regimes[region.slice(0, 2)] ?? "notice";
}
