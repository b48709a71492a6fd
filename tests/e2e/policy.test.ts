import { definePolicy, readConsent } from "@assent/core";
import { recordFor } from "@assent/core/testing";
import { toHtml } from "@assent/ui";
import english from "@assent/ui/locales/en";
import { cookiePolicy } from "@assent/ui/policy";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axe } from "./axe.ts";
import { browsers, type Page } from "./browsers.ts";
import type { Fixture } from "./fixture.ts";
import { startChromium } from "./playwright.ts";
import { type PageOptions, policySource, startPages, uiPage } from "./ui-page.ts";
import { inEachBrowser, press, sees, troublesOf, waitUntil } from "./visitor.ts";

const policy = definePolicy(new Function(`return ${policySource}`)());
const cookie = `${policy.recordName}=${recordFor(policy, { statistics: true, media: false })}`;

const head = `<link rel="stylesheet" href="/policy.css">
<script type="importmap">{ "imports": { "@assent/core": "/core/index.js" } }</script>`;

/** The cookie policy, kept current by the page's script, in what a server printed or in an empty element. */
function policyPage({ markup = "<div></div>", script = "", ...options }: PageOptions = {}): string {
  return uiPage({
    ...options,
    head: head + (options.head ?? ""),
    markup: `<article id="policy">${markup}</article>`,
    script: `const place = document.querySelector("#policy").firstElementChild;
      const printed = place.outerHTML;
      const { cookiePolicy } = await import("/policy.js");
      assent.render(place, consent, (state) => cookiePolicy(state, { ...view, policy }));
      window.taken = { printed, shown: place.outerHTML };
      ${script}`,
  });
}

const printed = toHtml(
  cookiePolicy(readConsent(policy, { cookie, region: "FR" }), { policy, messages: english }),
);

let site: Fixture;
beforeAll(async () => {
  site = await startPages({
    "/": policyPage(),
    "/printed": policyPage({
      head: `<script>document.cookie = "${cookie}; Path=/"</script>`,
      markup: printed,
    }),
    "/light": policyPage(),
    "/dark": policyPage({ theme: "dark" }),
    "/light/chosen": policyPage({ script: "consent.acceptAll();" }),
    "/dark/chosen": policyPage({ theme: "dark", script: "consent.acceptAll();" }),
    "/large": policyPage({ head: "<style>html { font-size: 200% }</style>" }),
  });
});
afterAll(() => site.close());

inEachBrowser((visit, browser) => {
  const ready = async (path: string): Promise<Page> => {
    const page = await visit(site.at("localhost", path));
    await page.waitFor("window.isReady");
    return page;
  };

  describe("the visitor's choices", () => {
    test("are changed in place, and the page follows", async () => {
      const page = await ready("/");
      await page.evaluate("(document.title = 'Not reloaded')");
      expect(await answers(page)).toEqual(["", "Off", "Off", "Off"]);
      await press(page, "Cookie choices");
      await waitUntil(page, "dialog[open]", "shown");
      await press(page, "Statistics");
      await press(page, "Save");
      await waitUntil(page, "dialog[open]", "gone");
      expect(await answers(page)).toEqual(["", "On", "Off", "Off"]);
      expect(await page.text("#policy section p")).toContain("You last chose on ");
      await press(page, "Withdraw consent");
      expect(await answers(page)).toEqual(["", "Off", "Off", "Off"]);
      expect(await sees(page, "#policy [value=withdraw]")).toBe(false);
      await page.waitFor("document.activeElement.id === 'main'");
      expect(await page.evaluate("document.title")).toBe("Not reloaded");
      expect(await troublesOf(page)).toEqual([]);
    });

    test("change under a visitor's hands without taking the focus or the place they read", async () => {
      const page = await ready("/");
      const kept = await page.evaluate(() => {
        const elements = [...document.querySelectorAll("#policy *")];
        const link = document.querySelector<HTMLElement>("#policy a[href$=media]");
        link?.focus();
        (window as unknown as { consent: { acceptAll(): void } }).consent.acceptAll();
        return [document.activeElement === link, elements.every(({ isConnected }) => isConnected)];
      });
      expect(kept).toEqual([true, true]);
    });
  });

  test("a browser shows to the last character what a server printed, and keeps it", async () => {
    const page = await ready("/printed");
    const { printed, shown } = await page.evaluate<{ printed: string; shown: string }>("taken");
    expect(shown).toBe(printed);
    expect(await answers(page)).toEqual(["", "On", "Off", "Off"]);
  });

  test("each category can be linked to", async () => {
    const page = await ready("/");
    await press(page, "Reject all");
    for (const [name, anchor] of [
      ["Statistics", "statistics"],
      ["Advertising", "advertising"],
    ] as const) {
      await press(page, name);
      expect(await page.evaluate("location.hash")).toBe(`#assent-policy-${anchor}`);
      expect(await page.text(":target")).toBe(name);
      const { top, height } = await page.evaluate<{ top: number; height: number }>(
        "(({ top }) => ({ top, height: innerHeight }))(document.querySelector(':target').getBoundingClientRect())",
      );
      expect(top >= 0 && top < height).toBe(true);
    }
  });

  test.each(["/", "/large"])("%s: nothing scrolls sideways or is cut, however narrow", async (path) => {
    const page = await ready("/");
    for (const width of [320, 400, 640, 768, 1024, 1280, 1600]) {
      const { beyond, cut } = await page.evaluate(layoutAt, `${path} ${width}`);
      expect([beyond, cut], `${width}`).toEqual([[], []]);
    }
  });

  test("where there is no room for a head, each cell says its column", async () => {
    const page = await ready("/");
    const wide = await page.evaluate(layoutAt, "/ 1280");
    expect(wide).toMatchObject({ head: true, labels: [] });
    for (const width of [320, 768]) {
      const { head, labels, cells } = await page.evaluate(layoutAt, `/ ${width}`);
      expect(head).toBe(false);
      expect(labels).toHaveLength(cells);
      expect(new Set(labels)).toEqual(
        new Set(["Provider", "Function and location", "Name", "Purpose", "Type", "Kept for", "Read by"]),
      );
    }
  });

  test.each(["/light", "/dark", "/light/chosen", "/dark/chosen"])("axe finds nothing: %s", async (path) => {
    const page = await ready("/");
    for (const width of [320, 768, 1280]) {
      const found = await page.evaluate(axe, `${path} ${width}`);
      expect(found, `${path} ${width} ${browser}`).toEqual([]);
    }
  });
});

