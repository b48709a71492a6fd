import { type Consent, definePolicy } from "@assent/core";
import { recordFor } from "@assent/core/testing";
import messages from "@assent/ui/locales/en";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { policy as civisPolicy } from "../../examples/civis/policy.ts";
import { type Civis, startCivis } from "../../examples/civis/server.ts";
import type { ContextOptions, Page } from "./browsers.ts";
import { type Fixture, page as fixturePage, policyInput, startFixture } from "./fixture.ts";
import { inEachBrowser, openTab, press, sees, troublesOf, waitUntil } from "./visitor.ts";

declare global {
  interface Window {
    /** The fixture's. */
    consent: Consent;
  }
}

const policy = definePolicy(policyInput);
const { recordName } = policy;
const days = 86_400_000;
const all = { statistics: true, embeds: true };

const gated = `
<script type="text/plain" data-assent="statistics">ran.push("inline")</script>
<script type="text/plain" data-assent="statistics" src="/external.js"></script>
<script type="text/plain" data-assent="statistics">ran.push("after it")</script>
<script type="text/plain" data-assent="statistics" data-type="module">ran.push("module")</script>
<div id="place"><template data-assent="statistics"><b>one</b>, <i>two</i><script>ran.push("in a template")</script></template></div>
<iframe data-assent="video" data-assent-src="/film" title="Film"></iframe>
<img data-assent="video" data-assent-src="/picture.svg" alt="">`;
const noncedGates = gated.replaceAll("<script", '<script nonce="abc"');
const strict = { "content-security-policy": "script-src 'nonce-abc'; require-trusted-types-for 'script'" };

const large = `Object.fromEntries(Array.from({ length: 400 }, (_, index) => ["category-number-" + index, "ask"]))`;

let civis: Civis;
let site: Fixture;

