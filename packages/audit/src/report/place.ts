import type { Finding } from "../finding.js";
import { legible } from "../legible.js";
import type { Place } from "../observation.js";

/** `src/analytics.ts:12`, or the address where no source map leads to a file. */
export function placeText({ url, line }: Place): string {
  return `${legible(url)}:${line}`;
}

/** Who did it: the innermost place, then whatever brought that, each script once. */
export function chainText({ from }: Finding): string {
  const scripts = from.filter(({ url }, index) => url !== from[index - 1]?.url);
  return scripts.slice(0, 4).map(placeText).join(" ← ");
}

/** A place that a source map led to, as a path. */
export const inRepository = ({ url }: Place): boolean => !/^[a-z-]+:/.test(url);

/** `reject, accept`; of all that visited, no list. */
export function visitorsText({ scenarios }: Finding, all: readonly string[]): string {
  return scenarios.length > 1 && scenarios.length === all.length ? "every visitor" : scenarios.join(", ");
}
