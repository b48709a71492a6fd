import { type Benchmark, interleave, missing } from "./benchmark.ts";
import { names } from "./contender.ts";

export const allows: Benchmark = {
  name: "allows",
  title: "Asking for a permission",
  note: "One call, once the visitor has accepted. By hand: a property of an object, behind a function.",
  unit: "ns",
  async run({ open, pages }, { rounds, progress }) {
    for (const name of names) await (await open(name)).evaluate(accept);
    progress("categories");
    const categories = await interleave(rounds, async (name) => [await pages[name].evaluate(askCategory)]);
    progress("services");
    const services = await interleave(rounds, async (name) => {
      const duration = await pages[name].evaluate(askService);
      return duration ? [duration] : missing;
    });
    return [
      { label: "a category", cells: categories },
      { label: "a service", cells: services },
    ];
  },
};

async function accept(): Promise<void> {
  globalThis.running = contender.start();
  await measure.settle();
  await running.acceptAll();
  await measure.until(() => running.allows("statistics"));
}

function askCategory(): number {
  return measure.perCall(running.allows as (name: string) => boolean, ["statistics", "advertising"]);
}

function askService(): number {
  const { allowsService } = running;
  return allowsService ? measure.perCall(allowsService, ["audience", "pixel"]) : 0;
}
