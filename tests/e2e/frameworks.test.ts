import { once } from "node:events";
import { readFileSync } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import { decodeRecord } from "@assent/core";
import { recordFor } from "@assent/core/testing";
import messages from "@assent/ui/locales/en";
import type * as playwright from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Player, startPlayer } from "../../examples/civis/player.ts";
import { policy } from "../../examples/civis/policy.ts";
import { browsers } from "./browsers.ts";
import { startChromium, startFirefox } from "./playwright.ts";
import { type Started, startExample } from "./started.ts";
import { inEachBrowser, press, troublesOf, waitUntil } from "./visitor.ts";

const frameworks = ["next", "nuxt"] as const;
/** The file that a build made of the cookie policy. */
const file = { next: ".next/server/app/cookies.html", nuxt: ".output/public/cookies/index.html" };

let player: Player;
const examples: { [name in Started["name"]]?: Started } = {};

beforeAll(async () => {
  player = await startPlayer(0);
  for (const name of frameworks) examples[name] = await startExample(name, player.origin);
});
afterAll(() => {
  for (const example of Object.values(examples)) example.stop();
  player.close();
});

const exampleOf = (name: Started["name"]): Started => examples[name] as Started;

/** What a visitor who answered so sends. */
function answered(choices: { readonly statistics?: boolean; readonly media?: boolean }): string {
  return `${policy.recordName}=${recordFor(policy, choices, { region: "FR" })}`;
}
const granted = answered({ statistics: true, media: true });
const refused = answered({});

describe.each(frameworks)("%s", (name) => {
  function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(exampleOf(name).address + path, { headers, redirect: "manual" });
  }
  async function htmlFor(cookie?: string): Promise<string> {
    return (await get("/", cookie ? { cookie } : {})).text();
  }
  function post(path: string, body: string | URLSearchParams, headers: Record<string, string>) {
    const { address } = exampleOf(name);
    return fetch(address + path, { method: "POST", body, headers, redirect: "manual" });
  }
  const isAsking = (html: string): boolean => {
    const [tag] = /<section[^>]* class="assent-banner"[^>]*>/.exec(html) as RegExpExecArray;
    return !/ hidden\b/.test(tag);
  };
  const header = async (response: Promise<Response>): Promise<string> =>
    (await response).headers.get("content-security-policy") ?? "";

  it("asks in its first HTML, and asks nobody who answered", async () => {
    expect(isAsking(await htmlFor())).toBe(true);
    for (const cookie of [granted, refused]) {
      const html = await htmlFor(cookie);
      expect(isAsking(html)).toBe(false);
      expect(html.includes('src="/film"')).toBe(cookie === granted);
    }
  });

  it("answers fifty visitors at once, each for themselves", async () => {
    const visitors = Array.from({ length: 50 }, (_, index) => [undefined, granted, refused][index % 3]);
    const pages = await Promise.all(visitors.map(htmlFor));
    expect(pages.map(isAsking)).toEqual(visitors.map((cookie) => !cookie));
    expect(pages.map((html) => html.includes("<p>This visit is counted.</p>"))).toEqual(
      visitors.map((cookie) => cookie === granted),
    );
  });

  it("serves the page that was built once as the file that it is, whoever asks", async () => {
    const built = readFileSync(exampleOf(name).folder + file[name], "utf8");
    for (const cookie of ["", granted, refused]) {
      const response = await get("/cookies", { cookie });
      expect(await response.text()).toBe(built);
      expect(response.headers.getSetCookie()).toEqual([]);
      expect(response.headers.get("content-security-policy") ?? "").not.toContain("127.0.0.1");
    }
  });

  it("sets no cookie that isn't declared, and none that isn't granted", async () => {
    const count = async (cookie: string) => {
      const response = await post("/statistics/visitors", "k3f9 /", { cookie });
      expect(response.status).toBe(204);
      return response.headers.getSetCookie();
    };
    expect(await count("")).toEqual([]);
    expect(await count(refused)).toEqual([]);
    expect(await count(granted)).toEqual([expect.stringMatching(/^civis_visitor=k3f9;.*Max-Age=15552000/)]);
  });

  it("lets browsers load from a service's origin once it is granted, or asked for once", async () => {
    const frames = /frame-src [^;]*http:\/\/127\.0\.0\.1/;
    expect(await header(get("/"))).not.toMatch(frames);
    expect(await header(get("/", { cookie: refused }))).not.toMatch(frames);
    expect(await header(get("/", { cookie: granted }))).toMatch(frames);
    expect(await header(get("/film"))).not.toMatch(frames);
    expect(await header(get("/film", { cookie: granted }))).toMatch(frames);
    expect(await header(get("/film?once"))).toMatch(frames);
  });

  it("takes them also where its visitors know it by another name than itself", async () => {
    const headers = {
      host: "shop.example",
      origin: "https://shop.example",
      referer: "https://shop.example/cookies?a=1",
      "content-type": "application/x-www-form-urlencoded",
    };
    // `fetch` sends no other host than the address has.
    const asked = request(`${exampleOf(name).address}/consent`, { method: "POST", headers });
    asked.end("choice=reject");
    const [response] = (await once(asked, "response")) as [IncomingMessage];
    response.resume();
    expect([response.statusCode, response.headers.location]).toEqual([303, "/cookies?a=1"]);
    expect(response.headers["set-cookie"]).toEqual([
      expect.stringMatching(/^cookies_preferences=.*; Secure/),
    ]);
  });

  it("allows the scripts of each response by a nonce of its own", async () => {
    const nonces = await Promise.all(
      [1, 2].map(async () => {
        const response = await get("/");
        const nonce = /'nonce-([^']+)'/.exec(response.headers.get("content-security-policy") ?? "")?.[1];
        expect(await response.text()).toContain(`nonce="${nonce}"`);
        return nonce;
      }),
    );
    expect(nonces[0]).not.toBe(nonces[1]);
  });

  it("takes choices where the handler is mounted, of this site's pages alone", async () => {
    const { address } = exampleOf(name);
    const form = new URLSearchParams({ choice: "reject", next: "/cookies" });
    const own = await post("/consent", form, { origin: address, "sec-fetch-site": "same-origin" });
    expect([own.status, own.headers.get("location")]).toEqual([303, "/cookies"]);
    expect(own.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^cookies_preferences=1\.[^;]*media-/),
    ]);
    const other = { origin: "https://elsewhere.example", "sec-fetch-site": "cross-site" };
    expect((await post("/consent", form, other)).status).toBe(403);
    expect(await (await get("/.well-known/gpc.json")).json()).toMatchObject({ gpc: true });
    expect(await (await get("/consent/policy.md")).text()).toContain("civis_visitor");
    expect(await (await get("/consent", { cookie: granted })).json()).toMatchObject({
      permissions: { media: true },
    });
  });
});

