import { afterAll, afterEach, beforeAll, describe } from "vitest";
import { type Browser, browsers, type Context, type ContextOptions, launch, type Page } from "./browsers.ts";

/** Opens a tab of a visitor who was never here. */
export type Visit = (url: string, options?: ContextOptions) => Promise<Page>;

/** Runs the same tests in each browser: one browser for a file, an empty cookie jar for each visit. */
export function inEachBrowser(tests: (visit: Visit, browser: Browser["name"]) => void): void {
  describe.each(browsers)("%s", (name) => {
    let browser: Browser;
    const contexts: Context[] = [];
    beforeAll(async () => {
      browser = await launch(name);
    });
    afterEach(async () => {
      for (const context of contexts.splice(0)) await context.close();
    });
    afterAll(() => browser?.close());

    tests(async (url, { initScript = "", ...options } = {}) => {
      const context = await browser.newContext({ ...options, initScript: recordTroubles + initScript });
      contexts.push(context);
      return openTab(context, url);
    }, name);
  });
}

export async function openTab(context: Context, url: string): Promise<Page> {
  const page = await context.newTab();
  await page.goto(url);
  return page;
}

/** What this document logged, threw, failed to load, or was refused by its Content-Security-Policy. */
export function troublesOf(page: Page): Promise<string[]> {
  return page.evaluate(() => (globalThis as unknown as { troubles: string[] }).troubles);
}

const recordTroubles = `window.troubles = [];
for (const level of ["error", "warn"]) {
  const log = console[level];
  console[level] = (...what) => {
    troubles.push(level + ": " + what.join(" "));
    log.apply(console, what);
  };
}
addEventListener("error", ({ message, target }) => {
  // A prefetch is a hint: Firefox drops those that wait when another load begins, and tells each as an error.
  if (target.rel !== "prefetch") troubles.push("error: " + (message ?? target.outerHTML));
}, true);
addEventListener("unhandledrejection", ({ reason }) => troubles.push("rejection: " + reason));
addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) =>
  troubles.push("policy: " + violatedDirective + " " + blockedURI + " " + sample));
`;

/** Clicks the button, switch or link that shows a label: in the open dialog, if there is one. */
export async function press(page: Page, label: string): Promise<void> {
  for (let left = 3; ; left--) {
    await page.waitFor(`(${mark})(${JSON.stringify(label)})`);
    try {
      return await page.click("[data-pressed]");
    } catch (error) {
      // A framework that takes over the page may draw what was found anew.
      if (!left || !/wasn't found|stale element/.test(String(error))) throw error;
    }
  }
}

/** Presses Tab until the focus is on what shows a label. */
export async function tabTo(page: Page, label: string): Promise<void> {
  for (let steps = 0; steps < 60; steps++) {
    await page.press("Tab");
    if (await page.evaluate(isFocused, label)) return;
  }
  throw new Error(`Tab never reaches “${label}”`);
}

function isFocused(label: string): boolean {
  const focused = document.activeElement as HTMLInputElement | null;
  const text = focused?.labels?.[0]?.textContent ?? focused?.textContent;
  return text?.trim() === label;
}

/** Whether a visitor sees an element now. */
export function sees(page: Page, selector: string): Promise<boolean> {
  return page.evaluate((given) => document.querySelector(given)?.checkVisibility() ?? false, selector);
}

/** Waits until a visitor sees an element, or no longer does. */
export function waitUntil(page: Page, selector: string, shown: "shown" | "gone"): Promise<void> {
  const isShown = `document.querySelector(${JSON.stringify(selector)})?.checkVisibility()`;
  return page.waitFor(shown === "shown" ? isShown : `!${isShown}`);
}

function mark(label: string): boolean {
  document.querySelector("[data-pressed]")?.removeAttribute("data-pressed");
  const scope = document.querySelector("dialog[open]") ?? document;
  const found = [...scope.querySelectorAll<HTMLElement>("button, a, input")].find((element) => {
    if (!element.checkVisibility()) return false;
    const words = (element as HTMLInputElement).labels?.[0]?.textContent?.trim();
    // A switch's label may go on with what it means.
    return words ? words.startsWith(label) : element.textContent.trim() === label;
  });
  found?.setAttribute("data-pressed", "");
  return !!found;
}
