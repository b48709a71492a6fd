import { readFileSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createConsent, definePolicy } from "@assent/core";
import { bootHash, bootScript } from "@assent/core/boot";
import { recordFor } from "@assent/core/testing";
import { banner, english, privacyChoices, toHtml } from "@assent/ui";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Page } from "./browsers.ts";
import { policyInput } from "./fixture.ts";
import { inEachBrowser, openTab, press, sees, troublesOf, waitUntil } from "./visitor.ts";

const policy = definePolicy(policyInput);
const built = (path: string): string =>
  readFileSync(new URL(`../../packages/ui/dist/${path}`, import.meta.url), "utf8");

const consentModule = `${built("assent.global.js")}
if (document.readyState === "loading") await new Promise((done) => document.addEventListener("DOMContentLoaded", done));
window.cores = (window.cores ?? 0) + 1;
window.consent = assent.createConsent(assent.definePolicy(${JSON.stringify(policyInput)}), { region: "FR" });
consent.start();
assent.mount(consent, { policyUrl: "/cookies", clear: assent.clear });
assent.openGates(consent);`;

const script = bootScript(policy, { region: "FR", src: "/consent.js" });
const waiting = bootScript(policy, { region: "FR", src: "/consent.js", runs: "answering" });
const view = { policy, messages: english, policyUrl: "/cookies" };
const pending = createConsent(policy).getState();

