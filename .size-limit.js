/** What a visitor's browser downloads: the production builds, bundled, minified, gzipped. */
const measure = (name, path, imports, limit, ignore = []) => ({
  name,
  path,
  limit,
  ignore,
  gzip: true,
  ...(imports && { import: imports }),
  modifyRolldownConfig: (config) => ({
    ...config,
    transform: { define: { "process.env.NODE_ENV": '"production"' } },
  }),
});

const core = "packages/core/dist/production/index.js";
const dom = "packages/core/dist/production/dom.js";
const everyGate = { [core]: "{ createConsent, definePolicy }", [dom]: "{ openGates, clear, guardCookies }" };

export default [
  measure("headless", core, "{ createConsent, definePolicy }", "3 kB"),
  measure("headless + dom", [core, dom], everyGate, "5 kB"),
  measure("  definePolicy alone", core, "{ definePolicy }", "1.5 kB"),
  measure("  readConsent alone", core, "{ readConsent }", "2 kB"),
  measure("  openGates alone", dom, "{ openGates }", "1.5 kB"),
  measure("  clear alone", dom, "{ clear }", "1 kB"),
  measure("  guardCookies alone", dom, "{ guardCookies }", "1 kB"),
  measure("script tag", "packages/core/dist/assent.global.js", undefined, "6 kB"),
  measure(
    "react hooks over core",
    "packages/react/dist/index.js",
    "{ ConsentGate, ConsentProvider, useConsent }",
    "0.6 kB",
    ["react", "@assent/core"],
  ),
  measure("vue over core", "packages/vue/dist/index.js", "{ assent, ConsentGate, useConsent }", "0.6 kB", [
    "vue",
    "@assent/core",
  ]),
];
