import { definePolicy, type PolicyInput } from "@assent/core";
import { recordFor } from "@assent/core/testing";
import type * as playwright from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { browsers, type Page } from "./browsers.ts";
import type { Fixture } from "./fixture.ts";
import { startChromium } from "./playwright.ts";
import { policySource, startPages, uiPage } from "./ui-page.ts";
import { inEachBrowser, press, waitUntil } from "./visitor.ts";

const layouts = ["box", "bar", "dialog"] as const;

const { categories, services }: PolicyInput = new Function(`return ${policySource}`)();
/** The same site before it had videos. */
const earlier = definePolicy({
  categories: without(categories, "media"),
  services: without(services, "player"),
} as PolicyInput);

let site: Fixture;
beforeAll(async () => {
  site = await startPages({
    "/": uiPage(),
    "/ar": uiPage({ locale: "ar" }),
    "/open": uiPage({ script: "consent.openPreferences();" }),
    "/notice": uiPage({
      script: `consent.onGrant("statistics", () => {}); consent.acceptAll(); consent.withdraw();`,
    }),
    ...Object.fromEntries(layouts.map((layout) => [`/${layout}`, uiPage({ mount: `layout: "${layout}"` })])),
    "/accent": uiPage({
      head: "<style>:root { --assent-accent: #0b5d4e; --assent-background: #fff; --assent-text: #222 }</style>",
    }),
    "/gpc": uiPage({ consent: "gpc: true" }),
    "/never": uiPage({ mount: "load: () => new Promise(() => {})" }),
    "/globals": `<!doctype html><title>Globals</title><link rel="icon" href="data:,"><body>
      <script>var added, before = new Set(Object.getOwnPropertyNames(window));</script>
      <script src="/ui.js"></script>
      <script>added = Object.getOwnPropertyNames(window).filter((name) => !before.has(name));</script>`,
  });
});
afterAll(() => site.close());

inEachBrowser((visit) => {
  const ready = async (path: string): Promise<Page> => {
    const page = await visit(site.at("localhost", path));
    await page.waitFor("window.isReady");
    return page;
  };

  test("what is new since the last choice is asked about alone, and marked in the preferences", async () => {
    const page = await visit(site.at("localhost", "/empty"));
    const value = recordFor(earlier, { statistics: true, advertising: true });
    await page.context.setCookie({ name: earlier.recordName, value });
    await page.goto(site.at("localhost", "/"));
    await page.waitFor("window.isReady");
    expect(await page.text(".assent-banner p")).toContain("New since your last choice: videos and maps.");
    await press(page, "Choose");
    await waitUntil(page, "dialog[open]", "shown");
    const marked =
      "[...document.querySelectorAll('[data-category]:has(.assent-new)')].map(({ dataset }) => dataset.category)";
    expect(await page.evaluate(marked)).toEqual(["media"]);
    expect(await page.text("[data-category=media]")).toContain("This is new or has changed");
    expect(
      await page.evaluate("[...document.querySelectorAll('dialog :checked')].map(({ name }) => name)"),
    ).toEqual(["statistics", "advertising"]);
  });

  test("a toggle makes an exception from the signal, beside the words that say so", async () => {
    const page = await ready("/gpc");
    expect(await page.text(".assent-banner")).toContain("Global Privacy Control");
    await press(page, "Accept all");
    expect(await page.evaluate("[consent.allows('statistics'), consent.allows('advertising')]")).toEqual([
      true,
      false,
    ]);
    await press(page, "Cookie choices");
    await waitUntil(page, "dialog[open]", "shown");
    expect(await page.text("[data-category=advertising]")).toContain("make an exception for this site");
    await press(page, "Advertising");
    await press(page, "Save");
    await waitUntil(page, "dialog[open]", "gone");
    expect(await page.evaluate("consent.allows('advertising')")).toBe(true);
  });

  test("a choice doesn't wait for words that never come", async () => {
    const page = await ready("/never");
    const made = await page.evaluate(`(() => {
      document.querySelector(".assent-banner [value=preferences]").dispatchEvent(new Event("pointerover", { bubbles: true }));
      document.querySelector(".assent-banner [value=reject]").click();
      return [document.cookie.includes("statistics-"), document.querySelector(".assent-banner").checkVisibility()];
    })()`);
    expect(made).toEqual([true, false]);
  });

  test("the script tag adds one name to the page", async () => {
    const page = await visit(site.at("localhost", "/globals"));
    const added: string[] = await page.evaluate("added");
    // What Playwright itself leaves in Firefox's pages.
    expect(added.filter((name) => !name.startsWith("__pw"))).toEqual(["assent"]);
  });
});

