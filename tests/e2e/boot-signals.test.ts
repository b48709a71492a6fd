import { readFileSync } from "node:fs";
import { createConsent, definePolicy } from "@assent/core";
import { bootScript } from "@assent/core/boot";
import { recordFor } from "@assent/core/testing";
import { googleServices } from "@assent/signals/google";
import { googleDefault } from "@assent/signals/google-default";
import { matomoServices } from "@assent/signals/matomo";
import { microsoftServices } from "@assent/signals/microsoft";
import { english, privacyChoices, toHtml } from "@assent/ui";
import { afterAll, beforeAll, expect, test } from "vitest";
import { standIns } from "../../packages/signals/test/stand-ins.ts";
import type { Page } from "./browsers.ts";
import { bundle } from "./bundle.ts";
import { type Fixture, startFixture } from "./fixture.ts";
import { inEachBrowser, press, troublesOf, waitUntil } from "./visitor.ts";

const input = {
  categories: { necessary: "exempt", statistics: "ask", advertising: "ask" },
  services: { ...googleServices, ...matomoServices, ...microsoftServices },
} as const;
const policy = definePolicy(input);
const view = { policy, messages: english, policyUrl: "/cookies" };

const site = `
import { createConsent, definePolicy } from "@assent/core";
import { openGates } from "@assent/core/dom";
import { google } from "@assent/signals/google";
import { matomo } from "@assent/signals/matomo";
import { microsoft } from "@assent/signals/microsoft";
import { mount } from "@assent/ui";

if (document.readyState === "loading") await new Promise((done) => document.addEventListener("DOMContentLoaded", done));
window.consent = createConsent(definePolicy(${JSON.stringify(input)}), { region: "FR" });
consent.start();
google(consent);
matomo(consent);
microsoft(consent);
mount(consent, { policyUrl: "/cookies" });
openGates(consent);
`;

/** What the vendor's page shows for the head of a page with boot. */
function headOf(vendor: string): string {
  const page = readFileSync(new URL(`../../docs/vendors/${vendor}.md`, import.meta.url), "utf8");
  const [, shown = ""] = page.slice(page.indexOf("**Pages with boot.**")).match(/```html\n(.*?)```/s) ?? [];
  return shown;
}

