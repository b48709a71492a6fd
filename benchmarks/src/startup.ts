import { type Benchmark, bySize, interleave } from "./benchmark.ts";
import { names } from "./contender.ts";

export const startup: Benchmark = {
  name: "startup",
  title: "A returning visitor",
  note: "On a fresh page, with a record that the tool itself wrote before: until it says that statistics are allowed. The network is left out: the script's text is there.",
  unit: "ms",
  async run({ open, reopen, starters }, { rounds, progress }) {
    progress("first visit, accepted");
    for (const name of names) await (await open(name)).evaluate(accept);
    progress("coming back");
    const cells = await interleave(rounds * 3, async (name) => {
      const page = await reopen(name);
      return await page.evaluate(comeBack, starters[name]);
    });
    return [
      { label: "compile, evaluate and start", cells: bySize([cells], 0) },
      { label: "of that, start alone", cells: bySize([cells], 1) },
    ];
  },
};

async function accept(): Promise<void> {
  const running = contender.start();
  await measure.settle();
  await running.acceptAll();
  await measure.settle();
}

async function comeBack(text: string): Promise<number[]> {
  await measure.settle();
  const script = document.createElement("script");
  script.textContent = text;
  const start = performance.now();
  document.head.append(script);
  await measure.until(() => running.allows("statistics"));
  const end = performance.now();
  return [end - start, end - evaluated];
}
