/** What a visitor's region requires, from the loosest to the strictest: `none < notice < opt-out < opt-in`. */
export type Regime = "none" | "notice" | "opt-out" | "opt-in";

/** The regimes, the loosest first: a regime's index is its strictness. */
export const regimes: readonly Regime[] = ["none", "notice", "opt-out", "opt-in"];

/** Where the law asks first; `XA`–`XZ` and `ZZ` are nowhere, and Canada without a province may be Quebec. */
const optIn =
  /^(A[T]|B[EGR]|C[HYZ]|CA$|CA-QC|D[EK]|E[ES]|F[IR]|G[BR]|H[RU]|I[EST]|L[ITUV]|MT|N[LO]|P[LT]|RO|S[EIK]|X|ZZ)/;
/** Where a visitor may opt out; the United States without a state may be one of them. */
const optOut = /^US($|-(C[AOT]|DE|FL|I[AN]|KY|M[DNT]|N[EHJ]|OR|RI|T[NX]|UT|VA))/;

/**
 * What a region requires, by its ISO 3166 code. Unknown → `opt-in`; a country whose subdivisions differ, without
 * the subdivision, gets the strictest of them. The rows and their sources are in {@link regions}.
 *
 * @param region - `"FR"`, `"US-CA"`, as edges send it; anything else counts as unknown.
 * @example
 * ```ts
 * import { regimeOf } from "@assent/core";
 *
 * regimeOf("FR"); // "opt-in"
 * regimeOf("US-CA"); // "opt-out"
 * regimeOf(undefined); // "opt-in"
 * ```
 */
export function regimeOf(region: string | undefined): Regime {
  if (!/^[A-Z]{2}(-\w{1,3})?$/.test(region as string) || optIn.test(region as string)) return "opt-in";
  return optOut.test(region as string) ? "opt-out" : "notice";
}
