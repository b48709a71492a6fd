import { type Benchmark, bySize, type Cells, interleave, missing, type Row } from "./benchmark.ts";
import { bundle } from "./bundle.ts";

const sizes = [10, 1_000, 10_000];

/** Ten cookies a service, a tenth of them patterns. */
export const lookups: Benchmark = {
  name: "lookups",
  title: "Declared cookies",
  note: "A policy of so many cookies, ten to a service, one of them a pattern. By hand: a Map of exact names.",
  unit: "ns",
  async run({ open, pages }, { rounds, progress }) {
    const text = await bundle(`import { createConsent, definePolicy } from "@assent/core";
      Object.assign(globalThis, { core: { createConsent, definePolicy } });`);
    for (const name of ["assent", "bare"] as const) {
      const page = await open(name);
      await page.evaluate(text);
    }
    const parts: Cells[] = [];
    for (const size of sizes) {
      progress(`${size} cookies`);
      const cells = await interleave(rounds, async (name) => {
        if (name === "assent") return await pages.assent.evaluate(ask, size);
        return name === "bare" ? await pages.bare.evaluate(askMap, size) : missing;
      });
      parts.push(cells);
    }
    return kinds.map((kind, index): Row => {
      return { label: `# cookies, ${kind}`, sizes, cells: bySize(parts, index) };
    });
  },
};

const kinds = ["exact name", "undeclared name", "name by pattern", "definePolicy", "createConsent and start"];

async function ask(size: number): Promise<number[]> {
  const { createConsent, definePolicy } = core;
  const cookies = { purpose: "Example", maxAge: 3600 };
  const policy = {
    categories: { necessary: "exempt", statistics: "ask" },
    services: Object.fromEntries(
      Array.from({ length: size / 10 }, (_, service) => [
        `service${service}`,
        {
          category: "statistics",
          provider: "Example",
          party: "first",
          cookies: Object.fromEntries(
            Array.from({ length: 10 }, (_, index) => [`c${service}_${index}${index ? "" : "_*"}`, cookies]),
          ),
        },
      ]),
    ),
  };
  const defined = definePolicy(policy as never);
  const repeat = (call: () => unknown) => measure.perCall(call, [""]);
  const consent = createConsent(defined, { region: "FR" });
  consent.start();
  consent.acceptAll();
  await measure.settle();
  const each = (name: (service: number) => string) =>
    Array.from({ length: 1024 }, (_, index) => name((index * 7919) % (size / 10)));
  const known = each((service) => `c${service}_5`);
  const unknown = each((service) => `c${service}_5x`);
  const matched = each((service) => `c${service}_0_visitor1`);
  const allows = consent.allows as (name: string) => boolean;
  if (!known.every(allows) || unknown.some(allows) || !matched.every(allows)) throw new Error("wrong answer");
  return [
    measure.perCall(allows, known),
    measure.perCall(allows, unknown),
    measure.perCall(allows, matched),
    repeat(() => definePolicy(policy as never)),
    repeat(() => createConsent(defined, { region: "FR" }).start()()),
  ];
}

function askMap(size: number): number[] {
  const names = Array.from({ length: size }, (_, index) => `c${Math.floor(index / 10)}_${index % 10}`);
  const map = new Map(names.map((name) => [name, true]));
  const has = (name: string) => map.get(name) === true;
  const known = Array.from({ length: 1024 }, (_, index) => `c${(index * 7919) % (size / 10)}_5`);
  const unknown = known.map((name) => `${name}x`);
  return [measure.perCall(has, known), measure.perCall(has, unknown)];
}
