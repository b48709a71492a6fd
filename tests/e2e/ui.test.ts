import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axe } from "./axe.ts";
import type { Page } from "./browsers.ts";
import type { Fixture } from "./fixture.ts";
import { locales, startPages, uiPage } from "./ui-page.ts";
import { inEachBrowser, press, sees, tabTo, troublesOf, waitUntil } from "./visitor.ts";

const layouts = ["box", "bar", "dialog"] as const;
const everywhere = locales.flatMap((locale) =>
  layouts.map((layout) => ({ locale, layout, path: `/${locale}/light/${layout}` })),
);
const open = "consent.openPreferences();";

const hostile = `<style>
  body * { box-sizing: content-box; letter-spacing: 3px; line-height: 3; text-transform: uppercase }
  div, section, form, dialog { position: relative; float: right; width: 50%; margin: 40px; transform: rotate(3deg); opacity: 0.5 }
  button { all: unset; background: red; color: red; font: 40px cursive; padding: 40px; width: 100%; display: block }
  button:last-child { font-size: 90px }
  button[value=reject] { opacity: 0.1; font-size: 4px; filter: blur(2px) }
  h2, h3, p, ul, li { font: 50px fantasy; margin: 60px; color: lime; list-style: square inside }
  a { color: transparent; display: block; font-size: 40px }
  input { width: 100%; height: 90px; display: block; opacity: 0; position: absolute }
  label { display: block; width: 100% } summary, details { display: inline; color: pink } span { display: block; padding: 9px }
</style>`;

const strict =
  "default-src 'none'; script-src 'nonce-n'; style-src 'nonce-n'; img-src data:; frame-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

let site: Fixture;
beforeAll(async () => {
  site = await startPages({
    "/": uiPage(),
    "/open": uiPage({ script: open }),
    "/hostile": uiPage({ head: hostile }),
    "/hostile/open": uiPage({ head: hostile, script: open }),
    "/tailwind": uiPage({ head: '<link rel="stylesheet" href="/tailwind.css">' }),
    "/tailwind/open": uiPage({ head: '<link rel="stylesheet" href="/tailwind.css">', script: open }),
    "/strict": {
      body: uiPage({ nonce: "n" }),
      headers: { "content-security-policy": strict },
    },
    "/hidden": uiPage({
      script: 'document.querySelector(".assent-banner").style.setProperty("display", "none", "important");',
    }),
    "/long": uiPage({
      markup: Array.from({ length: 60 }, (_, index) => `<p><a href="#${index}">Link ${index}</a></p>`).join(
        "",
      ),
    }),
    "/clear": uiPage({
      script: `consent.onGrant("statistics", () => { document.cookie = "_ex_1=a; Path=/"; });`,
    }),
    "/california": uiPage({ consent: 'region: "US-CA", gpc: true' }),
    "/two": uiPage({ script: 'assent.mount(consent, { id: "second" });' }),
    ...Object.fromEntries(
      locales.flatMap((locale) =>
        (["light", "dark"] as const).flatMap((theme) => [
          ...layouts.map((layout) => [
            `/${locale}/${theme}/${layout}`,
            uiPage({ locale, theme, mount: `layout: "${layout}"` }),
          ]),
          [
            `/${locale}/${theme}/preferences`,
            uiPage({
              locale,
              theme,
              consent: "gpc: true",
              script: `consent.answer("player", true); consent.save({ statistics: false }); ${open}`,
            }),
          ],
          [
            `/${locale}/${theme}/notice`,
            uiPage({
              locale,
              theme,
              script: `consent.onGrant("statistics", () => { document.cookie = "_ex_1=a; Path=/"; }); consent.acceptAll(); consent.withdraw();`,
            }),
          ],
        ]),
      ),
    ),
  });
});
afterAll(() => site.close());

