import { availableParallelism } from "node:os";
import type { Policy } from "@assent/core";
import type { Page } from "playwright-core";
import { type Allowance, applyAllowances } from "./allowance.js";
import { type Answers, assentAnswers } from "./answers.js";
import type { BrowserOptions } from "./browser.js";
import { type BrowserFacts, factsOf } from "./canary.js";
import { cloakedAmong, type ResolveAlias } from "./cloaked.js";
import { Complaint } from "./complaint.js";
import { isSameSite } from "./declared.js";
import { discreetly, discreetPlace } from "./discreet.js";
import type { Finding, Rule, Severity } from "./finding.js";
import { judge } from "./judge.js";
import { loadDatabase } from "./known.js";
import { nearest } from "./nearest.js";
import type { Observation } from "./observation.js";
import { observe } from "./observe.js";
import { type Scenario, scenariosOf } from "./scenario.js";
import type { Site } from "./site.js";
import { traceToSources } from "./source.js";

/** What is audited, and how. */
export interface AuditOptions {
  readonly policy: Policy;
  /** Where the site is: `http://localhost:3000`. */
  readonly url: string;
  /** The pages to visit, as paths or addresses. @default the address itself */
  readonly routes?: readonly string[];
  /** Where its visitors are taken to be: ISO 3166. @default unknown, which counts as the strictest */
  readonly region?: string;
  /** How answers are given on a site that has no banner of ours. */
  readonly answers?: Answers;
  /** What else a visitor does on each page. */
  readonly journey?: (page: Page, route: string) => Promise<void>;
  /** A visitor who is logged in, as Playwright saves one. */
  readonly storageState?: Site["storageState"];
  /** Which scenarios, by their names. @default all */
  readonly scenarios?: readonly string[];
  /** Another severity for a rule. */
  readonly severity?: { readonly [rule in Exclude<Rule, "audit-inconclusive">]?: Severity };
  /** Differences that the site knows of, each with a reason and an end. */
  readonly allow?: readonly Allowance[];
  readonly browser?: BrowserOptions;
  /** The longest wait for a page, in milliseconds. @default 15,000 */
  readonly patience?: number;
  /** How long nothing has to be asked for until a page counts as settled, in milliseconds. @default 400 */
  readonly quiet?: number;
  /** How many browsers run at once. @default what the machine has room for, 4 at most */
  readonly parallel?: number;
  /** Looks up what a host name is an alias of. @default the system's name service */
  readonly resolveAlias?: ResolveAlias;
  readonly onProgress?: (progress: Progress) => void;
  /** Ends the audit: its browsers are closed, what they wrote is deleted, and the signal's reason is thrown. */
  readonly signal?: AbortSignal;
}

/** Where an audit stands. */
export interface Progress {
  readonly scenario: string;
  /** The route that is being visited; nothing where the scenario has ended. */
  readonly route?: string;
  /** The origin that the site's address led this visitor to, where it is another. */
  readonly movedTo?: string;
  /** How many scenarios have ended, of how many. */
  readonly done: number;
  readonly total: number;
}

/** What an audit found. */
export interface Report {
  /** `inconclusive`: something could not be seen, so that nothing is said in favour of the site. */
  readonly outcome: "clean" | "findings" | "inconclusive";
  readonly browser: BrowserFacts;
  readonly url: string;
  readonly routes: readonly string[];
  readonly scenarios: readonly string[];
  readonly findings: readonly Finding[];
  /** What an allowance took out of the findings. */
  readonly allowed: readonly Finding[];
  /** Allowances whose end has passed: they allow nothing any more. */
  readonly ended: readonly Allowance[];
  readonly observations: readonly Observation[];
}

/**
 * Visits a site with real browsers, before and after each kind of answer, and holds what they stored and asked for
 * against the site's policy.
 *
 * @example
 * ```ts
 * import { audit } from "@assent/audit";
 *
 * const { outcome, findings } = await audit({ policy, url: "http://localhost:3000", routes: ["/", "/news"] });
 * ```
 */
