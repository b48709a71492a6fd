import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type Browser, chromium } from "playwright";
import { chromium as installed } from "../../../scripts/chromium.ts";
import { many, services } from "../site.ts";
import type { Contender } from "./contender.ts";
import { contenders, unit, unitInHtml } from "./contenders.ts";
import { counted, countedBare } from "./counted.ts";
import { crowded } from "./crowded.ts";
import { fullSpeed, type Samples, sixth, slow4G } from "./load.ts";
import { crowd, report } from "./report.ts";
import { type Site, serve } from "./server.ts";
import { crowdedPage, nobody, usualPage } from "./site.ts";
import type { Results } from "./table.ts";
import { timed, timedBare } from "./timed.ts";

const help = `Measures what visitors see and wait for, against other consent tools, in Chromium.

  pnpm bench:pages                    all; writes benchmarks/pages.md
  pnpm bench:pages --only <text>      those whose name has it (repeatable), and by hand; writes nothing
  pnpm bench:pages --rounds <number>  more or fewer rounds than 9
`;

const conditions = [fullSpeed, sixth, slow4G];

const { values } = parseArgs({
  options: {
    help: { type: "boolean", short: "h" },
    only: { type: "string", multiple: true },
    rounds: { type: "string", default: "9" },
  },
});
if (values.help) console.log(help);
else await main(values.only, Number(values.rounds));

async function main(only: readonly string[] | undefined, rounds: number): Promise<void> {
  if (!(rounds >= 1)) throw new RangeError("--rounds takes a number from 1 on");
  const [all, large] = [await contenders(services), await contenders(many)];
  const names = namesOf(all, only);
  const sites = { usual: await serve(all, usualPage), crowded: await serve(large, crowdedPage) };
  const { executablePath, args, env } = await installed();
  const browser = await chromium.launch({
    executablePath,
    args,
    env: { ...process.env, ...env } as Record<string, string>,
  });
  const started = Date.now();
  try {
    const chosen = (given: readonly Contender[]) => given.filter(({ name }) => names.includes(name));
    const results = await measure(browser, sites, chosen(all), chosen(large), rounds);
    const version = browser.version();
    const text = report({ results, names, conditions, services: many.length, version, rounds });
    console.log(text);
    if (!only) writeFileSync(new URL("../../pages.md", import.meta.url), text);
  } finally {
    console.error(`${((Date.now() - started) / 60_000).toFixed(1)} minutes`);
    await browser.close();
    sites.usual.close();
    sites.crowded.close();
  }
}

/** Those that are asked for, and by hand. */
function namesOf(all: readonly Contender[], only: readonly string[] | undefined): string[] {
  const names = all.map(({ name }) => name);
  for (const text of only ?? [])
    if (!names.some((name) => name.includes(text)))
      throw new RangeError(`--only "${text}" is in no name: ${names.join(", ")}`);
  return names.filter(
    (name) => name === unit || name === unitInHtml || (only?.some((text) => name.includes(text)) ?? true),
  );
}

/** Every contender once a round, in turned order; the first round warms up. What fails, fails for that contender alone. */
async function measure(
  browser: Browser,
  sites: { readonly usual: Site; readonly crowded: Site },
  chosen: readonly Contender[],
  large: readonly Contender[],
  rounds: number,
): Promise<Results> {
  const results: Results = new Map();
  const broken = new Set<string>();
  for (let round = 0; round <= rounds; round++) {
    const tell = (part: string) => console.error(`round ${round} of ${rounds}: ${part}`);
    const attempt = async (name: string, prefix: string, visit: () => Promise<Samples>) => {
      const key = `${name} ${prefix}`;
      if (broken.has(key)) return;
      try {
        const samples = await visit();
        if (round)
          for (const [measure, value] of Object.entries(samples)) add(results, prefix + measure, name, value);
      } catch (error) {
        // What doesn't do what is measured isn't measured; a visit that the machine was too slow for is left out.
        console.error(`${key}${error}`);
        if (!round) broken.add(key);
      }
    };
    const { usual } = sites;
    const isTurned = round % 2;
    tell("main thread");
    await attempt(nobody, "", () => countedBare(browser, usual, nobody));
    for (const contender of isTurned ? chosen : chosen.toReversed())
      await attempt(contender.name, "", () => counted(browser, usual, contender));
    for (const condition of conditions) {
      const prefix = `${condition.name}: `;
      tell(condition.name);
      await attempt(nobody, prefix, () => timedBare(browser, usual, nobody, condition));
      for (const contender of isTurned ? chosen : chosen.toReversed())
        await attempt(contender.name, prefix, () => timed(browser, usual, contender, condition));
    }
    tell(crowd);
    for (const contender of isTurned ? large : large.toReversed())
      if (contender.gate({ text: "" }))
        await attempt(contender.name, `${crowd}: `, () => crowded(browser, sites.crowded, contender));
  }
  return results;
}

function add(results: Results, measure: string, name: string, value: number): void {
  const own = results.get(measure) ?? new Map<string, number[]>();
  results.set(measure, own.set(name, [...(own.get(name) ?? []), value]));
}
