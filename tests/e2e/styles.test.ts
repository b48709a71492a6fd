import { afterAll, beforeAll, expect, test } from "vitest";
import type { Fixture } from "./fixture.ts";
import { policySource, startPages } from "./ui-page.ts";
import { inEachBrowser, press, sees, troublesOf, waitUntil } from "./visitor.ts";

/** A page with the first layer's looks alone, that notes how the dialog looks at the moment it opens. */
const stylePage = (options = "", nonce = ""): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Two stylesheets</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/banner.css"${nonce && ` nonce="${nonce}"`}>
<script type="importmap" nonce="n">{ "imports": {
  "@assent/core": "/core/index.js", "@assent/core/dom": "/core/dom.js", "@assent/ui": "/index.js" } }</script>
<main id="main"><h1>News</h1></main>
<footer><div class="assent-choices"></div></footer>
<script type="module" nonce="n">
  import { createConsent, definePolicy } from "@assent/core";
  import { clear } from "@assent/core/dom";
  import { loadStyles, mount } from "@assent/ui";
  const { showModal } = HTMLDialogElement.prototype;
  HTMLDialogElement.prototype.showModal = function () {
    showModal.call(this);
    window.looks = getComputedStyle(this).display;
  };
  window.consent = createConsent(definePolicy(${policySource}), { region: "FR", gpc: false });
  consent.onGrant("statistics", () => {});
  consent.start();
  mount(consent, { clear, ${options} });
</script>
</html>`;

const strict = (styles: string) => ({
  "content-security-policy": `default-src 'none'; script-src 'self' 'nonce-n'; style-src ${styles}; img-src data:; require-trusted-types-for 'script'; trusted-types 'none'`,
});

let site: Fixture;
beforeAll(async () => {
  site = await startPages({
    "/bare": stylePage(),
    "/styled": { body: stylePage('styles: () => loadStyles("/layers.css")'), headers: strict("'self'") },
    "/nonced": {
      body: stylePage('styles: () => loadStyles("/layers.css", { nonce: "n" })', "n"),
      headers: strict("'nonce-n'"),
    },
    "/late": stylePage(
      'styles: () => new Promise((done) => { window.release = () => loadStyles("/layers.css").then(done); })',
    ),
    "/failing": stylePage('styles: () => Promise.reject(new Error("offline"))'),
  });
});
afterAll(() => site.close());

inEachBrowser((visit) => {
  const sheets = "document.querySelectorAll('link[href$=\"layers.css\"]').length";
  const at = (path: string) => visit(site.at("localhost", path));

  test.each(["/styled", "/nonced"])(
    "a page with the banner's looks gets the layers' when one opens, under a strict policy, and once: %s",
    async (path) => {
      const page = await at(path);
      await waitUntil(page, ".assent-banner", "shown");
      expect(await page.evaluate(sheets)).toBe(0);
      await press(page, "Choose");
      await waitUntil(page, "dialog[open]", "shown");
      expect(await page.evaluate("looks")).toBe("flex");
      await press(page, "Accept all");
      await press(page, "Withdraw consent");
      await waitUntil(page, ".assent-notice", "shown");
      const notice = await page.evaluate(
        "getComputedStyle(document.querySelector('.assent-notice')).display",
      );
      expect(notice).not.toBe("block");
      expect(await page.evaluate(sheets)).toBe(1);
      expect(await troublesOf(page)).toEqual([]);
    },
  );

  test("a dialog never shows before its looks are there", async () => {
    const page = await at("/late");
    await waitUntil(page, ".assent-banner", "shown");
    await press(page, "Choose");
    await page.waitFor(
      "window.release && performance.getEntriesByName(location.origin + '/dialog.js').length",
    );
    expect(await sees(page, "dialog")).toBe(false);
    await page.evaluate("release()");
    await waitUntil(page, "dialog[open]", "shown");
    expect(await page.evaluate("looks")).toBe("flex");
  });

  test.each(["/bare", "/failing"])("without the layers' looks, the choice still works: %s", async (path) => {
    const page = await at(path);
    await waitUntil(page, ".assent-banner", "shown");
    await press(page, "Choose");
    await waitUntil(page, "dialog[open]", "shown");
    expect(await page.evaluate("looks")).toBe("block");
    await press(page, "Reject all");
    await waitUntil(page, "dialog[open]", "gone");
    expect(await page.evaluate("document.cookie")).toContain("statistics-");
  });
});
