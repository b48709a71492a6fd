import { modeOf } from "../permission.js";
import type { Policy } from "../policy.js";
import { type Regime, regimeIn, strictness } from "../regime.js";

/** What boot has to know of a policy, where a page is served: as little as decides the same. */
export type Plan = readonly [
  recordName: string,
  /** How strict the regime is. */
  regime: number,
  /** How long an answer counts, in milliseconds. */
  ttl: number,
  /**
   * The categories, sorted as in a record, with commas between. Each has its name, its fingerprint (nothing where it
   * always runs, `-` where it never does), a sum of 1 where silence permits, 2 where the banner asks and 4 where a
   * privacy signal refuses, and the names of its services.
   */
  categories: string,
];

/** Where the page is shown. */
export interface PlanOptions {
  /** ISO 3166 code of where the visitor is. A page made for all visitors leaves it out: unknown counts as the strictest. */
  readonly region?: string | undefined;
  /** Says what is required, where the site knows better than its region. @default what the region requires */
  readonly regime?: Regime | undefined;
}

/** Compiles a policy for one region. */
export function planOf(
  { entries, recordName, regimes, ttl }: Policy,
  { region, regime = regimeIn(regimes, region) }: PlanOptions,
): Plan {
  const all = entries
    .filter(({ category }) => !category)
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  // What is exempt runs whatever its category: it stands with the first that always runs, or by itself.
  const always = entries.filter(({ category, exempt }) => category && exempt);
  const home = all.find(({ exempt }) => exempt) ?? always[0];
  const names = new Set(entries.map(({ name }) => name));
  const planned = [...all, ...(home?.category ? [home] : [])].map((entry) => {
    const { name, exempt, isAsked, sale } = entry;
    // Boot looks for names among all this: a fingerprint that reads like one would open its gates.
    const own = names.has(entry.rev) ? "-" : entry.rev;
    const mode = modeOf(entry, { regime, region });
    const rev = { always: "", off: "-", optIn: own, optOut: own }[mode];
    const traits = +(mode === "optOut") + 2 * +(mode === "optIn" && isAsked) + 4 * +(sale && !exempt);
    const members = entries.filter(({ category, exempt }) => category === name && !exempt);
    const services = [...members, ...(entry === home ? always : [])].filter((service) => service !== entry);
    return [name, rev, traits || "", ...services.map((service) => service.name)].join(" ");
  });
  return [recordName, strictness.indexOf(regime), ttl * 1000, planned.join()];
}
