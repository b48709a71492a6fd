import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { type Browser, chromium } from "playwright";
import { chromium as installed } from "../../../scripts/chromium.ts";
import type { Contender } from "./contender.ts";
import { contenders, unit } from "./contenders.ts";
import { type Site, serve } from "./server.ts";
import { nobody } from "./site.ts";
import { type Column, type Results, table } from "./table.ts";
import { bare, bareCounted, type Condition, counted, type Samples, timed } from "./visit.ts";

const help = `Measures what visitors see and wait for, against other consent tools, in Chromium.

  pnpm bench:pages                    all; writes benchmarks/pages.md
  pnpm bench:pages --only <text>      those whose name has it (repeatable), and by hand; writes nothing
  pnpm bench:pages --rounds <number>  more or fewer rounds than 16
`;

const conditions: readonly Condition[] = [
  { name: "At full speed", cpu: 1 },
  { name: "At a sixth of the speed", cpu: 6 },
  { name: "On slow 4G", cpu: 1, line: { latency: 150, download: 204_800, upload: 96_000 } },
];

const { values } = parseArgs({
  options: {
    help: { type: "boolean", short: "h" },
    only: { type: "string", multiple: true },
    rounds: { type: "string", default: "16" },
  },
});
if (values.help) console.log(help);
else await main(values.only, Number(values.rounds));

async function main(only: readonly string[] | undefined, rounds: number): Promise<void> {
  if (!(rounds >= 1)) throw new RangeError("--rounds takes a number from 1 on");
  const all = await contenders();
  const chosen = all.filter(
    ({ name }) => /by hand, /.test(name) || (only?.some((one) => name.includes(one)) ?? true),
  );
  const site = await serve(all, {});
  const { executablePath, args, env } = await installed();
  const browser = await chromium.launch({
    executablePath,
    args,
    env: { ...process.env, ...env } as Record<string, string>,
  });
  try {
    const results = await measure(browser, site, chosen, rounds);
    const text = report(results, chosen, browser.version(), rounds);
    console.log(text);
    if (!only) writeFileSync(new URL("../../pages.md", import.meta.url), text);
  } finally {
    await browser.close();
    site.close();
  }
}

/** Every contender once a round, in turned order; the first round warms up. What fails, fails for that contender alone. */
async function measure(
  browser: Browser,
  site: Site,
  chosen: readonly Contender[],
  rounds: number,
): Promise<Results> {
  const results: Results = new Map();
  const broken = new Set<string>();
  for (let round = 0; round <= rounds; round++) {
    console.error(`round ${round} of ${rounds}`);
    const keep = (name: string, prefix: string, samples: Samples) => {
      if (round) for (const [key, value] of Object.entries(samples)) add(results, prefix + key, name, value);
    };
    for (const condition of conditions)
      keep(nobody, `${condition.name}: `, await bare(browser, site, nobody, condition));
    keep(nobody, "", await bareCounted(browser, site, nobody));
    for (const contender of round % 2 ? chosen : chosen.toReversed()) {
      const { name } = contender;
      try {
        if (broken.has(name)) continue;
        keep(name, "", await counted(browser, site, contender));
        for (const condition of conditions)
          keep(name, `${condition.name}: `, await timed(browser, site, contender, condition));
      } catch (error) {
        // What doesn't do what is measured isn't measured; a visit that the machine was too slow for is left out.
        console.error(`${name}: ${error}`);
        if (!round) broken.add(name);
      }
    }
  }
  return results;
}

function add(results: Results, measure: string, name: string, value: number): void {
  const own = results.get(measure) ?? new Map<string, number[]>();
  results.set(measure, own.set(name, [...(own.get(name) ?? []), value]));
}

function report(results: Results, chosen: readonly Contender[], version: string, rounds: number): string {
  const names = chosen.map(({ name }) => name);
  const withNobody = [nobody, ...names];
  const added = (measure: string, kind: Column["unit"]): Column => ({
    measure,
    unit: kind,
    isAdded: true,
    unitOf: unit,
  });
  const bytes = table(
    results,
    [
      "first visit: bytes, brotli",
      "first visit: bytes, gzip",
      "returning: bytes, brotli",
      "first visit: memory",
    ].map((one) => added(one, "kB")),
    names,
    nobody,
  );
  const cpu = table(
    results,
    [
      "first visit: script CPU",
      "first visit: main-thread CPU",
      "returning: script CPU",
      "returning: main-thread CPU",
    ].map((one) => added(one, "ms")),
    names,
    nobody,
  );
  const times = conditions.map(({ name }) => {
    const column = (measure: string, kind: Column["unit"] = "ms", unitOf = unit): Column => ({
      measure: `${name}: ${measure}`,
      unit: kind,
      unitOf,
    });
    const columns = [
      column("the page's first paint", "ms", nobody),
      column("banner visible"),
      column("returning: gated inline script", "ms", names[0]),
      column("returning: gated script, requested", "ms", names[0]),
      column("click → gated"),
      column("click → gone"),
      column("click: its listeners"),
      column("layout shift", ""),
      column("longest task over 50 ms", ""),
    ];
    return `## ${name}\n\n${table(results, columns, withNobody, nobody).replaceAll(`${name}: `, "")}`;
  });
  const [cpuModel] = cpus();
  return `${[
    "# What visitors see and wait for",
    "<!-- Generated by `pnpm bench:pages`: don't edit. -->",
    `${new Date().toISOString().slice(0, 10)}, Chromium ${version}, Node ${process.versions.node}, ${cpus().length} × ${cpuModel?.model}. ${rounds} rounds after a warm-up. In bold the ratio, to *${unit}*, for first paints to *${nobody}*, for returning visitors to *${names[0]}*; then the median, and in brackets the middle half. How it is measured and read: [README.md](README.md).`,
    `## Bytes and memory\n\nOver the page without any banner.\n\n${bytes}`,
    `## Main thread\n\nOver the page without any banner, at full speed, in ticks of its own thread.\n\n${cpu}`,
    ...times,
  ].join("\n\n")}\n`;
}
