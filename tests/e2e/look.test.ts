import type * as playwright from "playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browsers } from "./browsers.ts";
import type { Fixture } from "./fixture.ts";
import { startChromium } from "./playwright.ts";
import { type PageOptions, startPages, uiPage } from "./ui-page.ts";
import { inEachBrowser } from "./visitor.ts";

const policy = `const { cookiePolicy } = await import("/policy.js");
  assent.render(document.querySelector("#policy"), consent, (state) => cookiePolicy(state, { ...view, policy }));
  consent.rejectAll();`;

/** Everything that a visitor may see of them. */
const surfaces: { readonly [name: string]: PageOptions } = {
  box: {},
  bar: { mount: 'layout: "bar"' },
  dialog: { mount: 'layout: "dialog"' },
  preferences: { script: "consent.openPreferences();" },
  notice: {
    script: `consent.onGrant("statistics", () => { document.cookie = "_ex_1=a; Path=/"; }); consent.acceptAll(); consent.withdraw();`,
  },
  policy: {
    head: '<link rel="stylesheet" href="/policy.css"><script type="importmap">{ "imports": { "@assent/core": "/core/index.js" } }</script>',
    markup: '<div id="policy"></div>',
    script: policy,
  },
};

/** What readers set for all text, stronger than any page's own: https://www.w3.org/TR/WCAG22/#text-spacing */
const spacing = `<style>@layer reader { * {
  line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-block-end: 2em !important } }</style>`;

const conditions: { readonly [name: string]: { readonly head?: string; readonly size: [number, number] } } = {
  "at 200 %": { size: [640, 400] },
  "at 400 %": { size: [320, 256] },
  "with text of 200 %": { head: "<style>html { font-size: 200% }</style>", size: [1280, 800] },
  "with text of 200 % on a tablet": { head: "<style>html { font-size: 200% }</style>", size: [768, 1024] },
  "with a rem of 10 pixels": { head: "<style>html { font-size: 62.5% }</style>", size: [1280, 800] },
  "with wider text": { head: spacing, size: [320, 640] },
};

const scenes = Object.keys(conditions).flatMap((condition) =>
  Object.keys(surfaces).map((surface) => ({ condition, surface })),
);

/** A long one, and one that runs to the left. */
const inLanguages = ["de", "ar"] as const;

let site: Fixture;
beforeAll(async () => {
  const pages = scenes.flatMap(({ condition, surface }) =>
    inLanguages.map((locale) => {
      const { head = "", ...options } = surfaces[surface] as PageOptions;
      const before = conditions[condition]?.head ?? "";
      return [
        pathOf(condition, surface, locale),
        uiPage({ ...options, locale, head: before + head }),
      ] as const;
    }),
  );
  site = await startPages({
    ...Object.fromEntries(pages),
    "/cover": uiPage({ head: cover }),
    "/cover/bar": uiPage({ head: cover, mount: 'layout: "bar"' }),
    "/cover/open": uiPage({ head: cover, script: "consent.openPreferences();" }),
    "/grid": uiPage({ head: "<style>body { display: grid; gap: 3rem }</style>", script: "unmount();" }),
    "/grid/mounted": uiPage({ head: "<style>body { display: grid; gap: 3rem }</style>" }),
    "/words": uiPage({ script: "unmount();" }),
  });
});
afterAll(() => site.close());

const cover =
  '<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"><style>html { font-size: 16px }</style>';

function pathOf(condition: string, surface: string, locale: string): string {
  return `/${Object.keys(conditions).indexOf(condition)}/${surface}/${locale}`;
}

