import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { definePolicy } from "@assent/core";
import { addressOf } from "../address.js";
import { audit, type Report } from "../audit.js";
import { Complaint } from "../complaint.js";
import { loadConfig } from "../config.js";
import { count } from "../count.js";
import { loadDatabase } from "../known.js";
import { legible } from "../legible.js";
import { expectWritable } from "../output.js";
import { policySource } from "../policy-source.js";
import { propose } from "../propose.js";
import { startSite } from "../start.js";
import { readFlags } from "./flags.js";
import { progressOn } from "./progress.js";

export const help = `Usage: assent init address [routes…]

Looks at a site that has no policy yet, and writes a first one: what it stores and asks for, with
measured lifetimes, and what is publicly known of it marked as a suggestion.

  assent init http://localhost:3000 / /news
  assent init --start "npm run preview" --out src/policy.ts http://localhost:4173

  --out FILE        default: policy.ts; a file that is there is never overwritten
  --start COMMAND   serves the site; it is stopped afterwards
  --config FILE     how to accept on a site whose banner isn't ours
  --browser FILE    the Chromium to use
`;

const options = {
  out: { type: "string" },
  start: { type: "string" },
  config: { type: "string" },
  browser: { type: "string" },
} as const;

/** A policy that declares nothing: all that is seen is news. */
const nothing = definePolicy({ categories: { all: "ask" }, services: {} });

export async function run(args: readonly string[], signal?: AbortSignal): Promise<number> {
  const { values, positionals } = readFlags("init", args, options);
  const { out = "policy.ts", ...flags } = values;
  const [typed, ...routes] = positionals;
  const { answers, journey, storageState, browser, ...config } = await loadConfig(flags.config);
  const url = addressOf(typed ?? config.url);
  if (existsSync(out))
    throw new Complaint(
      `${out} is there already: give another name with --out, or use assent audit --write.`,
    );
  expectWritable(out);
  const site = await startSite(flags.start ?? config.start, url, { ...(signal && { signal }) });
  try {
    const report = await audit({
      policy: nothing,
      url,
      ...(routes[0] && { routes }),
      ...(answers && { answers }),
      ...(journey && { journey }),
      ...(storageState && { storageState }),
      browser: { ...browser, ...(flags.browser && { executablePath: flags.browser }) },
      scenarios: answers ? ["before any answer", "accept"] : ["before any answer"],
      onProgress: progressOn(process.stderr),
      ...(signal && { signal }),
    });
    const troubles = report.observations.flatMap((observation) => observation.troubles);
    for (const trouble of new Set(troubles)) process.stderr.write(`${legible(trouble)}.\n`);
    if (!report.routes.some((route) => isSeen(report, new URL(route, url).href))) {
      process.stderr.write("Nothing could be seen, so nothing is written.\n");
      return 2;
    }
    const proposals = propose(undefined, new URL(url).hostname, report.observations, loadDatabase().known);
    await writeFile(out, policySource(url, proposals), { flag: "wx" });
    process.stdout.write(
      `${out}: ${count(proposals.length, "service")}. Read each row; then: assent audit --policy ${out} ${url}\n`,
    );
    return troubles[0] ? 2 : 0;
  } finally {
    await site.stop();
  }
}

/** Some visitor was there, and had no trouble with the page itself. */
function isSeen({ observations }: Report, page: string): boolean {
  return observations.some(
    ({ phases, troubles }) =>
      phases.some(({ sent }) => sent[0]) && !troubles.some((trouble) => trouble.startsWith(`${page} `)),
  );
}