beforeAll(async () => {
  civis = await startCivis(0);
  site = await startFixture({
    "/": fixturePage(gated),
    "/deep/page": fixturePage(gated),
    "/strict": { body: fixturePage(noncedGates, { nonce: "abc" }), headers: strict },
    "/shared": fixturePage("", { options: "storage: cookieStorage(policy.recordName, { domain: widest })" }),
    "/large": fixturePage("").replace(
      /definePolicy\(/,
      `definePolicy({ categories: ${large}, services: {} }, `,
    ),
    "/guarded": fixturePage("<p id='told'></p>", {
      script: `guardCookies(consent, "block", {
        onWrite: ({ name, by, stack }) => {
          document.querySelector("#told").append(name + " by " + by + (/write/.test(stack) ? " in write; " : "; "));
        },
      });`,
    }),
    "/external.js": 'ran.push("external")',
    "/picture.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "/framed": `<!doctype html><title>Framed</title><link rel="icon" href="data:,">
      <iframe sandbox="allow-scripts" src="/sandboxed" title="Sandboxed"></iframe>
      <script>addEventListener("message", ({ data }) => (window.told = data))</script>`,
    "/sandboxed": fixturePage(gated, {
      script: `const states = [];
        let refused = 0;
        try { document.cookie } catch { refused++ }
        try { localStorage } catch { refused++ }
        const see = () => states.push(consent.getState().status + " " + consent.allows("statistics"));
        see();
        consent.acceptAll();
        see();
        consent.rejectAll();
        see();
        clear(consent).then(() => parent.postMessage({ refused, states, persisted: consent.getState().persisted }, "*"));`,
    }),
  });
});
afterAll(() => {
  civis.close();
  site.close();
});

function stateOf(page: Page): Promise<{ status: string; statistics: boolean; persisted: boolean }> {
  return page.evaluate(() => {
    const state = window.consent.getState();
    const { status, permissions } = state;
    return {
      status,
      statistics: permissions.statistics as boolean,
      persisted: "persisted" in state && state.persisted,
    };
  });
}

/** Each cookie of a name that the browser holds for the open tab's address, as its domain and path. */
async function placesOf(page: Page, name: string): Promise<string[]> {
  const jar = await page.context.cookies();
  return jar.filter((cookie) => cookie.name === name).map(({ domain, path }) => `${domain} ${path}`);
}

function writeCookie(page: Page, cookie: string): Promise<void> {
  return page.evaluate((text) => {
    // biome-ignore lint/suspicious/noDocumentCookie: as scripts write them
    document.cookie = text;
  }, cookie);
}

inEachBrowser((visit, browser) => {
  /** Arrives with a record's cookie in the jar. */
  const arriveWith = async (value: string): Promise<Page> => {
    const page = await visit(site.at("localhost", "/empty"));
    await page.context.setCookie({ name: recordName, value });
    await page.goto(site.at("localhost"));
    return page;
  };
  const atCivis = async (options?: ContextOptions): Promise<Page> => {
    const page = await visit(civis.address, options);
    await page.waitFor("document.documentElement.dataset.assentGates");
    return page;
  };

  describe("with cookies and storage blocked", () => {
    it("asks, keeps the choice on this page, and leaves nothing behind", async () => {
      const page = await atCivis({ cookiesBlocked: true });
      await press(page, messages.accept);
      await waitUntil(page, ".assent-banner", "gone");
      await page.waitFor("document.querySelector('iframe').getAttribute('src')");
      await press(page, "Cookie choices");
      await press(page, messages.reject);
      await page.waitFor("!document.querySelector('iframe').getAttribute('src')");
      await page.waitFor("document.querySelector('[data-service=player]').dataset.allowed === 'false'");
      expect(await page.context.cookies()).toEqual([]);
      expect(await troublesOf(page)).toEqual([]);
      await page.reload();
      await waitUntil(page, ".assent-banner", "shown");
    });

    it("says that the choice isn't kept", async () => {
      const page = await visit(site.at("localhost"), { cookiesBlocked: true });
      expect(await stateOf(page)).toMatchObject({ status: "banner", statistics: false });
      await page.evaluate("consent.acceptAll()");
      await page.waitFor("!consent.getState().persisted");
      expect(await stateOf(page)).toEqual({ status: "closed", statistics: true, persisted: false });
      expect(await troublesOf(page)).toEqual([]);
    });
  });

  describe("with storage that throws", () => {
    it("asks and obeys in a sandboxed frame, where reading document.cookie is an error", async () => {
      const page = await visit(site.at("localhost", "/framed"));
      await page.waitFor("window.told");
      expect(await page.evaluate("window.told")).toEqual({
        refused: 2,
        states: ["banner false", "closed true", "closed false"],
        persisted: false,
      });
    });

    it("asks where localStorage, sessionStorage, IndexedDB and caches throw on access, and keeps the choice", async () => {
      const initScript = `for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"])
        Object.defineProperty(window, name, { get() { throw new DOMException("Denied", "SecurityError"); } });`;
      const page = await visit(site.at("localhost"), { initScript });
      expect(await stateOf(page)).toMatchObject({ status: "banner" });
      await page.evaluate("consent.acceptAll()");
      await page.evaluate("consent.withdraw()");
      await page.evaluate("clear(consent).then(() => true)");
      expect(await stateOf(page)).toEqual({ status: "closed", statistics: false, persisted: true });
      expect(await troublesOf(page)).toEqual([]);
    });

    it("follows another tab without BroadcastChannel and Web Locks", async () => {
      // WebKit sends storage events only to pages that have used localStorage.
      const initScript = `localStorage.getItem("any");
        delete window.BroadcastChannel;
        Object.defineProperty(Navigator.prototype, "locks", { value: undefined });`;
      const one = await visit(site.at("localhost"), { initScript });
      const other = await openTab(one.context, site.at("localhost", "/deep/page"));
      await other.evaluate("consent.acceptAll()");
      await one.waitFor("consent.allows('statistics')");
      await other.evaluate("consent.withdraw()");
      await one.waitFor("!consent.allows('statistics')");
    });
  });

  describe("a corrupt cookie", () => {
    it.each([
      "garbage",
      "%7B%22statistics%22%3Atrue%7D",
      "1.zzzzzz.1.a.300zzzzzz~statistics+",
      `${recordFor(policy, all)}~__proto__+aaaa~`,
    ])("grants nothing, shows the banner, and is replaced by an answer: %s", async (value) => {
      const page = await arriveWith(value);
      expect(await stateOf(page)).toMatchObject({ status: "banner", statistics: false });
      expect(await page.evaluate("ran")).toEqual([]);
      await page.evaluate("consent.rejectAll()");
      await page.reload();
      expect(await stateOf(page)).toEqual({ status: "closed", statistics: false, persisted: true });
      expect(await troublesOf(page)).toEqual([]);
    });

    it("of 4,000 bytes is no harder to replace", async () => {
      const page = await arriveWith("x".repeat(4000));
      expect(await stateOf(page)).toMatchObject({ status: "banner", statistics: false });
      await page.evaluate("consent.acceptAll()");
      await page.reload();
      expect(await stateOf(page)).toEqual({ status: "closed", statistics: true, persisted: true });
    });

    it("doesn't cost the civis visitor the banner", async () => {
      const page = await visit(`${civis.address}/cookies`);
      await page.context.setCookie({ name: civisPolicy.recordName, value: "{broken" });
      await page.goto(civis.address);
      await press(page, messages.reject);
      await page.reload();
      expect(await sees(page, ".assent-banner")).toBe(false);
    });
  });

  describe("two cookies of one name", () => {
    const old = recordFor(policy, all, { now: Date.now() - 2 * days });
    const refusal = recordFor(policy, {}, { now: Date.now() - days });

    it.each([
      ["host", refusal, "domain", old],
      ["domain", refusal, "host", old],
    ])(
      "on host and domain don't break the banner: the later answer counts, on the %s",
      async (where, first, _, second) => {
        const page = await visit(site.at("www.example.co.uk", "/empty"));
        const [onHost, onDomain] = where === "host" ? [first, second] : [second, first];
        await writeCookie(page, `${recordName}=${onHost}; Path=/`);
        await writeCookie(page, `${recordName}=${onDomain}; Path=/; Domain=example.co.uk`);
        expect((await placesOf(page, recordName)).sort()).toEqual([
          ".example.co.uk /",
          "www.example.co.uk /",
        ]);
        await page.goto(site.at("www.example.co.uk"));
        expect(await stateOf(page)).toMatchObject({ status: "closed", statistics: false });
        expect(await page.evaluate("ran")).toEqual([]);
      },
    );

    it("on two paths don't let an old grant come back over a later refusal", async () => {
      const page = await visit(site.at("localhost", "/deep/empty"));
      await writeCookie(page, `${recordName}=${old}; Path=/deep`);
      await page.goto(site.at("localhost"));
      expect(await stateOf(page)).toMatchObject({ status: "banner" });
      await page.evaluate("consent.rejectAll()");
      await page.goto(site.at("localhost", "/deep/page"));
      expect(await stateOf(page)).toMatchObject({ status: "closed", statistics: false });
    });

    it("one of them corrupt: the one that can be read counts", async () => {
      const page = await visit(site.at("localhost", "/deep/empty"));
      await writeCookie(page, `${recordName}=garbage; Path=/deep`);
      await writeCookie(page, `${recordName}=${refusal}; Path=/`);
      await page.goto(site.at("localhost", "/deep/page"));
      expect(await stateOf(page)).toMatchObject({ status: "closed", statistics: false });
    });
  });

  describe("a record on the domain", () => {
    it("doesn't take co.uk for a site's domain: subdomains share one record, other sites don't", async () => {
      const page = await visit(site.at("www.example.co.uk", "/shared"));
      await page.evaluate("consent.acceptAll()");
      expect(await stateOf(page)).toMatchObject({ persisted: true });
      expect(await placesOf(page, recordName)).toEqual([".example.co.uk /"]);
      await page.goto(site.at("shop.example.co.uk", "/shared"));
      expect(await stateOf(page)).toMatchObject({ status: "closed", statistics: true });
      await page.goto(site.at("www.other.co.uk", "/shared"));
      expect(await stateOf(page)).toMatchObject({ status: "banner", statistics: false });
    });
  });

  describe("a record too large for a cookie", () => {
    it("is kept on this page alone, which says so", async () => {
      const page = await visit(site.at("localhost", "/large"));
      await page.evaluate("consent.acceptAll()");
      expect(
        await page.evaluate("[consent.getState().status, consent.allows('category-number-399')]"),
      ).toEqual(["closed", true]);
      expect(await stateOf(page)).toMatchObject({ persisted: false });
      expect(await placesOf(page, recordName)).toEqual([]);
      expect(await troublesOf(page)).toEqual([]);
    });
  });

  describe("a clock that moved back", () => {
    it("makes no grant of a record from the future, and the visitor's next answer outlives it", async () => {
      const page = await arriveWith(recordFor(policy, all, { now: Date.now() + 10 * days }));
      expect(await stateOf(page)).toMatchObject({ status: "banner", statistics: false });
      expect(await page.evaluate("ran")).toEqual([]);
      await page.evaluate("consent.rejectAll()");
      await page.reload();
      expect(await stateOf(page)).toMatchObject({ status: "closed", statistics: false });
    });
  });

  describe("under script-src 'nonce-…'; require-trusted-types-for 'script'", () => {
    const order = ["inline", "in a template", "external", "after it", "module"];

    it("runs every gate on a later answer, without one violation", async () => {
      const page = await visit(site.at("localhost", "/strict"));
      await page.waitFor("document.readyState === 'complete'");
      expect(await page.evaluate("ran")).toEqual([]);
      await page.evaluate("consent.acceptAll()");
      await page.waitFor("ran.length >= 5");
      expect([...(await page.evaluate<string[]>("ran"))].sort()).toEqual([...order].sort());
      expect(await page.text("#place")).toBe("one, two");
      await page.waitFor("document.querySelector('iframe').getAttribute('src') === '/film'");
      expect(await troublesOf(page)).toEqual([]);

      await page.evaluate("consent.withdraw()");
      await page.evaluate("consent.acceptAll()");
      expect(await page.text("#place")).toBe("one, two");
      expect(await page.evaluate("document.querySelector('iframe').getAttribute('src')")).toBe("/film");
      expect(await page.evaluate("ran.length")).toBe(5);
      expect(await troublesOf(page)).toEqual([]);
    });

    it("runs every gate for a visitor who comes back, each script once, in the page's order", async () => {
      const page = await visit(site.at("localhost", "/empty"));
      await page.context.setCookie({ name: recordName, value: recordFor(policy, all) });
      await page.goto(site.at("localhost", "/strict"));
      await page.waitFor("ran.length >= 5");
      const ran = await page.evaluate<string[]>("ran");
      expect(ran.filter((name) => /inline|external|after it/.test(name))).toEqual([
        "inline",
        "external",
        "after it",
      ]);
      expect([...ran].sort()).toEqual([...order].sort());
      expect(await troublesOf(page)).toEqual([]);
    });
  });

  describe("what comes into the page later", () => {
    it("runs: scripts inserted after the start, by innerHTML and in a view transition", async () => {
      const page = await visit(site.at("localhost"));
      await page.evaluate("consent.acceptAll()");
      await page.waitFor("ran.includes('module')");
      await page.evaluate(() => {
        const place = document.querySelector("#place") as Element;
        place.innerHTML = `<script type="text/plain" data-assent="statistics">ran.push("late")</script>`;
      });
      await page.waitFor("ran.includes('late')");
      await page.evaluate(() => {
        const place = document.querySelector("#place") as Element;
        const swap = (): void => {
          place.innerHTML = `<script type="text/plain" data-assent="statistics">ran.push("transition")</script>`;
        };
        if (document.startViewTransition) document.startViewTransition(swap);
        else swap();
      });
      await page.waitFor("ran.includes('transition')");
    });

    it("shows a template's elements in the document's order, text nodes too, and again after a new grant", async () => {
      const page = await visit(site.at("localhost"));
      for (const choice of ["acceptAll", "withdraw", "acceptAll"]) await page.evaluate(`consent.${choice}()`);
      expect(await page.text("#place")).toBe("one, two");
    });
  });

  describe("going back", () => {
    it("shows what was answered on the page that the visitor comes back from", async () => {
      const page = await visit(site.at("localhost"));
      expect(await stateOf(page)).toMatchObject({ status: "banner" });
      await page.goto(site.at("localhost", "/deep/page"));
      await page.evaluate("consent.rejectAll()");
      await page.evaluate("void setTimeout(() => history.back())");
      await page.waitFor("location.pathname === '/' && consent.getState().status === 'closed'");
      expect(await stateOf(page)).toMatchObject({ statistics: false });
    });
  });

  describe("the jar after a withdrawal", () => {
    it("holds none of the declared cookies on any domain or path that the page can reach", async () => {
      const page = await visit(site.at("www.example.co.uk", "/deep/page"));
      await page.evaluate("consent.acceptAll()");
      for (const place of [
        "",
        "; Path=/",
        "; Path=/deep",
        "; Path=/deep/",
        "; Path=/; Domain=example.co.uk",
      ]) {
        await writeCookie(page, `_ex_${place.length}=1${place}`);
      }
      await writeCookie(page, "my_ex_=1; Path=/");
      const names = async (): Promise<string[]> =>
        (await page.context.cookies()).map(({ name }) => name).sort();
      expect(await names()).toHaveLength(7);
      await page.evaluate("consent.withdraw()");
      const { deleted } = await page.evaluate<{ deleted: unknown[] }>("clear(consent)");
      expect(deleted).toHaveLength(5);
      expect(await names()).toEqual([recordName, "my_ex_"]);
    });
  });

  describe("a guarded page", () => {
    it("refuses cookies that aren't allowed by either door, names the writer, and lets the allowed pass", async () => {
      const page = await visit(site.at("localhost", "/empty"));
      // WebKitGTK has a cookieStore that keeps nothing.
      const keeps = await page.evaluate(async () => {
        await globalThis.cookieStore?.set("probe", "1");
        return document.cookie.includes("probe");
      });
      await writeCookie(page, "probe=; Path=/; Max-Age=0");
      await page.goto(site.at("localhost", "/guarded"));
      const write = (): Promise<void> =>
        page.evaluate(async () => {
          async function write(name: string): Promise<void> {
            // biome-ignore lint/suspicious/noDocumentCookie: the door that is watched
            document.cookie = `${name}1=1`;
            await globalThis.cookieStore?.set(`${name}2`, "1");
          }
          await write("_ex_");
          await write("unheard");
        });
      const names = async (): Promise<string[]> =>
        (await page.context.cookies()).map(({ name }) => name).sort();
      const hasStore = await page.evaluate("'cookieStore' in window");
      await write();
      expect(await names()).toEqual([]);
      expect(await page.text("#told")).toContain("_ex_1 by document.cookie in write;");
      if (hasStore) expect(await page.text("#told")).toContain("_ex_2 by cookieStore in write;");
      await page.evaluate("consent.acceptAll()");
      await write();
      expect(await names()).toEqual(["_ex_1", ...(keeps ? ["_ex_2"] : []), recordName]);
    });
  });

  it(`is tested in ${browser} itself`, async () => {
    const page = await visit(site.at("localhost"));
    const agent = await page.evaluate<string>("navigator.userAgent");
    expect(agent).toMatch(
      { chromium: /Chrome\//, firefox: /Firefox\//, webkit: /AppleWebKit.*Version\// }[browser],
    );
  });
});