inEachBrowser((visit, browser) => {
  const ready = async (path: string): Promise<Page> => {
    const page = await visit(site.at("localhost", path));
    await page.waitFor("window.isReady");
    return page;
  };
  const record = (page: Page): Promise<string> => page.evaluate("document.cookie");

  describe("the banner", () => {
    test("asks at once; to refuse and to accept take one click each, and so does to withdraw", async () => {
      const page = await ready("/");
      expect(await sees(page, ".assent-banner")).toBe(true);
      await press(page, "Reject all");
      await waitUntil(page, ".assent-banner", "gone");
      expect(await page.evaluate("consent.allows('statistics')")).toBe(false);
      // WebDriver reads only what is seen.
      expect(await page.evaluate("document.querySelector('.assent-status').textContent")).toBe(
        "Your choice was saved.",
      );
      await page.evaluate("consent.forget()");
      await press(page, "Accept all");
      expect(await page.evaluate("consent.allows('advertising')")).toBe(true);
      await press(page, "Withdraw consent");
      expect(await page.evaluate("consent.allows('advertising')")).toBe(false);
      expect(await troublesOf(page)).toEqual([]);
    });

    test("comes first to the keyboard, and Escape in it writes nothing", async () => {
      const page = await ready("/");
      // WebKit's Tab leaves out links.
      await page.press("Tab");
      expect(await page.evaluate("!!document.activeElement.closest('.assent-banner')")).toBe(true);
      await page.press("Escape");
      await waitUntil(page, ".assent-banner", "gone");
      expect(await record(page)).not.toContain("cookies_preferences");
      await page.waitFor("document.activeElement.id === 'main'");
    });

    test("answers to the keyboard alone, and the focus goes on in the page", async () => {
      const page = await ready("/");
      await tabTo(page, "Reject all");
      await page.press("Enter");
      await waitUntil(page, ".assent-banner", "gone");
      expect(await record(page)).toContain("statistics-");
      await page.waitFor("document.activeElement.id === 'main'");
    });

    test("never covers what has the focus", async () => {
      const page = await ready("/long");
      for (let steps = 0; steps < 66; steps++) {
        await page.press("Tab");
        expect(await page.evaluate(isCovered)).toBe(false);
      }
    });

    test.each(everywhere)(
      "$layout, $locale: refusing looks exactly like accepting, and both can be read",
      async ({ path }) => {
        const page = await ready(path);
        for (const width of [320, 768, 1440]) {
          const { reject, accept, choose, contrast } = await page.evaluate(buttonsAt, width);
          expect(reject).toEqual(accept);
          expect([choose.width, choose.height]).toEqual([accept.width, accept.height]);
          expect(contrast).toBeGreaterThanOrEqual(4.5);
          expect(Number.parseFloat(accept.height ?? "")).toBeGreaterThanOrEqual(44);
        }
      },
    );

    test.each(everywhere)(
      "$layout, $locale: takes no more than 45 % of a phone, and scrolls its text alone",
      async ({ path }) => {
        const page = await ready("/");
        const seen = await page.evaluate(phone, path);
        expect(seen.share).toBeLessThanOrEqual(0.45);
        expect(seen.overflow).toBe(0);
        expect(seen.buttons).toEqual([true, true, true]);
      },
    );

    test("does not move the page", async () => {
      const page = await ready("/");
      const top = "document.querySelector('main').getBoundingClientRect().top + scrollY";
      const shown = await page.evaluate(top);
      await press(page, "Reject all");
      await waitUntil(page, ".assent-banner", "gone");
      expect(await page.evaluate(top)).toBe(shown);
    });

    test("that an extension hides leaves the page usable, and everything denied", async () => {
      const page = await ready("/hidden");
      expect(await sees(page, ".assent-banner")).toBe(false);
      expect(await page.evaluate("consent.allows('statistics')")).toBe(false);
      await press(page, "Cookie choices");
      await waitUntil(page, "dialog[open]", "shown");
      await press(page, "Reject all");
      await waitUntil(page, "dialog[open]", "gone");
      expect(await record(page)).toContain("statistics-");
    });
  });

  describe("the preferences", () => {
    test("are a modal dialog that takes the focus and gives it back to something alive", async () => {
      const page = await ready("/");
      await press(page, "Choose");
      await waitUntil(page, "dialog[open]", "shown");
      expect(await page.evaluate("document.querySelector('dialog').matches(':modal')")).toBe(true);
      expect(await page.evaluate("!!document.activeElement.closest('dialog')")).toBe(true);
      await page.press("Escape");
      await waitUntil(page, "dialog[open]", "gone");
      await page.waitFor("document.activeElement.id === 'main'");
      expect(await record(page)).not.toContain("cookies_preferences");
    });

    test("have no toggle on that the visitor did not turn on", async () => {
      const page = await ready("/");
      await press(page, "Choose");
      await waitUntil(page, "dialog[open]", "shown");
      expect(await page.evaluate("document.querySelectorAll('dialog :checked').length")).toBe(0);
      expect(await page.evaluate("document.querySelectorAll('dialog [type=checkbox]').length")).toBe(3);
    });

    test("save what the toggles say, by keyboard too", async () => {
      const page = await ready("/");
      await press(page, "Choose");
      await waitUntil(page, "dialog[open]", "shown");
      await tabTo(page, "Statistics");
      await page.press("Space");
      await page.press("Enter");
      await waitUntil(page, "dialog[open]", "gone");
      expect(await page.evaluate("consent.getState().permissions")).toMatchObject({
        statistics: true,
        media: false,
        advertising: false,
      });
      await press(page, "Cookie choices");
      await waitUntil(page, "dialog[open]", "shown");
      expect(
        await page.evaluate("[...document.querySelectorAll('dialog :checked')].map(({ name }) => name)"),
      ).toEqual(["statistics"]);
    });

    test("that are left by Escape or Close forget the toggles that were moved", async () => {
      const page = await ready("/");
      for (const leave of [() => page.press("Escape"), () => press(page, "Close")]) {
        await page.evaluate("consent.openPreferences()");
        await waitUntil(page, "dialog[open]", "shown");
        await press(page, "Statistics");
        await leave();
        await waitUntil(page, "dialog[open]", "gone");
      }
      await page.evaluate("consent.openPreferences()");
      expect(await page.evaluate("document.querySelectorAll('dialog :checked').length")).toBe(0);
    });

    // As Android's way back does, which asks nothing first where nobody has touched the page.
    test.each([
      "dialog.close()",
      "dialog.requestClose ? dialog.requestClose() : dialog.close()",
      'dialog.appendChild(Object.assign(document.createElement("form"), { method: "dialog" })).requestSubmit()',
    ])("that something else closes are left without an answer, and open again: %s", async (close) => {
      const page = await ready("/");
      await page.evaluate("consent.openPreferences()");
      await waitUntil(page, "dialog[open]", "shown");
      await press(page, "Statistics");
      await page.evaluate(`((dialog) => ${close})(document.querySelector("dialog"))`);
      await page.waitFor("consent.getState().status === 'closed'");
      expect(await page.evaluate("document.cookie")).toBe("");
      await page.waitFor("document.activeElement.id === 'main'");
      await page.evaluate("consent.openPreferences()");
      await waitUntil(page, "dialog[open]", "shown");
      expect(await page.evaluate("document.querySelectorAll('dialog :checked').length")).toBe(0);
      // The news of a close comes late.
      await page.evaluate(
        "document.querySelector('dialog').close(), consent.dismiss(), consent.openPreferences()",
      );
      await page.evaluate("new Promise((done) => setTimeout(() => requestAnimationFrame(done)))");
      expect(await page.evaluate("document.querySelector('dialog').open")).toBe(true);
      await press(page, "Reject all");
      expect(await record(page)).toContain("statistics-");
    });

    test("show a service's own answer beside its category, and take it back", async () => {
      const page = await ready("/");
      await press(page, "Always load");
      await page.evaluate("consent.openPreferences()");
      await waitUntil(page, "dialog[open]", "shown");
      await press(page, "Videos of the council");
      await press(page, "Save");
      await waitUntil(page, "dialog[open]", "gone");
      expect(await page.evaluate("consent.allows('player')")).toBe(false);
    });
  });

  test("a placeholder loads its content once, or always, and shows again after a refusal", async () => {
    const page = await ready("/");
    await press(page, "Reject all");
    await press(page, "Load once");
    await page.waitFor("document.querySelector('iframe').src.endsWith('/player')");
    expect(await record(page)).not.toContain("player");
    await press(page, "Cookie choices");
    await waitUntil(page, "dialog[open]", "shown");
    expect(await sees(page, ".assent-placeholder")).toBe(false);
    await press(page, "Reject all");
    await waitUntil(page, ".assent-placeholder", "shown");
    await press(page, "Always load");
    await waitUntil(page, ".assent-placeholder", "gone");
    expect(await record(page)).toContain("~player+");
  });

  test("a withdrawal says what was deleted, and that the page has to be reloaded", async () => {
    const page = await ready("/clear");
    await press(page, "Accept all");
    await press(page, "Withdraw consent");
    await waitUntil(page, ".assent-notice", "shown");
    expect(await page.evaluate(`document.querySelector(".assent-notice p").textContent`)).toBe(
      "Deleted: _ex_1. viewer belongs to Agora Video: only your browser’s settings delete it. Reload this page to end what still runs on it.",
    );
    await press(page, "Close");
    await waitUntil(page, ".assent-notice", "gone");
  });

  test("California's words, and that the signal was followed", async () => {
    const page = await ready("/california");
    expect(await page.text(".assent-choices button")).toBe("Your privacy choices");
    expect(await page.text(".assent-choices p")).toContain("Global Privacy Control");
  });

  test("a strict policy and Trusted Types have nothing to report", async () => {
    const page = await ready("/strict");
    await press(page, "Choose");
    await waitUntil(page, "dialog[open]", "shown");
    await press(page, "Statistics");
    await press(page, "Save");
    await press(page, "Withdraw consent");
    expect(await troublesOf(page)).toEqual([]);
  });

  test("two on one page keep apart", async () => {
    const page = await ready("/two");
    const ids: string[] = await page.evaluate("[...document.querySelectorAll('[id]')].map(({ id }) => id)");
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("what was mounted can be taken out again", async () => {
    const page = await ready("/open");
    await waitUntil(page, "dialog[open]", "shown");
    await page.evaluate("unmount()");
    await page.waitFor("!document.querySelector('.assent-banner, dialog')");
    expect(await troublesOf(page)).toEqual([]);
  });

  test.each([
    ["a hostile stylesheet", "/hostile"],
    ["Tailwind", "/tailwind"],
  ])("%s changes nothing about them", async (_, path) => {
    const page = await ready("/");
    for (const part of ["", "/open"]) {
      const own = await page.evaluate(looks, part || "/");
      expect(own.length).toBeGreaterThan(5);
      expect(await page.evaluate(looks, path + part)).toEqual(own);
    }
  });

  test("nothing is named as content blockers expect it", async () => {
    const page = await ready("/open");
    await waitUntil(page, "dialog[open]", "shown");
    const names: string[] = await page.evaluate(
      "[...document.querySelectorAll('.assent, .assent *')].flatMap(({ id, classList }) => [id, ...classList])",
    );
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name) => /cookie|consent|gdpr|ccpa|notice-bar|privacy-/i.test(name))).toEqual([]);
  });

  test.each(locales)("axe finds nothing, in %s", async (locale) => {
    const page = await ready("/");
    for (const theme of ["light", "dark"])
      for (const part of [...layouts, "preferences", "notice"])
        for (const width of [320, 1280]) {
          const found = await page.evaluate(axe, `/${locale}/${theme}/${part} ${width}`);
          expect(found, `${locale} ${theme} ${part} ${width} ${browser}`).toEqual([]);
        }
  });
});