export async function audit(options: AuditOptions): Promise<Report> {
  const site = siteOf(options);
  const every = scenariosOf(site);
  const unknown = options.scenarios?.find((wanted) => !every.some(({ name }) => name === wanted));
  if (unknown !== undefined) {
    const names = every.map(({ name }) => name);
    const meant = nearest(unknown, names);
    const told = meant ? `did you mean "${meant}"?` : `there are "${names.join('", "')}".`;
    throw new Complaint(`"${unknown}" is no scenario: ${told}`);
  }
  const scenarios = every.filter(({ name }) => options.scenarios?.includes(name) ?? true);
  if (!scenarios[0]) throw new Complaint("`scenarios` is empty: leave it out, and all visit the site.");
  const [browser, observations] = await settled([
    factsOf(site.browser, site.signal),
    playAll(site, scenarios, options),
  ]);
  site.signal?.throwIfAborted();
  const { known, trackers } = loadDatabase();
  const host = site.address.hostname;
  const cloaked = await cloakedAmong(ownHosts(host, observations), trackers, options.resolveAlias);
  const judged = judge({ policy: site.policy, host, observations, known, cloaked });
  const weighed = judged.flatMap((finding) => {
    const wanted = finding.rule === "audit-inconclusive" ? undefined : options.severity?.[finding.rule];
    const severity = wanted ?? finding.severity;
    return severity === "off" ? [] : [{ ...finding, severity }];
  });
  const traced = await traceToSources(weighed, site.browser, site.signal);
  const { findings, allowed, ended } = applyAllowances(
    traced.map((finding) => ({ ...finding, from: finding.from.map(discreetPlace) })),
    options.allow ?? [],
    Date.now(),
  );
  return {
    outcome: outcomeOf(findings),
    browser,
    url: site.address.href,
    routes: site.routes,
    scenarios: scenarios.map(({ name }) => name),
    findings,
    allowed,
    ended,
    observations: observations.map(discreetly),
  };
}

/** The site's other names that were asked for something. */
function ownHosts(host: string, observations: readonly Observation[]): string[] {
  const sent = observations.flatMap(({ phases }) => phases.flatMap((phase) => phase.sent));
  const asked = new Set(sent.map(({ url }) => new URL(url).hostname));
  return [...asked].filter((other) => other !== host && isSameSite(other, host)).sort();
}

/** What could not be seen is never a pass, whatever weight or allowance it was given. */
function outcomeOf(findings: readonly Finding[]): Report["outcome"] {
  if (findings.some(({ rule }) => rule === "audit-inconclusive")) return "inconclusive";
  return findings.some(({ severity }) => severity === "error") ? "findings" : "clean";
}

function siteOf({
  policy,
  url,
  routes,
  region,
  answers,
  journey,
  storageState,
  browser,
  signal,
  quiet = 400,
  patience = 15_000,
}: AuditOptions): Site {
  const address = new URL(url);
  return {
    policy,
    address,
    routes: routes?.[0] ? routes : [address.pathname + address.search],
    region,
    answers: answers ?? assentAnswers,
    hasRecord: !answers,
    journey,
    storageState,
    browser: browser ?? {},
    signal,
    patience,
    quiet: { idle: quiet, cap: 10 * quiet + 1000 },
  };
}

/** Several at once, reported in the order in which they were asked for. */
async function playAll(
  site: Site,
  scenarios: readonly Scenario[],
  { parallel = Math.min(4, availableParallelism()), onProgress }: AuditOptions,
): Promise<Observation[]> {
  const seen: Observation[] = [];
  const waiting = [...scenarios.entries()];
  let done = 0;
  const tell = (scenario: string, more: Pick<Progress, "route" | "movedTo"> = {}): void =>
    onProgress?.({ scenario, ...more, done, total: scenarios.length });
  async function work(): Promise<void> {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, scenario] = next;
      const observation = await observe(site, scenario, (route) => tell(scenario.name, { route }));
      seen[index] = observation;
      done++;
      tell(scenario.name, observation.movedTo === undefined ? {} : { movedTo: observation.movedTo });
    }
  }
  await settled(Array.from({ length: parallel }, work));
  return seen;
}

/** Rejects, where one does, only once all have ended: each has a browser, and a file with values. */
async function settled<T extends readonly unknown[]>(
  running: readonly [...{ [K in keyof T]: Promise<T[K]> }],
): Promise<T> {
  await Promise.allSettled(running);
  return (await Promise.all(running)) as unknown as T;
}
