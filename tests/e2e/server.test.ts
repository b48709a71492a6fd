import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { definePolicy } from "@assent/core";
import { consentFor, contentSecurityPolicy, createConsentHandler, withhold } from "@assent/server";
import { toNode } from "@assent/server/node";
import { banner, english, privacyChoices, toHtml } from "@assent/ui";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Page, poll } from "./browsers.ts";
import { inEachBrowser, press, sees, troublesOf } from "./visitor.ts";

const closing: (() => void)[] = [];

async function listen(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, resolve));
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return (server.address() as AddressInfo).port;
}

/** What the third party was asked for. */
let asked: string[] = [];
let third: string;
let site: string;

beforeAll(async () => {
  const thirdPort = await listen((request, response) => {
    const path = request.url ?? "/";
    asked.push(path);
    const [type, body] = answers[path.split("?")[0] as string] ?? ["text/plain", ""];
    response.writeHead(200, { "content-type": type, "access-control-allow-origin": "*" }).end(body);
  });
  third = `http://third.localhost:${thirdPort}`;
  const policy = definePolicy({
    categories: { necessary: "exempt", statistics: "ask" },
    services: {
      visitors: {
        category: "statistics",
        provider: "Example",
        party: "third",
        origins: {
          "script-src": [third],
          "frame-src": [third],
          "img-src": [third],
          "connect-src": [third],
        },
        cookies: { visitor: { purpose: "To tell visits apart", maxAge: 86_400, httpOnly: true } },
      },
    },
  });
  const handle = createConsentHandler({ policy, region: () => "FR" });

  const show = (request: Request): Response => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith("/consent")) return new Response("", { status: 404 });
    const consent = consentFor(request, { policy, region: () => "FR" });
    const view = { policy, messages: english, action: "/consent", fields: { next: pathname } };
    const html = `<!doctype html><html lang="en"><title>Site</title><link rel="icon" href="data:,">
      ${toHtml(banner(consent.state, view))}${toHtml(privacyChoices(consent.state, view))}${pages[pathname]?.(third) ?? ""}`;
    const headers = new Headers({
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": contentSecurityPolicy(consent, bases[pathname]),
    });
    headers.append("set-cookie", "visitor=1; Max-Age=86400");
    headers.append("set-cookie", "undeclared=1");
    return withhold(new Response(html, { headers }), consent);
  };
  const port = await listen(
    toNode(async (request) =>
      new URL(request.url).pathname === "/consent" ? handle(request) : show(request),
    ),
  );
  site = `http://localhost:${port}`;
});
beforeEach(() => {
  asked = [];
});
afterAll(() => {
  for (const close of closing) close();
});

