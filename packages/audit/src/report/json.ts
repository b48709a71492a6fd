import type { Report } from "../audit.js";
import type { Observation } from "../observation.js";

/** For machines: the same site gives the same text, run after run. The `version` changes with the format. */
export function jsonReport({
  outcome,
  browser,
  url,
  routes,
  scenarios,
  findings,
  allowed,
  ended,
  observations,
}: Report): string {
  const report = {
    version: 1,
    outcome,
    browser,
    url,
    routes,
    scenarios,
    findings,
    allowed,
    endedAllowances: ended,
    seen: observations.map(summary),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function summary({ scenario, phases, troubles }: Observation): object {
  return {
    scenario,
    troubles,
    phases: phases.map(({ name, writes, sent, stored }) => ({
      phase: name,
      writes: unique(
        writes.map(({ kind, name, host, by, refused }) =>
          [kind, name, host, by, refused ?? ""].join(" ").trim(),
        ),
      ),
      hosts: unique(sent.map(({ url }) => new URL(url).host)),
      stored: unique(stored.map(({ kind, name, host }) => `${kind} ${name} ${host}`)),
    })),
  };
}

const unique = (list: readonly string[]): string[] => [...new Set(list)].sort();
