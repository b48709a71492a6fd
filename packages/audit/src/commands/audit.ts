import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import type { parseArgs } from "node:util";
import type { Policy } from "@assent/core";
import { addressOf } from "../address.js";
import { type AuditOptions, audit, type Report } from "../audit.js";
import { Complaint, firstLine } from "../complaint.js";
import { type AuditConfig, isRegion, loadConfig, loadPolicy } from "../config.js";
import type { Finding } from "../finding.js";
import { loadDatabase } from "../known.js";
import { expectWritable } from "../output.js";
import { policyPatch } from "../patch.js";
import { isDeclarable } from "../policy-source.js";
import { propose } from "../propose.js";
import { githubAnnotations, githubSummary } from "../report/github.js";
import { htmlReport } from "../report/html.js";
import { jsonReport } from "../report/json.js";
import { junitReport } from "../report/junit.js";
import { sarifReport } from "../report/sarif.js";
import { terminalReport } from "../report/terminal.js";
import { routesIn } from "../sitemap.js";
import { startSite } from "../start.js";
import { readFlags } from "./flags.js";
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
  const { values: flags, positionals } = readFlags("audit", args, options);
  const config = await loadConfig(flags.config);
  const [address, ...routes] = positionals;
  const told = await optionsFrom(config, flags, address, routes);
  const before = await outputsFrom(flags);
  const site = await startSite(flags.start ?? config.start, told.url, { ...(signal && { signal }) });
  try {
    const sitemap = routes[0] ? undefined : (flags.sitemap ?? config.sitemap);
    const listed = sitemap ? await routesIn(sitemap) : [];
    const pages = [...(told.routes ?? []), ...listed];
    const report = await audit({ ...told, routes: pages, ...(signal && { signal }) });
    const unwritten = await writeReports(report, flags, before);
    process.stdout.write(terminalReport(report, { colour: isColourful(process.stdout) }));
    if (flags.write && flags.policy)
      unwritten.push(...(await writePatch(report, told.policy, flags.policy, flags.write)));
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
  const { start: _, sitemap: __, ...rest } = config;
  const policy = flags.policy ? await loadPolicy(flags.policy) : config.policy;
  if (!policy)
    throw new Complaint("Which policy? Say --policy policy.ts, or put `policy` into assent.config.ts.");
  if (flags.region && !isRegion(flags.region))
    throw new Complaint(`"${flags.region}" is no region: give a code like FR or US-CA.`);
  return {
    ...rest,
    policy,
    url: addressOf(address ?? config.url),
    ...(routes[0] && { routes }),
    ...(flags.region && { region: flags.region }),
    ...(flags.scenario && { scenarios: flags.scenario }),
    ...(flags.browser && { browser: { ...config.browser, executablePath: flags.browser } }),
    onProgress: progressOn(process.stderr),
  };
}

const files = {
  json: jsonReport,
  html: htmlReport,
  junit: junitReport,
  sarif: (report: Report, { policy, config = "assent.config.ts" }: Flags) =>
    sarifReport(report, { policy: pathInRepository(policy ?? config) }),
};
type FileFlag = keyof typeof files;

/** What can be known to fail afterwards fails before the visit; gives the earlier report, if there is one. */
async function outputsFrom(flags: Flags): Promise<Pick<Report, "findings"> | undefined> {
  for (const file of [...Object.keys(files).map((flag) => flags[flag as FileFlag]), flags.write])
    if (file) expectWritable(file);
  if (flags.write && !flags.policy)
    throw new Complaint("--write needs --policy FILE: it says which file to change.");
  if (flags.baseline && !flags.github)
    throw new Complaint("--baseline needs --github: the step summary says what is new.");
  return flags.baseline ? await readBaseline(flags.baseline) : undefined;
}

/** Every report that can be written is; the complaints are about the others. */
async function writeReports(
  report: Report,
  flags: Flags,
  before: Pick<Report, "findings"> | undefined,
): Promise<string[]> {
  const complaints: string[] = [];
  const write = async (file: string | undefined, text: () => string, flag = "w"): Promise<void> => {
    try {
      if (file) await writeFile(file, text(), { flag });
    } catch (error) {
      complaints.push(`${file} could not be written: ${firstLine(error)}`);
    }
  };
  for (const [flag, print] of Object.entries(files))
    await write(flags[flag as FileFlag], () => print(report, flags));
  if (!flags.github) return complaints;
  process.stdout.write(githubAnnotations(report));
  await write(process.env.GITHUB_STEP_SUMMARY, () => githubSummary(report, before), "a");
  return complaints;
}

/** Gives a complaint where there is no patch. */
async function writePatch(report: Report, policy: Policy, file: string, to: string): Promise<string[]> {
  const { hostname } = new URL(report.url);
  const proposals = propose(policy, hostname, report.observations, loadDatabase().known).filter(
    ({ cookies, origins }) => Object.keys(origins)[0] || cookies.some(({ name }) => isDeclarable(name)),
  );
  if (!proposals[0]) {
    process.stderr.write("All that was seen and can be declared is: there is nothing to write.\n");
    return [];
  }
  const patch = policyPatch(pathInRepository(file), await readFile(file, "utf8"), proposals);
  if (!patch) return [`${file} has no \`services: { … }\` to add to.`];
  await writeFile(to, patch);
  process.stderr.write(`${to} is written: read it, then git apply ${to}\n`);
  return [];
}

/** As `git apply` reads it: from the repository's root, where there is one; it skips all else without a word. */
function pathInRepository(file: string): string {
  let root = process.cwd();
  while (!existsSync(join(root, ".git")) && root !== dirname(root)) root = dirname(root);
  const from = existsSync(join(root, ".git")) ? root : process.cwd();
  return relative(from, resolve(file)).replaceAll("\\", "/");
}

async function readBaseline(file: string): Promise<Pick<Report, "findings">> {
  const text = await readFile(file, "utf8").catch((error) => {
    throw new Complaint(`${file} can't be read: ${firstLine(error)}.`);
  });
  try {
    const report = JSON.parse(text);
    if (report.version === 1 && report.findings.every(isFinding)) return report;
  } catch {}
  throw new Complaint(`${file} is no earlier report: give a file that --json wrote.`);
}

function isFinding(given: Partial<Finding>): boolean {
  const { rule, severity, subject, host, message, from } = given;
  return (
    [rule, severity, subject, host, message].every((field) => typeof field === "string") &&
    (from?.every(({ url, line }) => typeof url === "string" && typeof line === "number") ?? false)
  );
}

function isColourful(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY === true && !process.env.NO_COLOR;
}
