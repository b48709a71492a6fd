import { readConsent } from "@assent/core";
import type { BrowserContext, Page, Request } from "playwright-core";
import { isHome } from "./arrival.js";
import { sentIn, writesIn } from "./assemble.js";
import { startBrowser } from "./browser.js";
import { firstLine } from "./complaint.js";
import { namesOf } from "./declared.js";
import { listenTo } from "./devtools.js";
import { discreet } from "./discreet.js";
import { within } from "./limit.js";
import type { Observation, Phase, Place, Stored, Write } from "./observation.js";
import type { Scenario, Step } from "./scenario.js";
import type { Site } from "./site.js";
import { storedIn } from "./stored.js";
import { leaveAll, settle, visitAll, visitOne } from "./visit.js";
import { type Seen, watchScripts } from "./witness.js";

/** Plays one scenario in a browser of its own, and says what it stored and sent in each phase. */
export async function observe(
  site: Site,
  scenario: Scenario,
  reached: (route: string) => void,
): Promise<Observation> {
  const scripts: Seen[] = [];
  const storages: { kind: "local" | "session"; name: string; origin: string; at: number }[] = [];
  const initiators = new Map<string, readonly Place[]>();
  const played: Played[] = [];
  const troubles: string[] = [];
  let movedTo: string | undefined;
  let picture: Uint8Array | undefined;

  const [first = "/"] = site.routes;
  const isAt = (page: Page, route: string): boolean => page.url() === new URL(route, site.address).href;

  const { browser, userAgent, finish } = await startBrowser(site.browser, site.signal);
  try {
    const context = await newVisitor();
    await watchScripts(context, (seen) => scripts.push(seen));
    const listening = new Map<Page, Promise<void>>();
    context.on("page", (page) => void listening.set(page, listen(page)));
    const page = await context.newPage();
    await listening.get(page);
    for (const step of scenario.steps) {
      // What happens before the answer still belongs to the phase before it.
      if (step.act && !isAt(page, first)) troubles.push(...(await visitOne(page, site, first)));
      // What was seen until the page ends, counts.
      const phase: Played = { step, from: Date.now(), stored: [] };
      played.push(phase);
      troubles.push(...(await play(page, step)));
      if (scenario.lingers) await page.waitForTimeout(8 * site.quiet.idle);
      phase.stored = await storedIn(context, site.patience);
      const at = new URL(page.url());
      if (at.origin !== site.address.origin && isHome(at, site.address)) movedTo = at.origin;
    }
    picture = await page.screenshot({ type: "jpeg", quality: 60, timeout: 5000 }).catch(() => undefined);
    await leaveAll(context, site);
  } catch (error) {
    troubles.push(discreet(firstLine(error)));
  }
  const log = await finish();
  if (!log) troubles.push("The browser wrote no network log: what only that sees, was not seen");
  // Where the browser itself ended, that has been said.
  else if (!log.isWhole && !troubles[0])
    troubles.push("The browser's network log breaks off: what came later was not seen; the disk may be full");

  const layers = { log, scripts, storages, initiators };
  const [writes, sent] = [writesIn(layers), sentIn(layers)];
  const known = new Set(writes.map(({ kind, name, host }) => `${kind} ${name} ${host}`));
  const phases = played.map(({ step, from, stored }, index): Phase => {
    const until = played[index + 1]?.from ?? Number.POSITIVE_INFINITY;
    const isIn = ({ at }: { at: number }): boolean => at >= from && at < until;
    return {
      name: step.phase,
      permissions: step.permissions,
      writes: [...writes.filter(isIn), ...unseen(stored, from)],
      sent: sent.filter(isIn),
      stored,
    };
  });
  return {
    scenario: scenario.name,
    phases,
    troubles,
    ...(movedTo && { movedTo }),
    ...(picture && { picture }),
  };

  /** What lies in the browser and nobody was seen storing, as workers do: it came in the first phase that shows it. */
  function unseen(stored: readonly Stored[], at: number): Write[] {
    const fresh = stored.filter(
      ({ kind, name, host }) =>
        kind !== "cookie" && !known.has(`${kind} ${name} ${host}`) && known.add(`${kind} ${name} ${host}`),
    );
    return fresh.map((one) => ({ ...one, by: "unattributed", from: [], at }));
  }

  async function newVisitor(): Promise<BrowserContext> {
    const { storageState, address, policy } = site;
    const context = await browser.newContext({
      userAgent,
      ...(storageState && { storageState }),
      ...(scenario.gpc && { extraHTTPHeaders: { "Sec-GPC": "1" } }),
      ignoreHTTPSErrors: site.browser.insecure ?? false,
    });
    if (scenario.gpc)
      await context.addInitScript(
        "navigator.globalPrivacyControl ?? Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true })",
      );
    const { record } = scenario;
    if (record)
      await context.addCookies(
        namesOf(address.hostname).map((name) => ({
          name: policy.recordName,
          value: record,
          url: `http://${name}`,
        })),
      );
    return context;
  }

  function listen(page: Page): Promise<void> {
    const miss = (request: Request, why: string): void => {
      // Whoever asked for the page itself says what became of it.
      const isPage = request.isNavigationRequest() && !request.frame().parentFrame();
      if (isPage || !runs.has(request.resourceType())) return;
      troubles.push(`${discreet(request.url())} ${why}: what it stores was not seen`);
    };
    page.on("requestfailed", (request) => {
      const why = request.failure()?.errorText ?? "";
      // What the browser blocks it blocks for every visitor; what was aborted, the page left.
      if (!/ABORTED|BLOCKED/.test(why)) miss(request, `could not be loaded (${why})`);
    });
    page.on("response", (response) => {
      const status = response.status();
      // What is gone is gone for every visitor; what is refused or fails may come to others.
      if (status >= 400 && status !== 404 && status !== 410) miss(response.request(), `answered ${status}`);
    });
    page.once("crash", () => troubles.push(`${discreet(page.url())} crashed`));
    return listenTo(page, {
      stored: (what) => storages.push(what),
      asked: (url, from) => {
        if (from[0] && !initiators.has(url)) initiators.set(url, from);
      },
    }).catch(() => undefined);
  }

  /** Answers, if there is an answer in this step, and goes through the site. */
  async function play(page: Page, { act, permissions }: Step): Promise<string[]> {
    try {
      if (act) await within(4 * site.patience, act(page), "it takes too long");
    } catch (error) {
      return [`The answer could not be given on ${discreet(page.url())}: ${discreet(firstLine(error))}`];
    }
    if (!act) return visitAll(page, site, reached);
    await settle(page, site);
    const forgotten = site.hasRecord && !(await isRecorded(page, permissions));
    return [
      ...(forgotten
        ? [`The answer given on ${discreet(page.url())} isn't in ${site.policy.recordName}`]
        : []),
      ...(await visitAll(page, site, reached)),
    ];
  }

  /** What the site remembers of an answer gives the permissions that the answer gives. */
  async function isRecorded(page: Page, permissions: Step["permissions"]): Promise<boolean> {
    const { policy, region } = site;
    const cookies = await page.context().cookies(page.url());
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
    const read = readConsent(policy, { cookie, region, gpc: scenario.gpc ?? false }).permissions;
    return policy.entries.every(({ name }) => read[name] === permissions[name]);
  }
}

/** What stores, once it is there. */
const runs: ReadonlySet<string> = new Set(["script", "document"]);

interface Played {
  readonly step: Step;
  readonly from: number;
  stored: readonly Stored[];
}