describe.runIf(browsers.includes("chromium"))("for whoever needs it larger", () => {
  let chromium: playwright.Browser;
  beforeAll(async () => {
    chromium = await startChromium();
  });
  afterAll(() => chromium.close());

  test.each(scenes)("$condition, $surface: nothing is lost", async ({ condition, surface }) => {
    const [width, height] = conditions[condition]?.size ?? [0, 0];
    const context = await chromium.newContext({ viewport: { width, height }, deviceScaleFactor: 2 });
    const page = await context.newPage();
    for (const locale of inLanguages) {
      await page.goto(site.at("localhost", pathOf(condition, surface, locale)));
      await page.waitForFunction("window.isReady");
      if (surface === "preferences") await page.waitForSelector("dialog[open]");
      if (surface === "notice") await page.waitForSelector(".assent-notice:not([hidden])");
      const selector = { preferences: "dialog", notice: ".assent-notice", policy: ".assent-policy" }[surface];
      expect(await page.evaluate(lost, selector ?? ".assent-banner"), locale).toEqual([]);
      await context.clearCookies();
    }
    await context.close();
  });

  test("wider text is wider in them too", async () => {
    const page = await chromium.newPage();
    await page.goto(site.at("localhost", pathOf("with wider text", "box", "en")));
    await page.waitForFunction("window.isReady");
    const set = await page.evaluate(() =>
      [...document.querySelectorAll(".assent-banner :is(p, button)")].map((element) => {
        const { fontSize, letterSpacing, wordSpacing, lineHeight } = getComputedStyle(element);
        const size = Number.parseFloat(fontSize);
        return [letterSpacing, wordSpacing, lineHeight].map(
          (value) => Math.round((Number.parseFloat(value) / size) * 100) / 100,
        );
      }),
    );
    expect(set).toEqual(set.map(() => [0.12, 0.16, 1.5]));
    await page.close();
  });

  test("they keep clear of a phone's notch and of its bar", async () => {
    const context = await chromium.newContext({ viewport: { width: 320, height: 640 } });
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    const insets = { top: 40, bottom: 30, left: 20, right: 20 };
    await devtools.send("Emulation.setSafeAreaInsetsOverride" as "Page.enable", { insets } as never);
    for (const path of ["/cover", "/cover/bar", "/cover/open"]) {
      await page.goto(site.at("localhost", path));
      await page.waitForFunction("window.isReady");
      const selector = path === "/cover/open" ? "dialog[open]" : ".assent-banner";
      await page.waitForSelector(selector);
      const boxes = await page.evaluate(
        (given) =>
          [...document.querySelectorAll(`${given} :is(button, p, h2)`)]
            .filter((element) => element.checkVisibility() && !element.closest(".assent-scroll"))
            .map((element) => element.getBoundingClientRect().toJSON() as DOMRect),
        selector,
      );
      expect(boxes.length, path).toBeGreaterThan(3);
      for (const { left, right, bottom } of boxes) {
        expect(left, path).toBeGreaterThanOrEqual(20);
        expect(right, path).toBeLessThanOrEqual(300);
        expect(bottom, path).toBeLessThanOrEqual(610);
      }
    }
    await context.close();
  });

  test("they take no place in a page whose body is a grid", async () => {
    const page = await chromium.newPage();
    const top = async (path: string): Promise<number> => {
      await page.goto(site.at("localhost", path));
      await page.waitForFunction("window.isReady");
      return page.evaluate(() => document.querySelector("main")?.getBoundingClientRect().top ?? Number.NaN);
    };
    // Its root stays in the page, empty, once it was unmounted.
    await page.goto(site.at("localhost", "/grid"));
    await page.evaluate(() => document.querySelector("#assent")?.remove());
    const alone = await page.evaluate(() => document.querySelector("main")?.getBoundingClientRect().top);
    expect(await top("/grid/mounted")).toBe(alone);
    await page.close();
  });
});

inEachBrowser((visit) => {
  test.each([320, 360, 1024])("in every language, what stands in them fits: %i pixels", async (width) => {
    const page = await visit(site.at("localhost", "/words"));
    await page.waitFor("window.isReady");
    expect(await page.evaluate(unfit, width)).toEqual([]);
  });
});