describe.runIf(browsers.includes("chromium"))("on paper", () => {
  test("it is black on white and complete, but for the buttons, in dark too and as narrow as a page", async () => {
    const chromium = await startChromium();
    for (const path of ["/light/chosen", "/dark/chosen"])
      for (const width of [560, 720, 1100]) {
        const page = await chromium.newPage({ viewport: { width, height: 900 } });
        await page.goto(site.at("localhost", path));
        await page.waitForFunction("window.isReady");
        await page.emulateMedia({ media: "print" });
        const { hidden, colors, background, overflow } = await page.evaluate(onPaper);
        expect(hidden).toEqual(["Cookie choices", "Withdraw consent"]);
        expect(colors).toEqual(["rgb(0, 0, 0)"]);
        expect(background).toBe("rgb(255, 255, 255)");
        expect(overflow).toBe(0);
        await page.close();
      }
    await chromium.close();
  });
});

/** What the page says of each category: nothing where it gives a reason instead. */
function answers(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("#policy dt:has(a) + dd")].map(({ textContent }) =>
      textContent.startsWith("Always on, because") ? "" : textContent,
    ),
  );
}

interface Layout {
  /** What a visitor would have to scroll sideways for. */
  beyond: string[];
  /** What doesn't fit into its place. */
  cut: string[];
  head: boolean;
  labels: string[];
  cells: number;
}

async function layoutAt(given: string): Promise<Layout> {
  const [path = "", width = ""] = given.split(" ");
  const frame = document.createElement("iframe");
  frame.style.cssText = `width: ${width}px; height: 700px; border: 0`;
  frame.src = path;
  document.body.append(frame);
  const inner = () => frame.contentWindow as (Window & typeof globalThis & { isReady?: boolean }) | null;
  while (!inner()?.isReady) await new Promise((done) => setTimeout(done, 20));
  const view = inner() as Window & typeof globalThis;
  const { document: page } = view;
  const cells = [...page.querySelectorAll<HTMLElement>("#policy tbody :is(th, td)")];
  const result = {
    beyond: [...page.querySelectorAll("#policy *")]
      .filter((element) => {
        const { left, right } = element.getBoundingClientRect();
        return left < 0 || right > page.documentElement.clientWidth;
      })
      .map(({ textContent }) => textContent),
    cut: [...page.querySelectorAll("#policy *")]
      .filter(({ scrollWidth, clientWidth }) => clientWidth && scrollWidth > clientWidth + 1)
      .map(({ textContent }) => textContent),
    head: !!page.querySelector("#policy thead")?.checkVisibility(),
    labels: cells.flatMap((cell) => {
      const { content, display } = view.getComputedStyle(cell, "::before");
      return content === "none" || display === "none" ? [] : [cell.dataset.label ?? ""];
    }),
    cells: cells.length,
  };
  frame.remove();
  return result;
}

function onPaper(): { hidden: string[]; colors: string[]; background: string; overflow: number } {
  const policy = document.querySelector(".assent-policy") as Element;
  const texts: Element[] = [];
  const walker = document.createTreeWalker(policy, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) texts.push(walker.currentNode.parentElement as Element);
  const isSeen = (element: Element): boolean =>
    element.checkVisibility() && !!element.getClientRects().length;
  // What the head says is said in each cell where it has no room.
  const hidden = texts.filter((element) => !isSeen(element) && !element.closest("thead"));
  return {
    hidden: hidden.map(({ textContent }) => textContent),
    colors: [...new Set(texts.filter(isSeen).map((element) => getComputedStyle(element).color))],
    background: getComputedStyle(policy).backgroundColor,
    overflow: policy.scrollWidth - policy.clientWidth,
  };
}
