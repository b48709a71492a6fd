import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bundle } from "./bundle.ts";
import { type Fixture, startFixture } from "./fixture.ts";
import { inEachBrowser, openTab } from "./visitor.ts";

const { resolve } = createRequire(import.meta.url);

/** A tool as a site has it, and what the site says of it when it comes to us. */
interface Tool {
  readonly script: string;
  readonly head?: string;
  readonly accept: string;
  readonly reject: string;
  /** Grants one of two, as its own interface lets visitors do. */
  readonly choose?: string;
  readonly from: string;
  readonly read: string;
  readonly names: { readonly statistics: string; readonly advertising: string };
  /** It writes down when an answer was given. */
  readonly isDated?: boolean;
}

const click = (selector: string): string => `document.querySelector(${JSON.stringify(selector)}).click()`;

const tools: { readonly [name: string]: Tool } = {
  "vanilla-cookieconsent": {
    script: `
      import * as CookieConsent from "vanilla-cookieconsent";
      const words = { title: "Cookies", acceptAllBtn: "Yes", acceptNecessaryBtn: "No" };
      await CookieConsent.run({
        hideFromBots: false,
        categories: { necessary: { readOnly: true }, analytics: {}, ads: {} },
        language: { default: "en", translations: { en: {
          consentModal: words,
          preferencesModal: { ...words, sections: [] },
        } } },
      });
      window.tool = CookieConsent;`,
    accept: `tool.acceptCategory("all")`,
    reject: `tool.acceptCategory([])`,
    choose: `tool.acceptCategory(["analytics"])`,
    from: `{ cookie: "cc_cookie" }`,
    read: "fromVanillaCookieConsent",
    names: { statistics: "analytics", advertising: "ads" },
    isDated: true,
  },
  klaro: {
    script: `
      import * as klaro from "klaro/dist/klaro-no-css.js";
      const services = ["matomo", "pixel"].map((name) => ({ name, purposes: ["all"] }));
      window.tool = klaro.getManager({ services, translations: {} });`,
    accept: `tool.changeAll(true); tool.saveAndApplyConsents("accept")`,
    reject: `tool.changeAll(false); tool.saveAndApplyConsents("decline")`,
    choose: `tool.changeAll(false); tool.updateConsent("matomo", true); tool.saveAndApplyConsents("save")`,
    from: `{ cookie: "klaro" }`,
    read: "fromKlaro",
    names: { statistics: "matomo", advertising: "pixel" },
  },
  orejime: {
    script: "",
    head: `<script>orejimeConfig = { privacyPolicyUrl: "/", purposes: ["matomo", "pixel"].map((id) => ({ id, title: id, cookies: [] })) }</script>
      <script src="/orejime.js" defer></script>`,
    accept: click(".orejime-Banner-saveButton"),
    reject: click(".orejime-Banner-declineButton"),
    from: `{ cookie: "eu-consent" }`,
    read: "fromOrejime",
    names: { statistics: "matomo", advertising: "pixel" },
  },
  tarteaucitron: {
    script: "",
    head: `<script src="/tarteaucitron/tarteaucitron.min.js"></script><script>
      tarteaucitron.init({ privacyUrl: "/", orientation: "bottom", showIcon: false });
      for (const key of ["matomo", "pixel"]) {
        tarteaucitron.services[key] = { key, type: "analytic", name: key, needConsent: true, cookies: [], js() {} };
        (tarteaucitron.job ||= []).push(key);
      }</script>`,
    accept: "tarteaucitron.userInterface.respondAll(true)",
    reject: "tarteaucitron.userInterface.respondAll(false)",
    choose: `tarteaucitron.userInterface.respondAll(false); tarteaucitron.userInterface.respond(document.querySelector("#matomoAllowed"), true)`,
    from: `{ cookie: "tarteaucitron" }`,
    read: "fromTarteaucitron",
    names: { statistics: "matomo", advertising: "pixel" },
  },
  "Osano's cookieconsent": {
    script: "",
    head: `<script src="/cookieconsent.js"></script><script>
      addEventListener("DOMContentLoaded", () => cookieconsent.initialise({ type: "opt-in" }, () => {}));</script>`,
    accept: click(".cc-allow"),
    reject: click(".cc-deny"),
    from: `{ cookie: "cookieconsent_status" }`,
    read: "fromOsano",
    names: { statistics: "all", advertising: "all" },
  },
  "c15t, its cookie": {
    script: c15t(),
    accept: `tool().saveConsents("all")`,
    reject: `tool().saveConsents("necessary")`,
    choose: `tool().setSelectedConsent("measurement", true); tool().setSelectedConsent("marketing", false); tool().saveConsents("custom")`,
    from: `{ cookie: "c15t" }`,
    read: "fromC15t",
    names: { statistics: "measurement", advertising: "marketing" },
    isDated: true,
  },
  "c15t, localStorage": {
    script: c15t(),
    accept: `tool().saveConsents("all")`,
    reject: `tool().saveConsents("necessary")`,
    from: `{ local: "c15t" }`,
    read: "fromC15t",
    names: { statistics: "measurement", advertising: "marketing" },
    isDated: true,
  },
  "react-cookie-consent": {
    script: `
      import { createElement } from "react";
      import { createRoot } from "react-dom/client";
      import { CookieConsent } from "react-cookie-consent";
      const root = document.createElement("div");
      document.body.append(root);
      createRoot(root).render(createElement(CookieConsent, { enableDeclineButton: true }, "Cookies"));`,
    accept: click("#rcc-confirm-button"),
    reject: click("#rcc-decline-button"),
    from: `{ cookie: "CookieConsent" }`,
    read: "fromReactCookieConsent",
    names: { statistics: "all", advertising: "all" },
  },
};