describe.runIf(browsers.includes("chromium"))("as the visitor's system asks", () => {
  let chromium: playwright.Browser;
  let context: playwright.BrowserContext;
  beforeAll(async () => {
    chromium = await startChromium();
  });
  afterEach(() => context.close());
  afterAll(() => chromium.close());

  async function visit(
    path: string,
    options: playwright.BrowserContextOptions = {},
  ): Promise<playwright.Page> {
    context = await chromium.newContext(options);
    const page = await context.newPage();
    await page.goto(site.at("localhost", path));
    await page.waitForFunction("window.isReady");
    return page;
  }

  test.each(["/", "/accent"])(
    "%s: in forced colours, every button is a button of the system's",
    async (path) => {
      for (const colorScheme of ["light", "dark"] as const) {
        const page = await visit(path, { forcedColors: "active", colorScheme });
        const looks = await page.evaluate(() => {
          const own = document
            .querySelector("main")
            ?.appendChild(document.createElement("button")) as Element;
          return [own, ...document.querySelectorAll(".assent-banner button")].map((button) => {
            const { color, backgroundColor, borderTopStyle } = getComputedStyle(button);
            return [color, backgroundColor, borderTopStyle === "none"];
          });
        });
        const [system, ...buttons] = looks;
        expect(buttons.slice(0, 2)).toEqual([system, system]);
        await context.close();
      }
      context = await chromium.newContext();
    },
  );

  test("the banner keeps still; what a click opens fades in, but where motion is unwanted", async () => {
    const moving = async (reducedMotion: "reduce" | "no-preference"): Promise<unknown[]> => {
      const page = await visit("/", { reducedMotion });
      const seen = await page.evaluate(() => {
        const { showModal } = HTMLDialogElement.prototype;
        const before = document.getAnimations().length;
        return new Promise<unknown[]>((done) => {
          HTMLDialogElement.prototype.showModal = function () {
            showModal.call(this);
            const { opacity } = getComputedStyle(this);
            const all = document.getAnimations();
            done([before, opacity, ...all.map(({ effect }) => effect?.getComputedTiming().duration)]);
          };
          document.querySelector<HTMLElement>(".assent-banner [value=preferences]")?.click();
        });
      });
      await context.close();
      context = await chromium.newContext();
      return seen;
    };
    expect(await moving("no-preference")).toEqual([0, "0", 120]);
    expect(await moving("reduce")).toEqual([0, "1"]);
  });

  test("the box stands where lines begin, a rem from the edges", async () => {
    const place = async (path: string): Promise<DOMRect> => {
      const page = await visit(path, { viewport: { width: 1024, height: 768 }, reducedMotion: "reduce" });
      const box = (await page.locator(".assent-banner").boundingBox()) as DOMRect;
      await context.close();
      return box;
    };
    const [left, right] = [await place("/"), await place("/ar")];
    expect([left.x, 768 - left.y - left.height, Math.round(left.width)]).toEqual([16, 16, 416]);
    expect(Math.round(1024 - right.x - right.width)).toBe(16);
    context = await chromium.newContext();
  });

  test("on a screen of 3,840 pixels, the bar's words and buttons stay together", async () => {
    const page = await visit("/bar", { viewport: { width: 3840, height: 2160 } });
    const text = (await page.locator(".assent-text").boundingBox()) as DOMRect;
    const buttons = (await page.locator(".assent-banner .assent-actions").boundingBox()) as DOMRect;
    expect(buttons.x + buttons.width - text.x).toBeLessThanOrEqual(1280);
    expect(text.y).toBeLessThan(buttons.y + buttons.height);
    expect(buttons.y).toBeLessThan(text.y + text.height);
  });

  test.each(["/", "/notice"])("%s: nothing of it is printed", async (path) => {
    const page = await visit(path);
    await page.emulateMedia({ media: "print" });
    const shown = await page.evaluate(() =>
      [...document.querySelectorAll(".assent-banner, .assent-notice, .assent-choices")].filter((element) =>
        element.checkVisibility(),
      ),
    );
    expect(shown).toEqual([]);
  });

  test.each([...layouts.map((layout) => `/${layout}`), "/open", "/notice"])(
    "%s: whatever can be pressed is 24 pixels wide and high, and a button 44 high",
    async (path) => {
      const page = await visit(path, { viewport: { width: 320, height: 640 } });
      if (path === "/open") await page.waitForSelector("dialog[open]");
      if (path === "/notice") await page.waitForSelector(".assent-notice:not([hidden])");
      const small = await page.evaluate(() =>
        [...document.querySelectorAll(".assent :is(button, input, summary)")]
          .filter((element) => element.checkVisibility())
          .filter((element) => {
            const { width, height } = element.getBoundingClientRect();
            return Math.min(width, height) < 24 || (element.localName === "button" && height < 44);
          })
          .map(({ outerHTML }) => outerHTML),
      );
      expect(small).toEqual([]);
    },
  );
});

function without(given: object, name: string): object {
  return Object.fromEntries(Object.entries(given).filter(([key]) => key !== name));
}
