import { type Benchmark, bySize, type Cells, interleave, missing, type Row } from "./benchmark.ts";
import type { Arena } from "./browser.ts";
import type { Kind } from "./contender.ts";

const sizes = [10, 1_000, 10_000];

export const gates: Benchmark = {
  name: "gates",
  title: "Opening gates",
  note: "From the choice until every element that was held back runs or has its source. c15t takes its scripts as options, not from markup, and holds back iframes alone.",
  unit: "ms",
  async run(arena, { rounds, progress }) {
    const rows: Row[] = [];
    for (const kind of ["script", "image"] as const) {
      const parts: Cells[] = [];
      for (const size of sizes) {
        progress(`${size} ${kind}s`);
        parts.push(await interleave(Math.ceil(rounds / 2), (name) => sample(arena, name, kind, size)));
      }
      rows.push({ label: `# ${kind}s, first grant`, sizes, cells: bySize(parts, 0) });
      if (kind === "script") continue;
      rows.push({ label: `# ${kind}s, revoked`, sizes, cells: bySize(parts, 1) });
      rows.push({ label: `# ${kind}s, granted again`, sizes, cells: bySize(parts, 2) });
    }
    return rows;
  },
};

async function sample(
  { open }: Arena,
  name: Parameters<Arena["open"]>[0],
  kind: Kind,
  count: number,
): Promise<number[] | string> {
  const page = await open(name, kind, count);
  return (await page.evaluate(grant, { kind, count })) ?? missing;
}

async function grant({ kind, count }: { kind: Kind; count: number }): Promise<number[] | string | undefined> {
  if (contender.markup[kind] === undefined) return;
  const running = contender.startGated?.() ?? contender.start({ gates: kind === "script" ? count : 0 });
  await measure.settle();
  await running.rejectAll();
  await measure.settle();

  const last = document.images[document.images.length - 1];
  const isOpen = kind === "script" ? () => ran === count : () => !!last?.src.startsWith("data:");
  let granted: number;
  try {
    granted = await measure.time(running.acceptAll, isOpen);
  } catch (error) {
    return `fails: ${(error as Error).message}`;
  }
  await measure.settle();
  if (kind === "image") check(count);
  if (!contender.regrants.includes(kind)) return [granted];

  const revoked = await measure.time(running.rejectAll, () => !isOpen());
  await measure.settle();
  check(0);
  const regranted = await measure.time(running.acceptAll, isOpen);
  await measure.settle();
  check(count);
  return [granted, revoked, regranted];

  function check(expected: number): void {
    const shown = [...document.images].filter((image) => image.src.startsWith("data:")).length;
    if (shown !== expected) throw new Error(`${shown} of ${expected} images are shown`);
  }
}
