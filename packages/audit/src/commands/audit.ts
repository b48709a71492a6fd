import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import type { Policy } from "@assent/core";
import { type AuditOptions, audit, type Report } from "../audit.js";
import { Complaint, firstLine } from "../complaint.js";
import { type AuditConfig, loadConfig, loadPolicy } from "../config.js";
import { loadDatabase } from "../known.js";
import { policyPatch } from "../patch.js";
import { propose } from "../propose.js";
import { githubAnnotations, githubSummary } from "../report/github.js";
import { htmlReport } from "../report/html.js";
import { jsonReport } from "../report/json.js";
import { junitReport } from "../report/junit.js";
import { sarifReport } from "../report/sarif.js";
import { terminalReport } from "../report/terminal.js";
import { routesIn } from "../sitemap.js";
import { startSite } from "../start.js";
import { progressOn } from "./progress.js";

export const help = `Usage: assent audit [--policy policy.ts] [address] [routes…]

Visits a site with real browsers, before and after each kind of answer, and holds what they
store and ask for against the site's cookie policy.

  assent audit --policy src/policy.ts http://localhost:3000 / /news
  assent audit --start "npm run preview" http://localhost:4173
  assent audit                          everything from assent.config.ts

What to visit
  --policy FILE      the module that exports the policy
  --config FILE      default: assent.config.ts in this folder, if there is one
  --start COMMAND    serves the site; it is stopped afterwards
  --sitemap ADDRESS  visits the pages of a sitemap
  --region CODE      where visitors are taken to be: FR, US-CA; default: unknown, the strictest
  --scenario NAME    only this visitor; may be given several times
  --browser FILE     the Chromium to use

What to write, each with a file's name
  --json  --html  --junit  --sarif
  --write            a diff that adds to the policy what was seen and isn't declared, to review
  --github           annotations and a step summary; --baseline FILE.json tells what is new

It exits with 0 where the site did what its policy says, with 1 where it did not, and with 2 where
something could not be seen or the audit itself failed.
`;

const options = {
  policy: { type: "string" },
  config: { type: "string" },
  start: { type: "string" },
  sitemap: { type: "string" },
  region: { type: "string" },
  scenario: { type: "string", multiple: true },
  browser: { type: "string" },
  json: { type: "string" },
  html: { type: "string" },
  junit: { type: "string" },
  sarif: { type: "string" },
  write: { type: "string" },
  github: { type: "boolean" },
  baseline: { type: "string" },
} as const;

type Flags = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>["values"];

/** Runs an audit and writes its reports; gives what the process exits with. */
export async function run(args: readonly string[], signal?: AbortSignal): Promise<number> {
  const { values: flags, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const config = await loadConfig(flags.config);
  const [address, ...routes] = positionals;
  const site = await startSite(flags.start ?? config.start, address ?? config.url, {
    ...(signal && { signal }),
  });
  try {
    const told = await optionsFrom(config, flags, address, routes);
    const report = await audit({ ...told, ...(signal && { signal }) });
    const unwritten = await writeReports(report, flags);
    if (flags.write) await writePatch(report, told.policy, flags.policy, flags.write);
    process.stdout.write(terminalReport(report, { colour: isColourful(process.stdout) }));
    for (const complaint of unwritten) process.stderr.write(`${complaint}\n`);
    return unwritten[0] ? 2 : { clean: 0, findings: 1, inconclusive: 2 }[report.outcome];
  } finally {
    await site.stop();
  }
}

/** What was typed counts before what is configured. */
async function optionsFrom(
  config: AuditConfig,
  flags: Flags,
  address: string | undefined,
  routes: readonly string[],
): Promise<AuditOptions> {
  const { start: _, sitemap: configuredSitemap, ...rest } = config;
  const policy = flags.policy ? await loadPolicy(flags.policy) : config.policy;
  if (!policy)
    throw new Complaint("Which policy? Say --policy policy.ts, or put `policy` into assent.config.ts.");
  const url = address ?? config.url;
  if (!url || !URL.canParse(url))
    throw new Complaint(
      url
        ? `"${url}" is no address: write it whole, like http://localhost:3000.`
        : "Which site? Give its address, like http://localhost:3000.",
    );
  const sitemap = flags.sitemap ?? configuredSitemap;
  const pages = routes[0] ? routes : [...(config.routes ?? []), ...(sitemap ? await routesIn(sitemap) : [])];
  return {
    ...rest,
    policy,
    url,
    ...(pages[0] && { routes: pages }),
    ...(flags.region && { region: flags.region }),
    ...(flags.scenario && { scenarios: flags.scenario }),
    ...(flags.browser && { browser: { ...config.browser, executablePath: flags.browser } }),
    onProgress: progressOn(process.stderr),
  };
}

/** Every report that can be written is; the complaints are about the others. */
async function writeReports(report: Report, flags: Flags): Promise<string[]> {
  const complaints: string[] = [];
  const files = { json: jsonReport, html: htmlReport, junit: junitReport, sarif: sarifReport };
  for (const [flag, print] of Object.entries(files)) {
    const file = flags[flag as keyof typeof files];
    try {
      if (file) await writeFile(file, print(report));
    } catch (error) {
      complaints.push(`${file} could not be written: ${firstLine(error)}`);
    }
  }
  if (!flags.github) return complaints;
  process.stdout.write(githubAnnotations(report));
  const before = flags.baseline ? await readBaseline(flags.baseline) : undefined;
  const summary = process.env.GITHUB_STEP_SUMMARY;
  if (summary) await writeFile(summary, githubSummary(report, before), { flag: "a" });
  return complaints;
}

async function writePatch(
  report: Report,
  policy: Policy,
  file: string | undefined,
  to: string,
): Promise<void> {
  if (!file) throw new Complaint("--write needs --policy FILE: it says which file to change.");
  const proposals = propose(policy, new URL(report.url).hostname, report.observations, loadDatabase().known);
  if (!proposals[0])
    return void process.stderr.write("Everything that was seen is declared: there is nothing to write.\n");
  const patch = policyPatch(file, await readFile(file, "utf8"), proposals);
  if (!patch) throw new Complaint(`${file} has no \`services: { … }\` to add to.`);
  await writeFile(to, patch);
}

async function readBaseline(file: string): Promise<Pick<Report, "findings">> {
  try {
    const report = JSON.parse(await readFile(file, "utf8")) as Report;
    if (Array.isArray(report.findings)) return report;
  } catch {}
  throw new Complaint(`${file} is no earlier report: give a file that --json wrote.`);
}

function isColourful(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY === true && !process.env.NO_COLOR;
}