const answers: { readonly [path: string]: readonly [type: string, body: string] } = {
  "/script.js": ["text/javascript", "document.documentElement.dataset.ran = 'third'"],
  "/frame.html": ["text/html", "<!doctype html><title>Frame</title><p>A frame"],
  "/image.svg": ["image/svg+xml", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'],
};

/** The site's own policies, by page. */
const bases: { readonly [path: string]: string } = {
  "/": "default-src 'self'; script-src 'nonce-own'; img-src 'self' data:; base-uri 'none'",
  "/strict": "default-src 'self' data:; script-src 'nonce-own' 'strict-dynamic'; base-uri 'none'",
};

const loads = (origin: string) => `
  <script src="${origin}/script.js"></script>
  <iframe title="Frame" src="${origin}/frame.html"></iframe>
  <img alt="" src="${origin}/image.svg">`;
const sends = (origin: string) =>
  `navigator.sendBeacon("${origin}/beacon"); fetch("${origin}/fetch").catch(() => {});`;
const done = "document.documentElement.dataset.done = 'own'";

const pages: { readonly [path: string]: (third: string) => string } = {
  "/": (origin) =>
    `${loads(origin)}<script nonce="own">${sends(origin)} addEventListener("load", () => ${done});</script>`,
  "/strict": (origin) => `${loads(origin)}<script nonce="own">${sends(origin)}
    const script = document.createElement("script");
    script.src = "${origin}/script.js?inserted";
    document.head.append(script);
    addEventListener("load", () => ${done});</script>`,
};

const everything = ["/beacon", "/fetch", "/frame.html", "/image.svg", "/script.js"];

describe("the browser itself", () => {
  inEachBrowser((visit, name) => {
    const settled = (page: Page) => page.waitFor("document.documentElement.dataset.done");
    const arrived = (paths: readonly string[]) =>
      poll(async () => paths.every((path) => asked.includes(path)), `${paths}, and there were ${asked}`);
    const hasRun = (page: Page) => page.evaluate(() => document.documentElement.dataset.ran);
    const choose = async (page: Page, label: string, selector: string, isShown: boolean) => {
      await press(page, label);
      await poll(async () => (await sees(page, selector)) === isShown, `${label} to be answered`);
      await settled(page);
    };

    it("refuses what isn't granted: a script, a frame, an image, a beacon; and runs them after the grant", async () => {
      const page = await visit(`${site}/`);
      await settled(page);
      const refused = await troublesOf(page);
      for (const directive of ["script-src", "frame-src", "img-src", "connect-src"])
        expect(
          refused.some((line) => line.includes(directive) || line.includes("default-src")),
          directive,
        ).toBe(true);
      expect(asked).toEqual([]);
      expect(await hasRun(page)).toBeFalsy();

      await choose(page, "Accept all", ".assent-banner", false);
      await arrived(everything);
      await page.waitFor("document.documentElement.dataset.ran === 'third'");
      expect((await troublesOf(page)).filter((line) => line.startsWith("policy:"))).toEqual([]);

      asked = [];
      await choose(page, "Withdraw consent", "[value=withdraw]", false);
      expect(await hasRun(page)).toBeFalsy();
      expect(asked).toEqual([]);
    });

    it("refuses all but scripts where the site trusts its own scripts, by 'strict-dynamic'", async () => {
      const page = await visit(`${site}/strict`);
      await settled(page);
      // What a trusted script inserts is trusted, granted or not: there the gates decide.
      await arrived(["/script.js?inserted"]);
      expect(asked).toEqual(["/script.js?inserted"]);
      asked = [];
      await choose(page, "Accept all", ".assent-banner", false);
      await arrived([...everything.filter((path) => path !== "/script.js"), "/script.js?inserted"]);
      // Its origin is granted, but nobody trusted stands behind it.
      expect(asked).not.toContain("/script.js");
    });

    it("has no cookie that isn't permitted, and loses at a withdrawal what no script can reach", async () => {
      const page = await visit(`${site}/`);
      const jar = async () =>
        (await page.context.cookies()).map(({ name: cookie, httpOnly }) => [cookie, httpOnly]).sort();
      await settled(page);
      expect(await jar()).toEqual([]);
      await choose(page, "Accept all", ".assent-banner", false);
      expect(await jar()).toEqual([
        ["cookies_preferences", false],
        ["visitor", true],
      ]);
      await choose(page, "Withdraw consent", "[value=withdraw]", false);
      expect(await jar()).toEqual([["cookies_preferences", false]]);
    });

    it("sends a beacon that the handler takes, and one from another site that it refuses", async () => {
      const page = await visit(`${site}/`);
      await settled(page);
      await page.evaluate(() => navigator.sendBeacon("/consent", '{"choice":"accept"}'));
      const record = async () =>
        (await page.context.cookies()).find((cookie) => cookie.name === "cookies_preferences")?.value;
      await poll(async () => (await record())?.includes("statistics+"), "the beacon's answer");
      const before = await record();
      if (name === "webkit") return;
      const stranger = await page.context.newTab();
      await stranger.goto(`${third}/frame.html`);
      const answered = await stranger.evaluate(async (url) => {
        await fetch(url, {
          method: "POST",
          mode: "no-cors",
          credentials: "include",
          body: '{"choice":"reject"}',
        });
        const form = document.createElement("form");
        form.method = "post";
        form.action = url;
        form.innerHTML = '<input name="choice" value="reject">';
        document.body.append(form);
        form.submit();
        return true;
      }, `${site}/consent`);
      expect(answered).toBe(true);
      await stranger.waitFor("document.body.textContent.includes('comes from another site')");
      expect(await record()).toBe(before);
    });
  });
});
