import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Locale } from "@assent/ui/locales";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Fixture } from "./fixture.ts";
import { startPages, uiPage } from "./ui-page.ts";
import { inEachBrowser, troublesOf } from "./visitor.ts";

const { resolve } = createRequire(import.meta.url);
const autoconsent = resolve("@duckduckgo/autoconsent").replace(".cjs.", ".esm.");

interface Scene {
  readonly locale: Locale;
  readonly name: string;
  /** Options of `mount`, as source. */
  readonly mount?: string;
}

/** The languages in which it knows a banner by its words, and the button that refuses. */
const known: Scene[] = (["de", "en", "es", "fr", "it", "nl", "pl", "pt", "pt-BR"] as const).map((locale) => ({
  locale,
  name: locale,
}));

const layouts: Scene[] = ["bar", "dialog"].map((layout) => ({
  locale: "en",
  name: `en, as a ${layout}`,
  mount: `layout: "${layout}"`,
}));

/** Those in which it knows the button alone: a category's name in English says to it that this is a banner. */
const knownButtons: Scene[] = (["id", "sv", "tr"] as const).map((locale) => ({
  locale,
  name: `${locale}, by the button`,
  mount: 'texts: { categories: { media: { name: "Accept all" } } }',
}));

const scenes = [...known, ...layouts, ...knownButtons].map((scene, index) => ({
  ...scene,
  path: `/${index}`,
}));

/** What a visitor's browser does, without a rule for any site: it reads the banner as a visitor would. */
const script = `
  import AutoConsent from "/autoconsent.js";
  window.told = [];
  const tell = async (message) => void told.push(message);
  const wish = { enabled: true, autoAction: "optOut", heuristicMode: "reject", enablePrehide: false };
  new AutoConsent(tell, { ...wish, heuristicPopupSearchTimeout: 10000 }, { autoconsent: [] });
`;

/** With the rule that the package publishes, it needs to read no language. */
const ruled = (["en", "ar", "ja", "ru"] as const).map((locale) => ({ locale, path: `/rule/${locale}` }));
const rule = readFileSync(new URL("../../packages/ui/rules/autoconsent.json", import.meta.url), "utf8");
const ruledScript = `
  import AutoConsent from "/autoconsent.js";
  window.told = [];
  const tell = async (message) => {
    told.push(message);
    if (message.type === "autoconsentDone") autoconsent.receiveMessageCallback({ type: "selfTest" });
  };
  const wish = { enabled: true, autoAction: "optOut", heuristicMode: "off", enablePrehide: false };
  const autoconsent = new AutoConsent(tell, wish, { autoconsent: [${rule}] });
`;

let site: Fixture;
beforeAll(async () => {
  site = await startPages({
    "/autoconsent.js": readFileSync(autoconsent, "utf8"),
    ...Object.fromEntries(scenes.map(({ path, ...options }) => [path, uiPage({ ...options, script })])),
    ...Object.fromEntries(ruled.map(({ path, locale }) => [path, uiPage({ locale, script: ruledScript })])),
  });
});
afterAll(() => site.close());

inEachBrowser((visit) => {
  test.each(scenes)("DuckDuckGo’s autoconsent refuses for its visitor: $name", async ({ path }) => {
    const page = await visit(site.at("localhost", path));
    await page.waitFor("window.told?.some(({ type }) => type === 'autoconsentDone')");
    const told: { type: string; cmp?: string; result?: boolean }[] = await page.evaluate("told");
    expect(told.find(({ type }) => type === "popupFound")?.cmp).toBe("HEURISTIC-REJECT");
    expect(told.find(({ type }) => type === "optOutResult")?.result).toBe(true);
    expect(await page.evaluate("document.cookie")).toMatch(/~advertising-.*~media-.*~statistics-/);
    expect(await page.evaluate("consent.getState().permissions")).toMatchObject({
      necessary: true,
      statistics: false,
      media: false,
      advertising: false,
    });
    expect(await troublesOf(page)).toEqual([]);
  });

  test.each(ruled)("by our rule it refuses in $locale, and its own test agrees", async ({ path }) => {
    const page = await visit(site.at("localhost", path));
    await page.waitFor("window.told?.some(({ type }) => type === 'selfTestResult')");
    const told: { type: string; cmp?: string; result?: boolean }[] = await page.evaluate("told");
    expect(told.find(({ type }) => type === "popupFound")?.cmp).toBe("assent");
    expect(told.find(({ type }) => type === "optOutResult")?.result).toBe(true);
    expect(told.find(({ type }) => type === "selfTestResult")?.result).toBe(true);
    expect(await page.evaluate("consent.getState().permissions.advertising")).toBe(false);
  });
});
