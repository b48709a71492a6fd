import { type Benchmark, bySize, type Cells, interleave, missing, type Row } from "./benchmark.ts";
import type { Arena } from "./browser.ts";
import type { Kind } from "./contender.ts";

const sizes = [10, 1_000, 10_000];

export const gates: Benchmark = {
  name: "gates",
  title: "Opening gates",
  note: "From the choice until every element that was held back runs, has its source or stands in the page. An embed is a template and its placeholder in a box of their own. c15t takes its scripts as options, not from markup; in markup it holds back iframes alone. While the page is parsed: how long the parser takes, with no answer yet; by hand, without any gates.",
  unit: "ms",
  async run(arena, { rounds, progress }) {
    const rows: Row[] = [];
    for (const kind of ["script", "image", "embed"] as const) {
      const parts: Cells[] = [];
      for (const size of sizes) {
        progress(`${size} ${kind}s`);
        parts.push(await interleave(few(rounds, size), (name) => sample(arena, name, kind, size)));
      }
      rows.push({ label: `# ${kind}s, first grant`, sizes, cells: bySize(parts, 0) });
      if (kind === "script") continue;
      rows.push({ label: `# ${kind}s, revoked`, sizes, cells: bySize(parts, 1) });
      rows.push({ label: `# ${kind}s, granted again`, sizes, cells: bySize(parts, 2) });
    }
    const parts: Cells[] = [];
    for (const size of sizes) {
      progress(`${size} scripts, while the page is parsed`);
      parts.push(await interleave(few(rounds, size), (name) => parse(arena, name, size)));
    }
    rows.push({ label: "# scripts, parsed while the gates watch", sizes, cells: bySize(parts) });
    return rows;
  },
};

/** Each needs a page of its own, and what takes long varies little. */
function few(rounds: number, size: number): number {
  return Math.ceil(rounds / (size > 1_000 ? 4 : 2));
}

/** How long the page's parser takes. */
async function parse(
  { open }: Arena,
  name: Parameters<Arena["open"]>[0],
  count: number,
): Promise<number[] | string> {
  if (name !== "assent" && name !== "bare") return missing;
  try {
    const page = await open(name, undefined, count);
    return [await page.evaluate(() => parsed - begun)];
  } catch (error) {
    if (/Timeout/.test(String(error))) return "fails: not done in 15 seconds";
    throw error;
  }
}

async function sample(
  { open }: Arena,
  name: Parameters<Arena["open"]>[0],
  kind: Kind,
  count: number,
): Promise<number[] | string> {
  const page = await open(name, kind, count);
  try {
    return (await page.evaluate(grant, { kind, count })) ?? missing;
  } catch (error) {
    if (/call stack/.test(String(error))) return "fails: call stack overflow";
    throw error;
  }
}

async function grant({ kind, count }: { kind: Kind; count: number }): Promise<number[] | undefined> {
  if (contender.markup[kind] === undefined) return;
  const running = contender.startGated?.() ?? contender.start({ gates: kind === "script" ? count : 0 });
  await measure.settle();
  await running.rejectAll();
  await measure.settle();

  const images = document.images;
  const embeds = document.getElementsByClassName("embed");
  const isOpen = {
    script: () => ran === count,
    image: () => !!images[images.length - 1]?.src.startsWith("data:"),
    embed: () => embeds.length === count,
  }[kind];
  const granted = await measure.time(running.acceptAll, isOpen);
  await measure.settle();
  if (kind !== "script") check(count);
  if (!contender.regrants.includes(kind)) return [granted];

  const revoked = await measure.time(running.rejectAll, () => !isOpen());
  await measure.settle();
  check(0);
  const regranted = await measure.time(running.acceptAll, isOpen);
  await measure.settle();
  check(count);
  return [granted, revoked, regranted];

  function check(expected: number): void {
    const shown =
      kind === "embed" ? embeds.length : [...images].filter(({ src }) => src.startsWith("data:")).length;
    if (shown !== expected) throw new Error(`${shown} of ${expected} ${kind}s are shown`);
  }
}
