import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { definePolicy } from "@assent/core";
import { audit } from "../audit.js";
import { Complaint } from "../complaint.js";
import { loadConfig } from "../config.js";
import { loadDatabase } from "../known.js";
import { policySource } from "../policy-source.js";
import { propose } from "../propose.js";
import { startSite } from "../start.js";
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
  out: { type: "string", default: "policy.ts" },
  start: { type: "string" },
  config: { type: "string" },
  browser: { type: "string" },
} as const;

/** A policy that declares nothing: all that is seen is news. */
const nothing = definePolicy({ categories: { all: "ask" }, services: {} });

export async function run(args: readonly string[], signal?: AbortSignal): Promise<number> {
  const { values: flags, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [url, ...routes] = positionals;
  if (!url || !URL.canParse(url))
    throw new Complaint("Which site? Give its address, like assent init http://localhost:3000.");
  if (existsSync(flags.out))
    throw new Complaint(
      `${flags.out} is there already: give another name with --out, or use assent audit --write.`,
    );
  const { answers, journey, storageState, browser } = await loadConfig(flags.config);
  const site = await startSite(flags.start, url, { ...(signal && { signal }) });
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
    const proposals = propose(undefined, new URL(url).hostname, report.observations, loadDatabase().known);
    await writeFile(flags.out, policySource(url, proposals), { flag: "wx" });
    for (const trouble of troubles) process.stderr.write(`${trouble}\n`);
    process.stdout.write(
      `${flags.out}: ${proposals.length} services. Read each row; then: assent audit --policy ${flags.out} ${url}\n`,
    );
    return troubles[0] ? 2 : 0;
  } finally {
    await site.stop();
  }
}
