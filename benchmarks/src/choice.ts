import { type Benchmark, bySize, interleave } from "./benchmark.ts";
import { names } from "./contender.ts";

const sizes = [1, 1_000, 10_000];

export const choice: Benchmark = {
  name: "choice",
  title: "A choice",
  note: "Accepting and rejecting everything in turn, until every subscriber was told and the cookie is written.",
  unit: "ms",
  async run({ open, pages }, { rounds, progress }) {
    const parts = [];
    for (const size of sizes) {
      progress(`${size} subscribers`);
      for (const name of names) await (await open(name)).evaluate(subscribe, size);
      parts.push(await interleave(rounds, async (name) => [await pages[name].evaluate(choose, size)]));
    }
    return [{ label: "# subscribers", sizes, cells: bySize(parts) }];
  },
};

async function subscribe(count: number): Promise<void> {
  globalThis.running = contender.start();
  globalThis.told = 0;
  await measure.settle();
  for (let index = 0; index < count; index++) running.subscribe(() => told++);
  // A first choice is special: some tell of it in another way.
  for (const choose of [running.acceptAll, running.rejectAll, running.acceptAll, running.rejectAll]) {
    await choose();
    await measure.settle();
  }
}

/** The mean of an acceptance and a rejection. */
async function choose(count: number): Promise<number> {
  let sum = 0;
  for (const choose of [running.acceptAll, running.rejectAll]) {
    await measure.settle();
    globalThis.told = 0;
    sum += await measure.time(choose, () => told >= count);
    await measure.settle();
    if (told !== count) throw new Error(`${count} subscribers were told ${told} times`);
  }
  return sum / 2;
}
