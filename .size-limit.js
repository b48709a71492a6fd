import { readFileSync } from "node:fs";
import { policy as civis } from "./examples/civis/policy.ts";
import { bootScript } from "./packages/core/dist/boot.js";

/**
 * What a visitor's browser downloads: the production builds, bundled, minified, gzipped, in as many files as a bundler
 * makes. `layers` counts what loads later and is measured nevertheless, `besides` what is no module.
 */
const measure = (name, path, imports, limit, { ignore = [], layers = [], besides = {} } = {}) => ({
  name,
  path,
  limit,
  ignore,
  gzip: true,
  ...(imports && { import: imports, entry: ["index", ...layers, ...Object.keys(besides)] }),
  modifyRolldownConfig: (config) => ({
    ...config,
    transform: { define: { "process.env.NODE_ENV": '"production"' } },
    plugins: [
      {
        name: "besides",
        generateBundle() {
          for (const [fileName, source] of Object.entries(besides))
            this.emitFile({ type: "asset", fileName, name: fileName, source });
        },
      },
    ],
  }),
});

const core = "packages/core/dist/production/index.js";
const dom = "packages/core/dist/production/dom.js";
const ui = "packages/ui/dist/index.js";
const policy = "packages/ui/dist/policy.js";
const overCore = { ignore: ["@assent/core"] };
/** The preferences, and what they say. */
const layers = ["dialog", "second"];
const sheet = (name) => ({ [name]: readFileSync(`packages/ui/dist/${name}`, "utf8") });

/** Each vendor's entry, with all that it needs but core. */
const signal = (entry, name, limit = "0.4 kB") =>
  measure(`signal: ${entry}`, `packages/signals/dist/${entry}.js`, `{ ${name} }`, limit, overCore);

/** What the example's pages carry in their head. */
const boot = { boot: bootScript(civis, { region: "FR", src: "/browser.js" }) };

const everyGate = { [core]: "{ createConsent }", [dom]: "{ openGates, clear, guardCookies }" };
const firstLayer = { [core]: "{ createConsent }", [dom]: "{ openGates }", [ui]: "{ mount }" };

/**
 * These are what it costs today, and may not grow. The design asks for less: 3 kB for `createConsent`, 5 kB with the
 * gates, 2 kB for a banner with its stylesheet, 6 kB with the preferences, 7 kB for a first visit.
 */
export default [
  measure("createConsent", core, "{ createConsent }", "3.82 kB"),
  measure("createConsent + dom", [core, dom], everyGate, "7.25 kB"),
  measure("  definePolicy, besides", core, "{ definePolicy }", "1.3 kB"),
  measure("  readConsent alone", core, "{ readConsent }", "2.05 kB"),
  measure("  openGates alone", dom, "{ openGates }", "2.35 kB"),
  measure("  clear alone", dom, "{ clear }", "1.3 kB"),
  measure("  guardCookies alone", dom, "{ guardCookies }", "0.75 kB"),
  measure("script tag", "packages/core/dist/assent.global.js", undefined, "10.45 kB"),
  measure("banner over core", ui, "{ mount }", "3.21 kB", overCore),
  measure("  with its stylesheet", ui, "{ mount }", "4.57 kB", { ...overCore, besides: sheet("banner.css") }),
  measure("banner + preferences over core", ui, "{ mount }", "5.95 kB", { ...overCore, layers }),
  measure("  with their stylesheet", ui, "{ mount }", "8.1 kB", {
    ...overCore,
    layers,
    besides: sheet("assent.css"),
  }),
  measure(
    "  and the cookie policy with its own",
    [ui, policy],
    { [ui]: "{ mount }", [policy]: "{ cookiePolicy }" },
    "9.75 kB",
    {
      ...overCore,
      layers,
      besides: { ...sheet("assent.css"), ...sheet("policy.css") },
    },
  ),
  measure(
    "script tag, with all that and the gates",
    "packages/ui/dist/assent.global.js",
    undefined,
    "15.9 kB",
  ),
  measure("first visit", [core, dom, ui], firstLayer, "10.97 kB", {
    besides: { ...boot, ...sheet("banner.css") },
  }),
  measure("returning visit", [core], "{ }", "1 kB", { besides: boot }),
  measure(
    "react hooks over core",
    "packages/react/dist/index.js",
    "{ ConsentGate, ConsentProvider, useConsent }",
    "0.6 kB",
    { ignore: ["react", "@assent/core"] },
  ),
  measure("vue over core", "packages/vue/dist/index.js", "{ assent, ConsentGate, useConsent }", "0.6 kB", {
    ignore: ["vue", "@assent/core"],
  }),
  measure("sendAnswers over core", "packages/server/dist/browser.js", "{ sendAnswers }", "1.2 kB", {
    ignore: ["@assent/core"],
  }),
  measure(
    "react components over core, ui",
    "packages/react/dist/ui/index.js",
    "{ ConsentBanner, ConsentEmbed, ConsentPreferences, PrivacyChoices }",
    "1.05 kB",
    { ignore: ["react", "@assent/core", "@assent/ui"] },
  ),
  measure(
    "vue components over core, ui",
    "packages/vue/dist/ui/index.js",
    "{ ConsentBanner, ConsentEmbed, ConsentPreferences, PrivacyChoices }",
    "1.15 kB",
    { ignore: ["vue", "@assent/core", "@assent/ui"] },
  ),
  signal("index", "signal"),
  signal("google", "google", "0.7 kB"),
  signal("microsoft", "microsoft"),
  signal("meta", "meta"),
  signal("tiktok", "tiktok"),
  signal("linkedin", "linkedin"),
  signal("matomo", "matomo"),
  signal("piwik-pro", "piwikPro"),
  signal("hotjar", "hotjar"),
  signal("segment", "segment"),
  signal("posthog", "posthog"),
  signal("plausible", "plausible"),
  signal("shopify", "shopify"),
  signal("data-layer", "dataLayer"),
  measure(
    "signals/tcf, besides its codec",
    "packages/signals/dist/tcf.js",
    "{ loadVendorList, policyFromVendorList, sparing, tcf }",
    "4.3 kB",
    { ignore: ["@assent/core", "@iabtechlabtcf/core"] },
  ),
  measure(
    "  with its codec",
    "packages/signals/dist/tcf.js",
    "{ loadVendorList, policyFromVendorList, sparing, tcf }",
    "13.5 kB",
    overCore,
  ),
  measure("  its stub", "packages/signals/dist/tcf-stub.js", "{ tcfStub }", "0.6 kB"),
  measure("signals/gpp, besides its codec", "packages/signals/dist/gpp.js", "{ gpp }", "1.8 kB", {
    ignore: ["@assent/core", "@iabgpp/cmpapi"],
  }),
  measure("  its stub", "packages/signals/dist/gpp-stub.js", "{ gppStub }", "0.8 kB"),
  measure(
    "signals/migrate, one tool",
    "packages/signals/dist/migrate.js",
    "{ fromVanillaCookieConsent, takingOver }",
    "1.5 kB",
    overCore,
  ),
];