const served = (vendor: string, part: "snippet" | "script"): string =>
  `(${standIns[vendor]?.[part]})(window, (...command) => (window.heard ??= []).push(["${vendor}", ...command]));`;

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Vendors</title>
<link rel="icon" href="data:,">
<script>${bootScript(policy, { region: "FR", src: "/consent.js", tells: "head" })}</script>
<script>${googleDefault(policy, { region: "FR", follows: "boot" })}</script>
${headOf("microsoft")}
<script>${served("google", "snippet")}</script>
<script src="/google.js"></script>
<script type="text/plain" data-assent="matomo">${served("matomo", "snippet")}</script>
<script type="text/plain" data-assent="matomo" src="/matomo.js"></script>
<script type="text/plain" data-assent="uet" src="/microsoft.js"></script>
</head>
<body><main>Content</main><footer>${toHtml(privacyChoices(createConsent(policy).getState(), view))}</footer></body>
</html>`;

let fixture: Fixture;
let loads = 0;

beforeAll(async () => {
  const consent = await bundle(site);
  fixture = await startFixture({
    "/": page,
    "/google.js": served("google", "script"),
    "/matomo.js": served("matomo", "script"),
    "/microsoft.js": served("microsoft", "script"),
    get "/consent.js"() {
      loads++;
      return consent;
    },
  });
});

afterAll(() => fixture.close());

inEachBrowser((visit) => {
  async function come(choices?: object): Promise<Page> {
    const tab = await visit(fixture.at("localhost", "/empty"));
    if (choices)
      await tab.context.setCookie({
        name: policy.recordName,
        value: recordFor(policy, choices, { region: "FR" }),
      });
    loads = 0;
    await tab.goto(fixture.at("localhost"));
    await tab.waitFor("document.readyState === 'complete'");
    return tab;
  }

  /** What the vendors' scripts have heard of consent. */
  async function heard(tab: Page): Promise<{ [vendor: string]: string[] }> {
    const all = await tab.evaluate<unknown[][]>("JSON.parse(JSON.stringify(window.heard ?? []))");
    const told: { [vendor: string]: string[] } = { google: [], matomo: [], uet: [], clarity: [] };
    for (const [vendor, command, ...given] of all) {
      const values = JSON.stringify(given.at(-1) ?? {});
      const word =
        values.includes("granted") && !values.includes('ad_storage":"denied') ? "granted" : "denied";
      if (vendor === "matomo") told.matomo?.push(`${command}`);
      else if (command === "clarity")
        told.clarity?.push(values.includes('analytics_Storage":"granted') ? "granted" : "denied");
      else if (command === "consent")
        told[vendor === "google" ? "google" : "uet"]?.push(`${given[0]} ${word}`);
    }
    return told;
  }

  test("a visitor who granted: one default, of what they granted, before any tag, and no core", async () => {
    const tab = await come({ statistics: true, advertising: true });
    await tab.waitFor("window.heard?.some(([vendor]) => vendor === 'microsoft')");
    expect(await heard(tab)).toEqual({
      google: ["default granted"],
      matomo: ["trackPageView"],
      uet: ["default granted"],
      clarity: ["granted"],
    });
    expect(await tab.evaluate("heard.find(([vendor]) => vendor === 'google')[1]")).toBe("consent");
    expect(loads).toBe(0);
    // Core takes over, says what was answered, and then one update for the decision.
    await press(tab, "Cookie choices");
    await waitUntil(tab, "dialog.assent-preferences[open]", "shown");
    await press(tab, "Reject all");
    expect(await heard(tab)).toEqual({
      google: ["default granted", "update granted", "update denied"],
      matomo: ["trackPageView", "setConsentGiven", "forgetConsentGiven"],
      uet: ["default granted", "update granted", "update denied"],
      clarity: ["granted", "granted", "denied"],
    });
    expect(await troublesOf(tab)).toEqual([]);
  });

  test("a visitor who refused: one default, no tag that a gate holds, and no core", async () => {
    const tab = await come({});
    expect(await heard(tab)).toEqual({ google: ["default denied"], matomo: [], uet: [], clarity: [] });
    expect(loads).toBe(0);
    await press(tab, "Cookie choices");
    await waitUntil(tab, "dialog.assent-preferences[open]", "shown");
    await press(tab, "Accept all");
    await tab.waitFor("window.heard?.some(([vendor]) => vendor === 'microsoft')");
    expect(await heard(tab)).toEqual({
      google: ["default denied", "update denied", "update granted"],
      matomo: ["requireConsent", "setConsentGiven", "trackPageView"],
      uet: ["default denied", "update granted"],
      clarity: ["denied", "granted"],
    });
  });

  test("a first visit: one default, and one update when they choose", async () => {
    const tab = await come();
    await waitUntil(tab, ".assent-banner", "shown");
    expect(await heard(tab)).toEqual({ google: ["default denied"], matomo: [], uet: [], clarity: [] });
    await press(tab, "Accept all");
    await tab.waitFor("window.heard?.some(([vendor]) => vendor === 'microsoft')");
    expect(await heard(tab)).toEqual({
      google: ["default denied", "update granted"],
      matomo: ["requireConsent", "setConsentGiven", "trackPageView"],
      uet: ["default denied", "update granted"],
      clarity: ["denied", "granted"],
    });
  });

  test("an answer that boot leaves to core is told when core has come", async () => {
    const tab = await visit(fixture.at("localhost", "/empty"));
    const value = recordFor(policy, { statistics: true, matomo: true, uet: true }, { region: "FR" });
    await tab.context.setCookie({ name: policy.recordName, value });
    await tab.goto(fixture.at("localhost"));
    await tab.waitFor("window.heard?.some(([vendor]) => vendor === 'microsoft')");
    const told = await heard(tab);
    expect(told.matomo?.slice(0, 2)).toEqual(["setConsentGiven", "trackPageView"]);
    expect(told.uet).toEqual(["update granted"]);
    expect(told.google?.[0]).toBe("default denied");
    expect(
      await tab.evaluate("dataLayer.findLast(([command]) => command === 'consent')[2].analytics_storage"),
    ).toBe("granted");
  });
});
