import { type Policy, readConsent } from "@assent/core";
import { recordFor } from "@assent/core/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { policy } from "../../examples/civis/policy.ts";
import { type Civis, startCivis } from "../../examples/civis/server.ts";
import { browsers } from "./browsers.ts";
import { startChromium, startFirefox } from "./playwright.ts";
import { inEachBrowser, sees } from "./visitor.ts";

let civis: Civis;
beforeAll(async () => {
  civis = await startCivis(0);
});
afterAll(() => civis.close());

const value = recordFor(policy, { statistics: true });

describe.each(browsers)("%s", (name) => {
  it.skipIf(name === "webkit")(
    "recordFor and Playwright's addCookies make a visitor who has answered (WebKitGTK has no Playwright)",
    async () => {
      const browser = await (name === "firefox" ? startFirefox() : startChromium());
      const context = await browser.newContext();
      await context.addCookies([{ name: policy.recordName, value, url: civis.address }]);
      const page = await context.newPage();
      await page.goto(civis.address);
      await page.waitForFunction(() => /civis_visitor/.test(document.cookie));
      expect(await page.locator(".assent-banner").isVisible()).toBe(false);
      expect(await page.locator(".assent-placeholder").isVisible()).toBe(true);
      await browser.close();
    },
  );
});

inEachBrowser((visit) => {
  it("recordFor and any driver's cookies make a visitor who has answered", async () => {
    const page = await visit(`${civis.address}/cookies`);
    await page.context.setCookie({ name: policy.recordName, value });
    await page.goto(civis.address);
    await page.waitFor("/civis_visitor/.test(document.cookie)");
    expect(await sees(page, ".assent-banner")).toBe(false);
    const cookie = await page.evaluate<string>("document.cookie");
    const { permissions } = readConsent(policy as Policy, { cookie, region: "FR" });
    expect(permissions).toMatchObject({ statistics: true, media: false });
  });
});