/** A page made once for all visitors, with everything that boot may open in it. */
function staticPage(nonce = "", boot = script, action?: string): string {
  const attribute = nonce && ` nonce="${nonce}"`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Static</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assent.css">
<script src="/list.js"${attribute}></script>
<script${attribute}>${boot}</script>
<script type="text/plain" data-assent="statistics"${attribute}>ran.push("inline in head")</script>
<script type="text/plain" data-assent="audience" src="/slow.js"${attribute}></script>
<script type="text/plain" data-assent="statistics"${attribute}>ran.push("inline after slow")</script>
</head>
<body>
${toHtml(banner(pending, { ...view, action }))}
<main id="main">
<h1>Static</h1>
<script type="text/plain" data-assent="embeds"${attribute}>ran.push("embeds")</script>
<div><iframe data-assent="video" data-assent-src="/film" title="Film"></iframe></div>
<img data-assent="statistics" data-assent-src="/picture.svg" alt="">
<script type="text/plain" data-assent="statistics" data-type="module"${attribute}>ran.push("module")</script>
<script type="text/plain" data-assent="statistics" src="/quick.js"${attribute}></script>
<script type="text/plain" data-assent="statistics"${attribute}>ran.push("last")</script></main>
<footer>${toHtml(privacyChoices(pending, view))}</footer>
</body>
</html>`;
}

const empty = "<!doctype html><title>Empty</title><link rel='icon' href='data:,'>";

const everything = [
  "inline in head",
  "slow",
  "inline after slow",
  "embeds",
  "film",
  "module",
  "quick",
  "last",
];

let server: Server;
let requests: string[] = [];
/** Core waits for what the page does before it is there. */
let early = "";
let isReleased = false;
let held: (() => void)[] = [];

beforeAll(async () => {
  const hash = await bootHash(script);
  const files: { readonly [path: string]: readonly [type: string, body: string, policy?: string] } = {
    "/": ["text/html", staticPage()],
    "/strict": [
      "text/html",
      staticPage("abc"),
      "default-src 'none'; connect-src 'self'; style-src 'self'; img-src 'self' data:; frame-src 'self'; script-src 'nonce-abc'; require-trusted-types-for 'script'; trusted-types 'none'",
    ],
    "/hashed": [
      "text/html",
      staticPage(),
      `default-src 'none'; connect-src 'self'; style-src 'self'; img-src 'self' data:; frame-src 'self'; script-src 'self' ${hash}`,
    ],
    "/waiting": [
      "text/html",
      staticPage("abc", waiting),
      "default-src 'none'; connect-src 'self'; style-src 'self'; img-src 'self' data:; frame-src 'self'; script-src 'nonce-abc' 'strict-dynamic'",
    ],
    "/posting": ["text/html", staticPage("", script, "/posted")],
    "/slow.js": ["text/javascript", 'ran.push("slow")'],
    "/quick.js": ["text/javascript", 'ran.push("quick")'],
    "/picture.svg": ["image/svg+xml", '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    "/film": [
      "text/html",
      "<!doctype html><title>Film</title><link rel='icon' href='data:,'><script>parent.ran.push('film')</script>",
    ],
    "/consent.js": ["text/javascript", consentModule],
    "/assent.css": ["text/css", built("assent.css")],
  };
  server = createServer(({ url = "/" }, response: ServerResponse) => {
    requests.push(url);
    const [type, body, policy] = files[url] ?? ["text/html", empty];
    if (url === "/release") {
      isReleased = true;
      for (const answer of held.splice(0)) answer();
    }
    const answer = () => {
      response.setHeader("content-type", `${type}; charset=utf-8`);
      if (policy) response.setHeader("content-security-policy", policy);
      response.end(body);
    };
    if (url === "/list.js")
      response.setHeader("content-type", "text/javascript").end(`window.ran = []; ${early}`);
    else if (url === "/consent.js" && early && !isReleased) held.push(answer);
    else if (url === "/slow.js") setTimeout(answer, 150);
    else answer();
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});
beforeEach(() => {
  requests = [];
  early = "";
  isReleased = false;
  held = [];
});

const at = (path = "/"): string => `http://localhost:${(server.address() as AddressInfo).port}${path}`;
/** Once a visitor sees the banner, and core is not there yet. */
const onBanner = (script: string): string => `
  const look = () => {
    const banner = document.querySelector(".assent-banner");
    if (!banner?.checkVisibility()) return requestAnimationFrame(look);
    window.early = typeof consent;
    ${script}
    fetch("/release");
  };
  look();`;
const asked = (path: string): number => requests.filter((url) => url === path).length;
const ran = (page: Page): Promise<string[]> => page.evaluate("ran");
const sorted = (names: readonly string[]): string[] => [...names].sort();

inEachBrowser((visit) => {
  /** Comes back to a page, with what an earlier answer left. */
  async function returning(choices: object, path = "/"): Promise<Page> {
    const page = await visit(at("/empty"));
    const value = recordFor(policy, choices, { region: "FR" });
    await page.context.setCookie({ name: policy.recordName, value });
    requests = [];
    await page.goto(at(path));
    await page.waitFor("document.readyState === 'complete'");
    return page;
  }

  describe("a visitor who granted", () => {
    test.each(["/", "/strict"])(
      "gets what is gated at once, in its order, and no other download: %s",
      async (path) => {
        const page = await returning({ statistics: true, embeds: true }, path);
        await page.waitFor(`ran.length >= ${everything.length}`);
        const order = (await ran(page)).filter((what) => what !== "film" && what !== "module");
        expect(order).toEqual(everything.filter((what) => what !== "film" && what !== "module"));
        expect(sorted(await ran(page))).toEqual(sorted(everything));
        expect([asked("/consent.js"), asked("/film"), asked("/picture.svg")]).toEqual([0, 1, 1]);
        expect(await sees(page, ".assent-banner")).toBe(false);
        expect(await troublesOf(page)).toEqual([]);
      },
    );

    test("gets by a service's name what its category grants, and nothing else", async () => {
      const page = await returning({ statistics: true });
      await page.waitFor("ran.includes('last')");
      expect(await ran(page)).not.toContain("embeds");
      expect([asked("/film"), asked("/picture.svg"), asked("/consent.js")]).toEqual([0, 1, 0]);
    });

    test("changes their mind: core comes, nothing runs twice, and what can be stopped stops", async () => {
      const page = await returning({ statistics: true, embeds: true });
      await page.waitFor("ran.includes('last')");
      await press(page, "Cookie choices");
      await waitUntil(page, "dialog.assent-preferences[open]", "shown");
      expect(sorted(await ran(page))).toEqual(sorted(everything));
      expect([asked("/consent.js"), asked("/film")]).toEqual([1, 1]);
      await press(page, "Reject all");
      expect(await page.evaluate("!!document.querySelector('iframe').getAttribute('src')")).toBe(false);
      expect(await page.evaluate("consent.activity().get('statistics')")).toBe("lingering");
      await page.reload();
      await page.waitFor("document.readyState === 'complete'");
      expect(await ran(page)).toEqual([]);
      expect(asked("/film")).toBe(1);
      expect(await troublesOf(page)).toEqual([]);
    });

    test("and takes it back in another tab: this one hears of it", async () => {
      const page = await returning({ embeds: true });
      await page.waitFor("ran.includes('film')");
      const other = await openTab(page.context, at());
      await press(other, "Cookie choices");
      await waitUntil(other, "dialog.assent-preferences[open]", "shown");
      await press(other, "Reject all");
      await page.waitFor("!document.querySelector('iframe').getAttribute('src')");
    });
  });

  test("a visitor who refused gets nothing of it, and no other download", async () => {
    const page = await returning({});
    expect(await ran(page)).toEqual([]);
    expect(await sees(page, ".assent-banner")).toBe(false);
    expect(requests.filter((url) => !["/", "/list.js", "/assent.css"].includes(url))).toEqual([]);
  });

  describe("a first visit", () => {
    test.each(["/", "/strict", "/hashed"])(
      "shows the banner before core is there, and asks for that: %s",
      async (path) => {
        early = onBanner("");
        const page = await visit(at(path));
        await page.waitFor("window.consent?.getState().status === 'banner'");
        expect(await page.evaluate("early")).toBe("undefined");
        expect(await sees(page, ".assent-banner")).toBe(true);
        expect(await ran(page)).toEqual([]);
        await press(page, "Reject all");
        await waitUntil(page, ".assent-banner", "gone");
        expect(await page.evaluate("document.cookie")).toContain("statistics-");
        // The script that notes troubles in WebKit is one that this policy of hashes refuses.
        expect((await troublesOf(page)) ?? []).toEqual([]);
      },
    );

    test("a click that comes before core is not lost", async () => {
      early = onBanner('banner.querySelector("[value=accept]").click();');
      const page = await visit(at());
      await page.waitFor(`ran.length >= ${everything.length}`);
      expect(sorted(await ran(page))).toEqual(sorted(everything));
      expect(await page.evaluate("document.cookie")).toContain("statistics+");
      expect(await sees(page, ".assent-banner")).toBe(false);
      expect(await page.evaluate("cores")).toBe(1);
    });
  });

  describe("where core waits for an answer, a first visit", () => {
    const come = async (): Promise<Page> => {
      const page = await visit(at("/waiting"));
      await page.waitFor("document.readyState === 'complete'");
      await waitUntil(page, ".assent-banner", "shown");
      return page;
    };

    test("has it fetched, and doesn't run it", async () => {
      const page = await come();
      await expect.poll(() => asked("/consent.js")).toBe(1);
      expect(await page.evaluate("typeof consent")).toBe("undefined");
      expect(await troublesOf(page)).toEqual([]);
    });

    test("runs it when the keyboard comes to the banner", async () => {
      const page = await come();
      await expect.poll(() => asked("/consent.js")).toBe(1);
      await page.evaluate("document.querySelector('.assent-banner button').focus()");
      await page.waitFor("window.consent?.getState().status === 'banner'");
      await press(page, "Reject all");
      await waitUntil(page, ".assent-banner", "gone");
      expect(await page.evaluate("document.cookie")).toContain("statistics-");
      expect([asked("/consent.js"), await page.evaluate("cores")]).toEqual([1, 1]);
    });

    test("loses no click", async () => {
      const page = await come();
      await page.evaluate("document.querySelector('.assent-banner [value=accept]').click()");
      await page.waitFor(`ran.length >= ${everything.length}`);
      expect(await page.evaluate("document.cookie")).toContain("statistics+");
      expect(await sees(page, ".assent-banner")).toBe(false);
      expect(await page.evaluate("cores")).toBe(1);
    });
  });

  test("an early click on a form that has a server waits for core as well", async () => {
    early = onBanner('banner.querySelector("[value=accept]").click();');
    const page = await visit(at("/posting"));
    await page.waitFor(`ran.length >= ${everything.length}`);
    expect(asked("/posted")).toBe(0);
    expect(await page.evaluate("document.cookie")).toContain("statistics+");
  });

  test("what boot can't read it denies, until core has come", async () => {
    const page = await visit(at("/empty"));
    await page.context.setCookie({ name: policy.recordName, value: "garbage" });
    early = `addEventListener("DOMContentLoaded", () => { window.early = [...ran]; fetch("/release"); });`;
    await page.goto(at());
    await waitUntil(page, ".assent-banner", "shown");
    expect(await page.evaluate("early")).toEqual([]);
    expect(await page.evaluate("consent.getState().record")).toBe("corrupt");
  });
});