inEachBrowser((visit, browserName) => {
  /** Notes in each frame whether the banner shows, and whether the framework has taken over by then. */
  const watch = `window.seen = [];
    (function look() {
      const isShown = document.querySelector(".assent-banner")?.checkVisibility();
      if (isShown !== undefined) seen.push(isShown);
      requestAnimationFrame(look);
    })();`;
  const hydrated = "document.documentElement.dataset.assentGates === 'open'";

  describe.each(frameworks)("%s", (name) => {
    // What is injected in WebKit is an inline script, and the policy of Next's built page refuses those.
    const paths = name === "next" && browserName === "webkit" ? ["/"] : ["/", "/cookies"];

    it.each(paths)("shows a first visitor the banner in every frame: %s", async (path) => {
      const page = await visit(exampleOf(name).address + path, { initScript: watch });
      await page.waitFor(hydrated);
      const frames = await page.evaluate<boolean[]>("seen");
      expect(frames.length > 0 && frames.every((isShown) => isShown)).toBe(true);
      expect(await troublesOf(page)).toEqual([]);
    });

    it.each(paths)("shows a returning visitor none, in no frame: %s", async (path) => {
      const { address } = exampleOf(name);
      const page = await visit(`${address}/consent/policy.md`, { initScript: watch });
      await page.context.setCookie({ name: policy.recordName, value: granted.split("=")[1] as string });
      await page.goto(address + path);
      await page.waitFor(hydrated);
      expect(await page.evaluate("seen.length > 0 && seen.every((isShown) => !isShown)")).toBe(true);
      await expect.poll(() => page.context.requests().some((url) => url.endsWith("/visitors.js"))).toBe(true);
      expect(await troublesOf(page)).toEqual([]);
    });

    it("goes from page to page, and each shows what was chosen on the other", async () => {
      const page = await visit(`${exampleOf(name).address}/cookies`);
      await press(page, messages.accept);
      await waitUntil(page, ".assent-banner", "gone");
      await press(page, "Open data of the City of Aurelle");
      await waitUntil(page, ".embed iframe", "shown");
      await page.waitFor("document.body.textContent.includes('This visit is counted.')");
      await press(page, messages.withdraw);
      await waitUntil(page, ".assent-placeholder", "shown");
      expect((await troublesOf(page)) ?? []).toEqual([]);
    });
  });
});

describe.each(browsers.filter((name) => name !== "webkit"))("%s, with scripts off", (browserName) => {
  let browser: playwright.Browser;
  let context: playwright.BrowserContext;
  // Playwright waits for two frames alike, by a script that Firefox doesn't run then.
  const click = { force: browserName === "firefox" };
  beforeAll(async () => {
    browser = await (browserName === "firefox" ? startFirefox({ scripts: "off" }) : startChromium());
  });
  afterEach(() => context.close());
  afterAll(() => browser.close());

  async function answers(): Promise<Record<string, string>> {
    const found = (await context.cookies()).find(({ name }) => name === policy.recordName);
    const record = decodeRecord(found?.value ?? "");
    if (record === "corrupt") throw new Error("No record");
    return Object.fromEntries(Object.entries(record.answers).map(([name, { value }]) => [name, value]));
  }

  it.each(frameworks)("%s takes every choice by its forms", async (name) => {
    const { address } = exampleOf(name);
    context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    const pressed = async (label: string) => {
      const loaded = page.waitForEvent("load");
      await page.getByRole("button", { name: label, exact: true }).first().click(click);
      await loaded;
    };
    const banner = page.locator(".assent-banner");
    await page.goto(address);
    expect(await banner.isVisible()).toBe(true);
    await pressed(messages.reject);
    expect(page.url()).toBe(`${address}/`);
    expect(await banner.isVisible()).toBe(false);
    expect(await answers()).toEqual({ statistics: "denied", media: "denied" });

    await page.goto(`${address}/cookies`);
    await pressed(messages.choices);
    expect(page.url()).toBe(`${address}/#choices`);
    await page.getByLabel("Videos").check(click);
    await pressed(messages.save);
    expect(await answers()).toEqual({ statistics: "denied", media: "granted" });
    expect(await page.locator(".embed iframe").isVisible()).toBe(true);

    await pressed(messages.withdraw);
    expect(await page.locator(".embed iframe").isVisible()).toBe(false);
    expect(await answers()).toEqual({ statistics: "denied", media: "denied" });
  });
});