/** Whether the focus is where nobody sees it. */
function isCovered(): boolean {
  const focused = document.activeElement;
  const banner = document.querySelector(".assent-banner");
  if (!focused || !banner || focused === document.body || banner.contains(focused)) return false;
  const { top, bottom, left, right } = focused.getBoundingClientRect();
  const over = banner.getBoundingClientRect();
  return top >= over.top && bottom <= over.bottom && left >= over.left && right <= over.right;
}

interface Buttons {
  reject: { [property: string]: string };
  accept: { [property: string]: string };
  choose: { [property: string]: string };
  contrast: number;
}

/** Everything that the two buttons' styles compute to, but for where they stand. */
async function buttonsAt(width: number): Promise<Buttons> {
  const frame = document.createElement("iframe");
  frame.style.cssText = `width: ${width}px; height: 700px; border: 0`;
  frame.src = location.href;
  document.body.append(frame);
  const inner = (): (Window & typeof globalThis & { isReady?: boolean }) | null =>
    frame.contentWindow as never;
  while (!inner()?.isReady) await new Promise((done) => setTimeout(done, 20));
  const view = inner() as Window & typeof globalThis;
  const style = (value: string): { [property: string]: string } => {
    const button = view.document.querySelector(`.assent-banner [value=${value}]`) as Element;
    const computed = view.getComputedStyle(button);
    const { width, height } = button.getBoundingClientRect();
    // The width is compared in whole pixels: the rest is what a column's share leaves.
    const places = /^(inset|inline-size|top|left|right|bottom|perspective|transform)/;
    const entries = [...computed]
      .filter((name) => !places.test(name))
      .map((name) => [name, computed.getPropertyValue(name)]);
    return {
      ...Object.fromEntries(entries),
      width: `${Math.round(width)}px`,
      height: `${height}px`,
      tag: button.tagName,
    };
  };
  const luminance = (color: string): number => {
    const canvas = document.createElement("canvas").getContext("2d") as CanvasRenderingContext2D;
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const accept = style("accept");
  const [dark = 0, bright = 0] = [accept.color, accept["background-color"]]
    .map((color) => luminance(color as string))
    .sort((a, b) => a - b);
  const result = {
    reject: style("reject"),
    accept,
    choose: style("preferences"),
    contrast: (bright + 0.05) / (dark + 0.05),
  };
  frame.remove();
  return result;
}

async function phone(path: string): Promise<{ share: number; overflow: number; buttons: boolean[] }> {
  const frame = document.createElement("iframe");
  frame.style.cssText = "width: 320px; height: 640px; border: 0";
  frame.src = path;
  document.body.append(frame);
  const inner = () => frame.contentWindow as (Window & typeof globalThis & { isReady?: boolean }) | null;
  while (!inner()?.isReady) await new Promise((done) => setTimeout(done, 20));
  const { document: page } = inner() as Window & typeof globalThis;
  const banner = page.querySelector(".assent-banner") as HTMLElement;
  const { height, top } = banner.getBoundingClientRect();
  const result = {
    share: height / 640,
    overflow: Math.max(0, page.documentElement.scrollWidth - 320, banner.scrollWidth - banner.clientWidth),
    buttons: [...banner.querySelectorAll("button")].map((button) => {
      const place = button.getBoundingClientRect();
      return place.top >= top && place.bottom <= top + height;
    }),
  };
  frame.remove();
  return result;
}

/** Where everything stands and how it looks. */
async function looks(path: string): Promise<string[]> {
  const frame = document.createElement("iframe");
  frame.style.cssText = "width: 1000px; height: 800px; border: 0";
  frame.src = path;
  document.body.append(frame);
  const inner = () => frame.contentWindow as (Window & typeof globalThis & { isReady?: boolean }) | null;
  while (!inner()?.isReady) await new Promise((done) => setTimeout(done, 20));
  const view = inner() as Window & typeof globalThis;
  const isOpen = path.endsWith("open");
  while (isOpen && !view.document.querySelector("dialog[open]"))
    await new Promise((done) => setTimeout(done, 20));
  for (const animation of view.document.getAnimations()) animation.finish();
  const root = view.document.querySelector(isOpen ? "dialog" : ".assent-banner") as Element;
  // A page with a scrollbar has less room.
  const left = root.getBoundingClientRect().x;
  const result = [root, ...root.querySelectorAll("*")]
    .filter((element) => element.checkVisibility())
    .map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const { color, backgroundColor, opacity, filter, fontSize, fontWeight, textTransform, letterSpacing } =
        view.getComputedStyle(element);
      const box = [x - left, y, width, height].map(Math.round).join(" ");
      return [
        element.localName,
        box,
        color,
        backgroundColor,
        opacity,
        filter,
        fontSize,
        fontWeight,
        textTransform,
        letterSpacing,
      ].join(", ");
    });
  frame.remove();
  return result;
}
