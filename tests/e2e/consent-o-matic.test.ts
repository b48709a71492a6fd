import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Page } from "./browsers.ts";
import type { Fixture } from "./fixture.ts";
import { startPages, uiPage } from "./ui-page.ts";
import { inEachBrowser, troublesOf } from "./visitor.ts";

const rule = readFileSync(new URL("../../packages/ui/rules/consent-o-matic.json", import.meta.url), "utf8");

const scenes = [
  ...(["en", "ar", "ja"] as const).map((locale) => ({ name: locale, options: { locale } })),
  ...["bar", "dialog"].map((layout) => ({ name: layout, options: { mount: `layout: "${layout}"` } })),
];

/** What its users may allow, by the letters that it gives to purposes. */
const wishes = [
  { wish: {}, allowed: [] },
  { wish: { B: true }, allowed: ["statistics"] },
  { wish: { E: true, F: true }, allowed: ["media", "advertising"] },
  {
    wish: { A: true, B: true, D: true, E: true, F: true, X: true },
    allowed: ["statistics", "media", "advertising"],
  },
];

let site: Fixture;
beforeAll(async () => {
  site = await startPages({
    ...Object.fromEntries(scenes.map(({ name, options }) => [`/${name}`, uiPage(options)])),
    "/answered": uiPage({ script: 'consent.save({ statistics: true }); consent.answer("player", true);' }),
    "/empty": "<!doctype html><title>Empty</title><link rel='icon' href='data:,'>",
  });
});
afterAll(() => site.close());

inEachBrowser((visit) => {
  const ready = async (path: string): Promise<Page> => {
    const page = await visit(site.at("localhost", path));
    await page.waitFor("window.isReady");
    return page;
  };
  const run = (page: Page, wish: object) => page.evaluate(follow, JSON.stringify({ rule, wish }));
  const allowed = (page: Page) =>
    page.evaluate("['statistics', 'media', 'advertising'].filter((name) => consent.allows(name))");

  describe("Consent-O-Matic, by our rule", () => {
    test.each(scenes)("refuses everything for its visitor: $name", async ({ name }) => {
      const page = await ready(`/${name}`);
      expect(await run(page, {})).toBe("handled");
      expect(await page.evaluate("document.cookie")).toMatch(/~advertising-.*~media-.*~statistics-/);
      expect(await allowed(page)).toEqual([]);
      expect(await page.evaluate("consent.getState().status")).toBe("closed");
      expect(await troublesOf(page)).toEqual([]);
    });

    test.each(wishes)("allows what its visitor allows: $allowed", async ({ wish, allowed: names }) => {
      const page = await ready("/en");
      expect(await run(page, wish)).toBe("handled");
      expect(await allowed(page)).toEqual(names);
    });

    test("leaves a visitor alone who has answered", async () => {
      const page = await ready("/answered");
      expect(await run(page, {})).toBe("not showing");
      expect(await allowed(page)).toEqual(["statistics"]);
    });
  });
});

/**
 * Takes the rule's steps, and no others: what each means stands in the rules' schema.
 *
 * @see https://github.com/cavi-au/Consent-O-Matic#how-to-write-rules
 */
async function follow(given: string): Promise<string> {
  interface Target {
    readonly selector: string;
    readonly displayFilter?: boolean;
  }
  interface Step {
    readonly type: string;
    readonly target?: Target;
    readonly action?: Step;
    readonly actions?: readonly Step[];
    readonly consents?: readonly { type: string; matcher: Step; toggleAction: Step }[];
  }
  const { rule, wish } = JSON.parse(given) as { rule: string; wish: { [letter: string]: boolean } };
  const { detectors, methods } = JSON.parse(rule).assent as {
    detectors: { presentMatcher: Step[]; showingMatcher: Step[] }[];
    methods: { name: string; action: Step }[];
  };
  let base: Element | undefined;

  const find = ({ target }: Step): HTMLElement[] => {
    const { selector, displayFilter } = target as Target;
    const found =
      selector === ":scope" ? [base as Element] : [...(base ?? document).querySelectorAll(selector)];
    return (found as HTMLElement[]).filter(
      ({ offsetHeight }) => displayFilter === undefined || displayFilter === offsetHeight > 0,
    );
  };
  const steps: { [type: string]: (step: Step) => Promise<void> } = {
    click: async (step) => find(step)[0]?.click(),
    // It makes what it works on transparent, and nothing else of it.
    hide: async (step) => find(step)[0]?.style.setProperty("opacity", "0", "important"),
    list: async ({ actions = [] }) => {
      for (const action of actions) await act(action);
    },
    foreach: async (step) => {
      for (base of find(step)) await act(step.action as Step);
      base = undefined;
    },
    consent: async ({ consents = [] }) => {
      for (const { type, matcher, toggleAction } of consents) {
        const [box] = find(matcher) as HTMLInputElement[];
        if (matcher.type === "checkbox" && box && box.checked !== !!wish[type]) await act(toggleAction);
      }
    },
    waitcss: async (step) => {
      for (let tries = 0; tries < 100 && !find(step)[0]; tries++)
        await new Promise((done) => setTimeout(done, 20));
    },
  };
  const act = (step: Step): Promise<void> => {
    const take = steps[step.type];
    if (!take) throw new Error(`No step of this test: ${step.type}`);
    return take(step);
  };

  const [{ presentMatcher, showingMatcher }] = detectors as [(typeof detectors)[0]];
  if (!presentMatcher.every((matcher) => find(matcher)[0])) return "not present";
  if (!showingMatcher.every((matcher) => find(matcher)[0])) return "not showing";
  for (const name of ["HIDE_CMP", "OPEN_OPTIONS", "HIDE_CMP", "DO_CONSENT", "SAVE_CONSENT"])
    await act(methods.find((method) => method.name === name)?.action as Step);
  return "handled";
}