/** What of a surface can't be seen whole or can't be reached, whatever is scrolled but sideways. */
function lost(selector: string): string[] {
  const root = document.querySelector(selector) as HTMLElement;
  const { clientWidth } = document.documentElement;
  const found: string[] = [];
  if (document.documentElement.scrollWidth > clientWidth) found.push("the page scrolls sideways");
  const seen = [root, ...root.querySelectorAll<HTMLElement>("*")].filter((element) =>
    element.checkVisibility(),
  );
  for (const element of seen) {
    const name = `${element.localName} ${element.textContent.trim().slice(0, 30)}`;
    const { left, right } = element.getBoundingClientRect();
    if (left < -1 || right > clientWidth + 1) found.push(`beyond the edge: ${name}`);
    const { overflowX } = getComputedStyle(element);
    if (element.clientWidth && element.scrollWidth > element.clientWidth + 1 && overflowX !== "visible")
      found.push(`cut: ${name}`);
  }
  for (const element of seen.filter((one) => one.matches("button, a, input, summary, h2, p, label"))) {
    element.scrollIntoView({ block: "nearest" });
    const { left, top, width, height } = element.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + Math.min(height / 2, 12)];
    const hit = document.elementFromPoint(x, y);
    const box = `${Math.round(x)} ${Math.round(y)}`;
    if (!hit || !(element.contains(hit) || hit.contains(element)))
      found.push(`out of reach: ${element.localName} ${element.textContent.trim().slice(0, 30)} ${box}`);
  }
  return found;
}

/** What doesn't fit into the banner, the preferences and an embed's place, in any language. */
async function unfit(width: number): Promise<string[]> {
  type Inner = Window & typeof globalThis & { isReady?: boolean } & { [name: string]: never };
  const frame = document.createElement("iframe");
  frame.style.cssText = `width: ${width}px; height: 700px; border: 0`;
  frame.src = location.href;
  document.body.append(frame);
  while (!(frame.contentWindow as Inner | null)?.isReady) await new Promise((done) => setTimeout(done, 20));
  const view = frame.contentWindow as Inner;
  const { document: page } = view;
  const result = await view.eval(`(async () => {
    const found = [];
    const linesOf = (range) => new Set([...range.getClientRects()].map(({ bottom }) => Math.round(bottom))).size;
    const look = (locale, root) => {
      for (const button of root.querySelectorAll("button")) {
        const text = button.firstChild;
        if (!text || !button.checkVisibility()) continue;
        const range = document.createRange();
        range.selectNodeContents(button);
        if (linesOf(range) > 2) found.push(locale + ", three lines: " + text.data);
        // Languages without blanks break anywhere.
        if (!/^(ja|ko|th|zh)/.test(locale))
          for (const { index, 0: word } of text.data.matchAll(/[^\\s-]+-?/g)) {
            range.setStart(text, index);
            range.setEnd(text, index + word.length);
            if (linesOf(range) > 1) found.push(locale + ", a word in two: " + word);
          }
      }
      for (const element of [root, ...root.querySelectorAll("*")]) {
        const { left, right } = element.getBoundingClientRect();
        if (element.checkVisibility() && (left < 0 || right > innerWidth))
          found.push(locale + ", beyond the edge: " + element.textContent.slice(0, 40));
        if (element.clientWidth && element.scrollWidth > element.clientWidth + 1 && !element.matches(".assent-status"))
          found.push(locale + ", wider than its place: " + element.textContent.slice(0, 40));
      }
    };
    const { locales, loadMessages } = await import("/locales.js");
    for (const locale of locales) {
      const { default: messages } = await import("/locales/" + locale + ".js");
      document.documentElement.lang = messages.lang;
      document.documentElement.dir = messages.dir;
      consent.forget();
      const unmount = assent.mount(consent, { messages, policyUrl: "/cookies" });
      look(locale, document.querySelector(".assent-banner"));
      const place = document.querySelector("#place").appendChild(document.createElement("div"));
      const stop = assent.render(place, consent, (state) => assent.embedPlaceholder(state, { messages, policy, service: "player" }));
      look(locale, place);
      stop();
      place.remove();
      look(locale, document.querySelector(".assent-choices"));
      consent.openPreferences();
      while (!document.querySelector("dialog[open]")) await new Promise((done) => setTimeout(done));
      look(locale, document.querySelector("dialog"));
      consent.dismiss();
      unmount();
    }
    return found;
  })()`);
  page.cookie = "cookies_preferences=; Max-Age=0; Path=/";
  frame.remove();
  return result;
}
