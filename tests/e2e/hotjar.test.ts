import { afterAll, beforeAll, expect, test } from "vitest";
import { bundle } from "./bundle.ts";
import { type Fixture, startFixture } from "./fixture.ts";
import { inEachBrowser } from "./visitor.ts";

const site = `
import { createConsent, definePolicy } from "@assent/core";
import { hotjar, hotjarServices } from "@assent/signals/hotjar";

const policy = definePolicy({ categories: { necessary: "exempt", statistics: "ask" }, services: hotjarServices });
window.consent = createConsent(policy, { region: "FR" });
hotjar(consent);
consent.start();
`;

let fixture: Fixture;

beforeAll(async () => {
  fixture = await startFixture({
    "/": "<!doctype html><title>Shop</title><link rel='icon' href='data:,'><script type='module' src='/site.js'></script>",
    "/site.js": await bundle(site),
  });
});

afterAll(() => fixture.close());

inEachBrowser((visit) => {
  test.each([
    ["of this host alone", ""],
    ["of this host and those below", "; domain=shop.example.co.uk"],
    ["of the host above", "; domain=example.co.uk"],
  ])("a grant deletes the refusal that keeps Hotjar's tag away: %s", async (_, domain) => {
    const page = await visit(fixture.at("shop.example.co.uk"));
    await page.waitFor("window.consent");
    await page.evaluate(`document.cookie = "_cs_optout=1; path=/; max-age=1000${domain}"`);
    await page.evaluate('document.cookie = "other=1; path=/; domain=example.co.uk"');
    await page.waitFor("document.cookie.includes('_cs_optout')");
    await page.evaluate("consent.rejectAll()");
    expect(await page.evaluate("document.cookie")).toContain("_cs_optout");
    await page.evaluate("consent.acceptAll()");
    await page.waitFor("!document.cookie.includes('_cs_optout')");
    expect(await page.evaluate("document.cookie")).toContain("other=1");
  });
});
