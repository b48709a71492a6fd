import { type Benchmark, type Measured, summary } from "./benchmark.ts";
import { bundle, gzipped } from "./bundle.ts";
import type { Name } from "./contender.ts";

/** What a site imports for each job. */
const imports: { [job: string]: { [name in Name]?: string } } = {
  "headless: declare, ask, remember": {
    assent: `export { createConsent, definePolicy } from "@assent/core"`,
    "vanilla-cookieconsent": `export * from "vanilla-cookieconsent"`,
    klaro: `export { default } from "klaro/dist/cm.js"`,
    c15t: `export { getOrCreateConsentRuntime } from "c15t"`,
  },
  "of that, createConsent alone": {
    assent: `export { createConsent } from "@assent/core"`,
  },
  "headless, with gates for markup": {
    assent: `export { createConsent, definePolicy } from "@assent/core"; export { openGates } from "@assent/core/dom"`,
    "vanilla-cookieconsent": `export * from "vanilla-cookieconsent"`,
    klaro: `export { default } from "klaro/dist/cm.js"`,
    c15t: `export { getOrCreateConsentRuntime } from "c15t"`,
  },
  "headless, with gates, clearing and cookie guard": {
    assent: `export { createConsent, definePolicy } from "@assent/core"; export { clear, guardCookies, openGates } from "@assent/core/dom"`,
  },
  "a build without an interface, which throws when run": {
    "vanilla-cookieconsent": `export * from "vanilla-cookieconsent/dist/core/cookieconsent-core.esm.js"`,
  },
  "full script, with its interface, without styles": {
    "vanilla-cookieconsent": `export * from "vanilla-cookieconsent"`,
    klaro: `export * from "klaro/dist/klaro-no-css.js"`,
  },
};

export const sizes: Benchmark = {
  name: "sizes",
  title: "Bytes",
  note: "Bundled and minified by esbuild in one way for all, then gzip -9. vanilla-cookieconsent, klaro and c15t always bring their gates along. Assent's interface is a package of its own; so is c15t's.",
  unit: "bytes",
  async run(_, { progress }) {
    const rows = [];
    for (const [label, sources] of Object.entries(imports)) {
      progress(label);
      const cells: { [name: string]: Measured[] } = {};
      for (const [name, source] of Object.entries(sources)) {
        cells[name] = [summary([gzipped(await bundle(source, "esm"))])];
      }
      rows.push({ label, cells });
    }
    return rows;
  },
};