function c15t(): string {
  return `
    import { getOrCreateConsentRuntime } from "c15t";
    const { consentStore } = getOrCreateConsentRuntime({
      mode: "offline",
      consentCategories: ["necessary", "measurement", "marketing"],
      overrides: { country: "FR" },
      reloadOnConsentRevoked: false,
    });
    window.tool = () => consentStore.getState();`;
}

/** The site afterwards: the same visitor, another tool. */
function ours({ from, read, names, isDated }: Tool): string {
  return `
    import { cookieStorage, createConsent, day, definePolicy } from "@assent/core";
    import { ${read}, takingOver } from "@assent/signals/migrate";
    const policy = definePolicy({ categories: { necessary: "exempt", statistics: "ask", advertising: "ask" }, services: {} });
    window.consent = createConsent(policy, {
      region: "FR",
      storage: takingOver(policy, cookieStorage(policy.recordName), {
        from: ${from},
        read: ${read},
        names: ${JSON.stringify(names)},
        regime: "opt-in",
        ${isDated ? "" : "lifetime: location.hash ? undefined : 120 * day,"}
      }),
    });
    consent.start();`;
}

let fixture: Fixture;

beforeAll(async () => {
  const shipped = (path: string): string => readFileSync(resolve(path), "utf8");
  const pages = await Promise.all(
    Object.entries(tools).flatMap(([name, tool]) => [
      page(`/theirs/${slug(name)}`, tool.script, tool.head),
      page(`/ours/${slug(name)}`, ours(tool)),
    ]),
  );
  fixture = await startFixture({
    ...Object.fromEntries(pages.flat()),
    "/orejime.js": shipped("orejime/dist/orejime-standard-en.js"),
    "/cookieconsent.js": shipped("cookieconsent/build/cookieconsent.min.js"),
    ...Object.fromEntries(
      [
        "tarteaucitron.min.js",
        "tarteaucitron.services.min.js",
        "advertising.min.js",
        "lang/tarteaucitron.en.min.js",
        "css/tarteaucitron.min.css",
      ].map((file) => [`/tarteaucitron/${file}`, shipped(`tarteaucitronjs/${file}`)]),
    ),
  });
});

afterAll(() => fixture.close());

inEachBrowser((visit, browser) => {
  const at = (path: string) => fixture.at("localhost", path);

  // What the tools store is the same text in every browser.
  describe.skipIf(browser !== "chromium").each(Object.entries(tools))("what %s remembered", (name, tool) => {
    /** What a visitor may run who answered the other tool with a script, and whether they are asked again. */
    async function after(script: string, hash = "") {
      const tab = await visit(at(`/theirs/${slug(name)}`));
      // Some show themselves a moment after the page has loaded.
      await tab.waitFor(`(() => { try { ${script}; return true } catch { return false } })()`);
      await tab.waitFor("document.cookie || localStorage.length");
      const next = await openTab(tab.context, at(`/ours/${slug(name)}${hash}`));
      await next.waitFor("window.consent?.getState().status !== 'pending'");
      return next.evaluate<{
        statistics: boolean;
        advertising: boolean;
        status: string;
        by: string[];
      }>(`(() => {
        const { permissions: { statistics, advertising }, status, record } = consent.getState();
        return { statistics, advertising, status, by: Object.values(record?.answers ?? {}).map(({ by }) => by) };
      })()`);
    }

    test("a grant of all", async () => {
      expect(await after(tool.accept)).toEqual({
        statistics: true,
        advertising: true,
        status: "closed",
        by: ["migrate", "migrate"],
      });
    });

    test("a refusal of all", async () => {
      expect(await after(tool.reject)).toEqual({
        statistics: false,
        advertising: false,
        status: "closed",
        by: ["migrate", "migrate"],
      });
    });

    test.runIf(tool.choose)("a grant of one", async () => {
      expect(await after(tool.choose as string)).toMatchObject({
        statistics: true,
        advertising: false,
        status: "closed",
      });
    });

    test.runIf(!tool.isDated)("a grant of nobody knows when is asked for again", async () => {
      expect(await after(tool.accept, "#undated")).toMatchObject({ statistics: false, status: "banner" });
    });
  });
});

function slug(name: string): string {
  return name.toLowerCase().replace(/\W+/g, "-");
}

async function page(path: string, script: string, head = ""): Promise<[string, string][]> {
  return [
    [`${path}.js`, await bundle(script)],
    [
      path,
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Site</title><link rel="icon" href="data:,">${head}</head>
      <body><main>Content</main><script type="module" src="${path}.js"></script></body></html>`,
    ],
  ];
}
