import { decodeRecord, isAllowed, type Policy, readConsent } from "@assent/core";
import messages from "@assent/ui/locales/en";
import type * as playwright from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { policy } from "../../examples/civis/policy.ts";
import { type Civis, startCivis } from "../../examples/civis/server.ts";
import { texts } from "../../examples/civis/texts.ts";
import { browsers, type Page } from "./browsers.ts";
import { gpcProperty, startChromium, startFirefox } from "./playwright.ts";
import { inEachBrowser, openTab, press, sees, tabTo, troublesOf, waitUntil } from "./visitor.ts";

const { accept, choices: reopen, choose, close, reject, reload, save, withdraw } = messages;
const statistics = messages.categories.statistics;
const media = texts.categories.media.name;
const frontOffice = ["/", "/?q=trees", "/datasets/street-trees", "/cookies", "/nowhere"];
const day = 86_400;

let civis: Civis;
beforeAll(async () => {
  civis = await startCivis(0);
});
afterAll(() => civis.close());

/** What the record's cookie holds, decoded. */
async function recordOf(page: Page) {
  const value = (await page.context.cookies()).find(({ name }) => name === policy.recordName)?.value;
  if (value === undefined) return undefined;
  const record = decodeRecord(value);
  if (record === "corrupt") throw new Error(`Not a record: ${value}`);
  return record;
}

/** The record's answers, by name. */
async function answersOf(page: Page): Promise<Record<string, string> | undefined> {
  const record = await recordOf(page);
  return (
    record && Object.fromEntries(Object.entries(record.answers).map(([name, { value }]) => [name, value]))
  );
}

/** The names of the cookies in the browser's jar that the policy doesn't allow with the record that lies there. */
async function undeclared(page: Page): Promise<string[]> {
  const jar = await page.context.cookies();
  const cookie = jar.map(({ name, value }) => `${name}=${value}`).join("; ");
  const { permissions } = readConsent(policy as Policy, { cookie, region: "FR" });
  return jar.map(({ name }) => name).filter((name) => !isAllowed(policy as Policy, permissions, name));
}

async function cookieNames(page: Page): Promise<string[]> {
  return (await page.context.cookies()).map(({ name }) => name).sort();
}

function requestsTo(page: Page, start: string): string[] {
  return page.context.requests().filter((url) => url.startsWith(start));
}

const toThirdParty = (page: Page): string[] => requestsTo(page, civis.player.origin);
const visitorScripts = (page: Page): string[] => requestsTo(page, `${civis.address}/statistics/visitors.js`);

/** Every script and module of the platform's own that a page asked for, and no statistics. */
const modules = (page: Page): string[] =>
  requestsTo(page, civis.address).filter((url) => /(?<!statistics\/\w+)\.js$/.test(url));

/** Waits until the video has its source, or has none. */
function waitForVideo(page: Page, source: "loaded" | "gone"): Promise<void> {
  return page.waitFor(`!!document.querySelector("iframe")?.getAttribute("src") === ${source === "loaded"}`);
}

/** Waits until the statistics that need consent ran so many times in this browser. */
async function waitForStatistics(page: Page, times = 1): Promise<void> {
  await expect.poll(() => visitorScripts(page)).toHaveLength(times);
  await expect.poll(() => cookieNames(page)).toContain("civis_visitor");
}

/** Waits until the page shows that a service may run, or no longer. */
function waitForPermission(page: Page, service: string, may: boolean): Promise<void> {
  return page.waitFor(`document.querySelector("[data-service=${service}]")?.dataset.allowed === "${may}"`);
}

/** Waits until the page is whole: where something is asked, with the module that takes over from boot. */
function waitForStart(page: Page): Promise<void> {
  return page.waitFor(`document.readyState === "complete" &&
    (!document.documentElement.dataset.assentBoot || document.documentElement.dataset.assentGates)`);
}

async function openPreferences(page: Page, label = reopen): Promise<void> {
  await press(page, label);
  await waitUntil(page, ".assent-preferences", "shown");
}

async function answered(page: Page, label: string): Promise<void> {
  await press(page, label);
  for (const surface of [".assent-banner", ".assent-preferences"]) await waitUntil(page, surface, "gone");
}

/** What only core knows shows once it has come. */
const coreIsThere = "document.documentElement.dataset.assentGates";

inEachBrowser((visit) => {
  const arrive = async (path = "/", options = {}): Promise<Page> => {
    const page = await visit(civis.address + path, options);
    await waitForStart(page);
    return page;
  };
  const go = async (page: Page, path: string): Promise<void> => {
    await page.goto(civis.address + path);
    await waitForStart(page);
  };

  describe("a first visit", () => {
    it("shows the banner, asks no third party and stores only what needs no consent", async () => {
      const page = await arrive();
      await expect.poll(() => cookieNames(page)).toContain("civis_month");
      expect(await sees(page, ".assent-banner")).toBe(true);
      expect(await sees(page, ".assent-placeholder")).toBe(true);
      expect(toThirdParty(page)).toEqual([]);
      expect(visitorScripts(page)).toEqual([]);
      expect(await cookieNames(page)).toEqual(["civis_month", "csrftoken", "sessionid"]);
      expect(await troublesOf(page)).toEqual([]);
    });

    it("asks again on the next page, and grants nothing by going there", async () => {
      const page = await arrive();
      await go(page, "/cookies");
      expect(await sees(page, ".assent-banner")).toBe(true);
      expect(await recordOf(page)).toBeUndefined();
    });
  });

  describe("rejecting", () => {
    it("keeps the third party at zero requests and the jar at zero undeclared cookies, front and back office", async () => {
      const before = civis.player.requests.length;
      const page = await arrive();
      await answered(page, reject);
      for (const path of frontOffice) {
        await go(page, path);
        expect(await sees(page, ".assent-banner")).toBe(false);
        expect(await undeclared(page)).toEqual([]);
        expect(await troublesOf(page)).toEqual([]);
      }
      await go(page, "/back-office");
      await page.evaluate(() => {
        for (const input of document.querySelectorAll<HTMLInputElement>("main [required]"))
          input.value = "Ada";
      });
      await press(page, "Sign in");
      await page.waitFor("document.querySelector('h1').textContent === 'Good day, Ada'");
      await waitForStart(page);
      expect(await undeclared(page)).toEqual([]);
      expect(await troublesOf(page)).toEqual([]);

      expect(toThirdParty(page)).toEqual([]);
      expect(visitorScripts(page)).toEqual([]);
      expect(civis.player.requests.length).toBe(before);
      expect(await cookieNames(page)).toEqual([
        "civis_month",
        "cookies_preferences",
        "csrftoken",
        "sessionid",
      ]);
    });

    it("asks no other origin than the platform's own for anything", async () => {
      const page = await arrive();
      await answered(page, reject);
      await go(page, "/cookies");
      expect(
        page.context.requests().filter((url) => /^http/.test(url) && !url.startsWith(civis.address)),
      ).toEqual([]);
    });

    it("is remembered as long as a grant: a rejected choice is not forgotten when the browser closes", async () => {
      const page = await arrive();
      await answered(page, reject);
      const cookie = (await page.context.cookies()).find(({ name }) => name === policy.recordName);
      const lifetime = (cookie?.expires ?? 0) - Date.now() / 1000;
      expect(lifetime).toBeGreaterThan(180 * day);
      expect(lifetime).toBeLessThan(401 * day);
      expect(cookie).toMatchObject({ path: "/", httpOnly: false, secure: false });
    });
  });

  describe("accepting", () => {
    it("runs what waited, on this page, and writes the choice down", async () => {
      const page = await arrive();
      await answered(page, accept);
      await waitForStatistics(page);
      await waitForVideo(page, "loaded");
      await expect.poll(() => toThirdParty(page)).toEqual([`${civis.player.origin}/embed/open-data`]);
      await expect.poll(() => cookieNames(page)).toContain("civis_visitor");
      expect(await sees(page, ".assent-placeholder")).toBe(false);
      expect(await answersOf(page)).toEqual({ statistics: "granted", media: "granted" });
      expect(await troublesOf(page)).toEqual([]);
    });

    it("gives a record that core decodes and from which a server computes what the page shows", async () => {
      const page = await arrive();
      await answered(page, accept);
      expect(Object.values((await recordOf(page))?.answers ?? {})).toMatchObject([
        { by: "accept", regime: "opt-in", ack: false },
        { by: "accept", regime: "opt-in", ack: false },
      ]);
      const cookie = await page.evaluate<string>("document.cookie");
      const { permissions } = readConsent(policy, { cookie, region: "FR" });
      const shown = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>("tr[data-service]")].map(
          ({ dataset }) => [dataset.service, dataset.allowed === "true"] as const,
        ),
      );
      expect(permissions).toMatchObject(Object.fromEntries(shown));
    });
  });

  describe("choosing", () => {
    it("grants what was turned on, and nothing else", async () => {
      const page = await arrive();
      await openPreferences(page, choose);
      await press(page, statistics);
      await answered(page, save);
      await waitForStatistics(page);
      expect(await answersOf(page)).toEqual({ statistics: "granted", media: "denied" });
      expect(await sees(page, ".assent-placeholder")).toBe(true);
      expect(toThirdParty(page)).toEqual([]);
      expect(await undeclared(page)).toEqual([]);
    });

    it("drops toggles that were moved and dismissed: a later save doesn't grant them", async () => {
      const page = await arrive();
      await openPreferences(page, choose);
      await press(page, statistics);
      await press(page, close);
      await waitUntil(page, ".assent-preferences", "gone");
      expect(await recordOf(page)).toBeUndefined();
      await openPreferences(page);
      await answered(page, save);
      expect(await answersOf(page)).toEqual({ statistics: "denied", media: "denied" });
    });

    it("doesn't run a script again that was loaded already when the visitor saves again", async () => {
      const page = await arrive();
      await answered(page, accept);
      await waitForStatistics(page);
      for (const label of [save, accept]) {
        await openPreferences(page);
        await answered(page, label);
      }
      expect(visitorScripts(page)).toHaveLength(1);
    });

    it("renews the record's expiry when a visitor confirms the same choice again", async () => {
      const page = await arrive();
      await answered(page, reject);
      await page.evaluate(() => {
        const [record] = /cookies_preferences=[^;]+/.exec(document.cookie) ?? [];
        // biome-ignore lint/suspicious/noDocumentCookie: as a browser would have it some months later
        document.cookie = `${record}; Path=/; Max-Age=60; SameSite=Lax`;
      });
      const expiry = async (): Promise<number> =>
        (await page.context.cookies()).find(({ name }) => name === policy.recordName)?.expires ?? 0;
      expect(await expiry()).toBeLessThan(Date.now() / 1000 + 61);
      await openPreferences(page);
      await answered(page, save);
      expect(await expiry()).toBeGreaterThan(Date.now() / 1000 + 180 * day);
    });
  });

  describe("coming back", () => {
    it("shows no banner, from the server's markup on, and runs what was granted again", async () => {
      const page = await arrive();
      await answered(page, accept);
      await waitForStatistics(page);
      await page.reload();
      await waitForStatistics(page, 2);
      await waitForVideo(page, "loaded");
      expect(await sees(page, ".assent-banner")).toBe(false);
      expect(visitorScripts(page)).toHaveLength(2);
      await expect.poll(() => toThirdParty(page)).toHaveLength(2);
      const markup = await page.evaluate(async () => (await fetch("/")).text());
      expect(/<section class="assent-banner"[^>]*>/.exec(markup)?.[0]).toContain("hidden");
      expect(await answersOf(page)).toEqual({ statistics: "granted", media: "granted" });
      expect(await troublesOf(page)).toEqual([]);
    });

    it.each([accept, reject])(
      "needs no module after “%s”, until somebody wants to change it",
      async (label) => {
        const page = await arrive();
        await answered(page, label);
        const before = modules(page);
        for (const path of [...frontOffice, "/back-office"]) {
          await go(page, path);
          expect(await sees(page, ".assent-banner")).toBe(false);
        }
        expect(modules(page)).toEqual(before);
        await openPreferences(page);
        expect(new URL(await page.evaluate("location.href")).pathname).toBe("/back-office");
        expect(modules(page).length).toBeGreaterThan(before.length);
        expect(await troublesOf(page)).toEqual([]);
      },
    );

    it("has the same permissions after a partial choice", async () => {
      const page = await arrive();
      await openPreferences(page, choose);
      await press(page, statistics);
      await answered(page, save);
      await page.reload();
      await waitForStatistics(page, 2);
      await waitForVideo(page, "gone");
      expect(await sees(page, ".assent-placeholder")).toBe(true);
      expect(toThirdParty(page)).toEqual([]);
    });

    it("gives two visitors who ask at once each their own answer", async () => {
      const [one, other] = [await arrive(), await arrive()];
      await answered(one, accept);
      await answered(other, reject);
      const choices = async (page: Page): Promise<string[]> => {
        const markup = await page.evaluate(async () => (await fetch("/cookies")).text());
        return [...markup.matchAll(/<dt><a [^>]*>[^<]*<\/a><\/dt><dd>([^<]*)/g)].map(
          ([, text]) => text as string,
        );
      };
      expect(await Promise.all([choices(one), choices(other)])).toEqual([
        ["Always on, because the site does not work without it.", "On", "On"],
        ["Always on, because the site does not work without it.", "Off", "Off"],
      ]);
    });
  });

  describe("withdrawing", () => {
    it("deletes what was stored, says what couldn't be ended, and runs nothing after the reload", async () => {
      const page = await arrive("/cookies");
      await answered(page, accept);
      await expect.poll(() => cookieNames(page)).toContain("civis_visitor");
      await press(page, withdraw);
      const said = (): Promise<string> => page.text(".assent-notice p");
      await expect.poll(said).toContain("Deleted: civis_visitor.");
      expect(await said()).toContain("Reload this page to end what still runs on it.");
      expect(await cookieNames(page)).not.toContain("civis_visitor");
      expect(await answersOf(page)).toEqual({ statistics: "denied", media: "denied" });
      await waitForPermission(page, "visitors", false);

      await press(page, reload);
      await waitUntil(page, ".assent-notice", "gone");
      await waitForStart(page);
      await waitForPermission(page, "visitors", false);
      expect(await sees(page, ".assent-notice")).toBe(false);
      expect(visitorScripts(page)).toHaveLength(1);
      expect(await undeclared(page)).toEqual([]);
    });

    it("takes the video away and says that its cookie belongs to somebody else", async () => {
      const page = await arrive();
      await answered(page, accept);
      await waitForVideo(page, "loaded");
      await openPreferences(page);
      await answered(page, reject);
      const said = (): Promise<string> => page.text(".assent-notice p");
      await expect.poll(said).toContain("player_id belongs to Agora Video");
      await waitForVideo(page, "gone");
      await waitForPermission(page, "player", false);
      expect(await sees(page, ".assent-placeholder")).toBe(true);
      expect(await page.evaluate("document.querySelector('iframe').hasAttribute('src')")).toBe(false);
    });

    it("doesn't leave the iframe dead when the visitor grants again", async () => {
      const page = await arrive();
      await answered(page, accept);
      await expect.poll(() => toThirdParty(page)).toHaveLength(1);
      await openPreferences(page);
      await answered(page, reject);
      await openPreferences(page);
      await answered(page, accept);
      await expect.poll(() => toThirdParty(page)).toHaveLength(2);
      await waitForVideo(page, "loaded");
      expect(await sees(page, ".assent-placeholder")).toBe(false);
    });
  });

  describe("two tabs", () => {
    it("follow an answer and a withdrawal without a reload", async () => {
      const one = await arrive();
      const other = await openTab(one.context, civis.address);
      await waitForStart(other);
      await other.evaluate("(document.title = 'Not reloaded')");
      expect(await sees(other, ".assent-banner")).toBe(true);
      await answered(one, accept);
      await waitUntil(other, ".assent-banner", "gone");
      await waitForVideo(other, "loaded");
      await waitForStatistics(other, 2);

      await openPreferences(other);
      await answered(other, reject);
      await waitForVideo(one, "gone");
      expect(await sees(one, ".assent-placeholder")).toBe(true);
      expect(await other.evaluate("document.title")).toBe("Not reloaded");
      expect(await answersOf(one)).toEqual({ statistics: "denied", media: "denied" });
      expect([...(await troublesOf(one)), ...(await troublesOf(other))]).toEqual([]);
    });
  });

  describe("leaving", () => {
    it.each([
      ["reject", "denied"],
      ["accept", "granted"],
    ])("a page left in the same moment doesn't lose the choice: %s", async (choice, value) => {
      const page = await arrive();
      await page.evaluate((name) => {
        document.querySelector<HTMLElement>(`.assent-banner [value=${name}]`)?.click();
        location.assign("/cookies");
      }, choice);
      await page.waitFor("location.pathname === '/cookies' && document.readyState === 'complete'");
      await waitForStart(page);
      expect(await sees(page, ".assent-banner")).toBe(false);
      expect(await answersOf(page)).toEqual({ statistics: value, media: value });
    });
  });

  describe("the embed", () => {
    it("loads once without an answer, and not again on the next visit", async () => {
      const page = await arrive();
      await answered(page, reject);
      await press(page, messages.embedOnce);
      await expect.poll(() => toThirdParty(page)).toHaveLength(1);
      expect(await sees(page, ".assent-placeholder")).toBe(false);
      expect(await answersOf(page)).toEqual({ statistics: "denied", media: "denied" });
      await page.reload();
      await waitForStart(page);
      expect(await sees(page, ".assent-placeholder")).toBe(true);
      expect(toThirdParty(page)).toHaveLength(1);
    });

    it("always loads once the visitor said so, and its category stays refused", async () => {
      const page = await arrive();
      await answered(page, reject);
      await press(page, messages.embedAlways);
      await expect.poll(() => toThirdParty(page)).toHaveLength(1);
      expect(await answersOf(page)).toEqual({ statistics: "denied", media: "denied", player: "granted" });
      await page.reload();
      await waitForVideo(page, "loaded");
      await expect.poll(() => toThirdParty(page)).toHaveLength(2);
    });
  });

  describe("the keyboard", () => {
    it("reaches the banner with Tab and rejects with Enter", async () => {
      const page = await arrive();
      await tabTo(page, reject);
      await page.press("Enter");
      await waitUntil(page, ".assent-banner", "gone");
      expect(await answersOf(page)).toEqual({ statistics: "denied", media: "denied" });
      await page.waitFor("document.activeElement.id === 'main'");
    });

    it("closes the banner with Esc for this page view, which answers nothing", async () => {
      const page = await arrive();
      await tabTo(page, accept);
      await page.press("Escape");
      await waitUntil(page, ".assent-banner", "gone");
      expect(await recordOf(page)).toBeUndefined();
      expect(toThirdParty(page)).toEqual([]);
      await page.reload();
      await waitUntil(page, ".assent-banner", "shown");
    });

    it("chooses in a modal dialog that has a name and that Esc leaves", async () => {
      const page = await arrive();
      await tabTo(page, choose);
      await page.press("Enter");
      await waitUntil(page, ".assent-preferences", "shown");
      const dialog = await page.evaluate(() => {
        const found = document.querySelector("dialog:modal");
        const label = document.getElementById(found?.getAttribute("aria-labelledby") ?? "");
        return [label?.textContent, found?.contains(document.activeElement)];
      });
      expect(dialog).toEqual([reopen, true]);
      await page.press("Escape");
      await waitUntil(page, ".assent-preferences", "gone");
      expect(await recordOf(page)).toBeUndefined();

      await tabTo(page, reopen);
      await page.press("Enter");
      await waitUntil(page, ".assent-preferences", "shown");
      await tabTo(page, media);
      await page.press("Space");
      await tabTo(page, save);
      await page.press("Enter");
      await waitUntil(page, ".assent-preferences", "gone");
      expect(await answersOf(page)).toEqual({ statistics: "denied", media: "granted" });
      expect(await troublesOf(page)).toEqual([]);
    });
  });

  describe("the cookie policy", () => {
    it("has the platform's table, row by row, as the server prints it", async () => {
      const page = await arrive();
      const rows = await page.evaluate(async () => {
        const markup = await (await fetch("/cookies")).text();
        const [, tables = ""] = markup.split('id="assent-policy-necessary"');
        const [table = ""] = tables.split("</table>");
        return table
          .split("<tr>")
          .slice(2)
          .map((row) =>
            row
              .split(/<\/t[hd]>/)
              .map((cell) => cell.replace(/<[^>]*>/g, ""))
              .slice(0, 4),
          );
      });
      const place = "(front office and back office)";
      expect(rows).toEqual([
        [
          "Opendatasoft",
          `Authentication ${place}`,
          "sessionid",
          "To remember the user from one page to another",
        ],
        [
          "Opendatasoft",
          `Language selection ${place}`,
          "django_language",
          "To remember the visitor's language",
        ],
        ["Opendatasoft", `API (CSRF) ${place}`, "csrftoken", "To retrieve data via API calls"],
        [
          "Opendatasoft",
          "Choices related to your cookie preferences",
          "cookies_preferences",
          "To remember the visitor's cookie preferences",
        ],
        [
          "Matomo",
          "Refusal of audience measurement",
          "mtm_consent_removed",
          "To remember that measuring was refused",
        ],
      ]);
    });

    it("follows the choices that are made on it", async () => {
      const page = await arrive("/cookies");
      const said = (): Promise<string[]> =>
        page.evaluate(() =>
          [...document.querySelectorAll(".assent-policy dt:has(a) + dd")].map(
            ({ textContent }) => textContent,
          ),
        );
      await answered(page, reject);
      expect((await said()).slice(1)).toEqual(["Off", "Off"]);
      await openPreferences(page);
      await press(page, statistics);
      await answered(page, save);
      expect((await said()).slice(1)).toEqual(["On", "Off"]);
      await press(page, withdraw);
      expect((await said()).slice(1)).toEqual(["Off", "Off"]);
      expect(await sees(page, ".assent-policy [value=withdraw]")).toBe(false);
      expect(await troublesOf(page)).toEqual([]);
    });
  });

  describe("Matomo", () => {
    const sent = (page: Page): Promise<string[]> =>
      page.evaluate(() => [...document.querySelectorAll("#sent code")].map(({ textContent }) => textContent));
    const matomoCookies = async (page: Page): Promise<string[]> =>
      (await cookieNames(page)).filter((name) => name.startsWith("_pk_"));

    it("is told to wait, then what the visitor decides, and the page shows each word as it is said", async () => {
      const page = await arrive();
      expect(await sent(page)).toEqual(['_paq.push(["requireConsent"])']);
      expect(await matomoCookies(page)).toEqual([]);
      await answered(page, accept);
      await expect.poll(() => matomoCookies(page)).toEqual(["_pk_id.1.c1f5", "_pk_ses.1.c1f5"]);
      await openPreferences(page);
      await answered(page, reject);
      expect(await sent(page)).toEqual([
        '_paq.push(["requireConsent"])',
        '_paq.push(["setConsentGiven"])',
        '_paq.push(["forgetConsentGiven"])',
      ]);
      await expect.poll(() => matomoCookies(page)).toEqual([]);
      expect(await cookieNames(page)).toContain("mtm_consent_removed");
      expect(await troublesOf(page)).toEqual([]);
    });

    it("measures a visitor who comes back, without a module to tell it", async () => {
      const page = await arrive();
      await answered(page, accept);
      await expect.poll(() => matomoCookies(page)).toHaveLength(2);
      const before = modules(page);
      await go(page, "/datasets/street-trees");
      await expect
        .poll(() => requestsTo(page, `${civis.address}/statistics/matomo`).length)
        .toBeGreaterThan(3);
      expect(modules(page)).toEqual(before);
      expect(await sent(page)).toEqual([]);
    });
  });

  it("has a way back to the choices on every page", async () => {
    const page = await arrive();
    await answered(page, reject);
    for (const path of [...frontOffice, "/back-office"]) {
      await go(page, path);
      await openPreferences(page);
    }
  });

  it("names nothing so that content blockers hide it or block its files", async () => {
    const page = await arrive();
    expect(
      page.context.requests().filter((url) => /cookie-?consent|gdpr/i.test(new URL(url).pathname)),
    ).toEqual([]);
    expect(await page.evaluate("document.querySelectorAll('[class*=gdpr],[id*=gdpr]').length")).toBe(0);
  });

  describe("Global Privacy Control", () => {
    it("says that it was honoured and keeps what is shared with others off, even for “accept all”", async () => {
      const page = await arrive("/", { gpc: true });
      expect(await page.text(".assent-banner")).toContain(messages.signal);
      await page.waitFor(coreIsThere);
      expect(await answersOf(page)).toEqual({ media: "denied" });
      expect((await recordOf(page))?.answers.media).toMatchObject({ by: "gpc" });
      await answered(page, accept);
      await waitForStatistics(page);
      expect(await answersOf(page)).toEqual({ statistics: "granted", media: "denied" });
      expect(toThirdParty(page)).toEqual([]);
    });

    it("lets a visitor make an exception in the preferences, where the conflict is shown", async () => {
      const page = await arrive("/", { gpc: true });
      await openPreferences(page, choose);
      // Not as WebDriver reads it, which finds no text in what begins to fade in.
      const category = `document.querySelector(".assent-preferences [data-category=media]").innerText`;
      expect(await page.evaluate(category)).toContain(messages.signalToggle);
      await press(page, media);
      await answered(page, save);
      await waitForVideo(page, "loaded");
      expect((await recordOf(page))?.answers.media).toMatchObject({ value: "granted", ack: true });
    });

    it("is honoured where it comes as a property alone, without the header", async () => {
      const page = await arrive("/", { initScript: gpcProperty });
      await page.waitFor(coreIsThere);
      expect(await page.text(".assent-banner")).toContain(messages.signal);
      await answered(page, accept);
      expect(await answersOf(page)).toEqual({ statistics: "granted", media: "denied" });
      expect(toThirdParty(page)).toEqual([]);
    });

    it("opts out where nobody is asked, with a link to the choices", async () => {
      const page = await arrive("/?region=US-CA", { gpc: true });
      expect(await sees(page, ".assent-banner")).toBe(false);
      await waitForStatistics(page);
      await waitForVideo(page, "gone");
      expect(toThirdParty(page)).toEqual([]);
      await openPreferences(page, messages.privacyChoices);
    });

    it("is what makes the difference there: without it the video loads until somebody refuses", async () => {
      const page = await arrive("/?region=US-CA");
      expect(await sees(page, ".assent-banner")).toBe(false);
      await waitForVideo(page, "loaded");
      await openPreferences(page, messages.privacyChoices);
      await answered(page, reject);
      await waitForVideo(page, "gone");
      await waitForPermission(page, "player", false);
      await page.reload();
      await waitForStart(page);
      expect(toThirdParty(page)).toHaveLength(1);
    });
  });
});

describe("a server's answer to a first visit", () => {
  it("has the banner in it, before the page's own content, and nothing to correct afterwards", async () => {
    const markup = await (await fetch(civis.address)).text();
    const [banner = ""] = /<section class="assent-banner".*?<\/section>/.exec(markup) ?? [];
    expect(banner).not.toContain("hidden=");
    for (const label of [reject, accept, choose]) expect(banner).toContain(`>${label}</button>`);
    expect(markup.indexOf(banner)).toBeLessThan(markup.indexOf("<main"));
    expect(markup).not.toContain("<dialog");
    expect(markup).not.toContain('type="module"');
  });

  it("has boot before everything that is gated", async () => {
    const markup = await (await fetch(civis.address)).text();
    expect(markup).toContain("/browser.js");
    expect(markup.indexOf("/browser.js")).toBeLessThan(markup.search(/data-assent=|rel="stylesheet"/));
  });

  it("shows the signal's notice where the request says so", async () => {
    const markup = await (await fetch(civis.address, { headers: { "sec-gpc": "1" } })).text();
    expect(markup).toContain(messages.signal);
    expect(markup).toContain(messages.embedOverride);
  });
});

describe("a form that is posted", () => {
  const post = (fields: object, cookie = "csrftoken=abc"): Promise<Response> =>
    fetch(`${civis.address}/choices`, {
      method: "POST",
      redirect: "manual",
      headers: { cookie },
      body: new URLSearchParams({ csrfmiddlewaretoken: "abc", ...fields }),
    });

  it.each([
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "https://evil.example/",
    "javascript:alert(1)",
    "",
  ])("never leads to another origin: %j", async (next) => {
    const response = await post({ choice: "reject", next });
    expect([response.status, response.headers.get("location")]).toEqual([303, "/"]);
  });

  it("leads back to the page that it was on", async () => {
    const response = await post({ choice: "reject", next: "/datasets/street-trees?region=US-CA" });
    expect(response.headers.get("location")).toBe("/datasets/street-trees?region=US-CA");
  });

  it("decides nothing without the page's token, or for what isn't a choice", async () => {
    expect((await post({ choice: "accept" }, "")).status).toBe(403);
    const asked = await post({ choice: "preferences", next: "/" });
    expect([asked.headers.get("location"), asked.headers.getSetCookie()]).toEqual(["/choices", []]);
  });
});

describe.each(browsers.filter((name) => name !== "webkit"))("%s, with scripts off", (name) => {
  let browser: playwright.Browser;
  let context: playwright.BrowserContext;
  // Playwright waits for two frames alike, by a script that Firefox doesn't run then.
  const click = { force: name === "firefox" };
  beforeAll(async () => {
    browser = await (name === "firefox" ? startFirefox({ scripts: "off" }) : startChromium());
  });
  afterEach(() => context.close());
  afterAll(() => browser.close());

  async function visit(path: string): Promise<playwright.Page> {
    context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(civis.address + path);
    expect(await page.locator(".assent-banner").isVisible()).toBe(true);
    return page;
  }
  // Without scripts, what is pressed leads to a page.
  const pressPlainly = async (page: playwright.Page, label: string): Promise<void> => {
    const loaded = page.waitForEvent("load");
    await page.getByRole("button", { name: label, exact: true }).first().click(click);
    await loaded;
  };
  const seesPlainly = (page: playwright.Page, selector: string): Promise<boolean> =>
    page.locator(selector).first().isVisible();
  const pathOf = (page: playwright.Page): string => new URL(page.url()).pathname;

  async function choices(): Promise<Record<string, string>> {
    const value = (await context.cookies()).find(({ name }) => name === policy.recordName)?.value;
    const record = decodeRecord(value ?? "");
    if (record === "corrupt") throw new Error(`Not a record: ${value}`);
    return Object.fromEntries(
      Object.entries(record.answers).map(([name, { value, by }]) => [name, `${value} by ${by}`]),
    );
  }

  it("refuses with one click, on the page that it was on", async () => {
    const page = await visit("/datasets/street-trees");
    await pressPlainly(page, reject);
    expect(pathOf(page)).toBe("/datasets/street-trees");
    expect(await seesPlainly(page, ".assent-banner")).toBe(false);
    expect(await choices()).toEqual({ statistics: "denied by reject", media: "denied by reject" });
    await page.goto(civis.address);
    expect(await seesPlainly(page, ".assent-banner")).toBe(false);
    expect(await seesPlainly(page, ".assent-placeholder")).toBe(true);
  });

  it("accepts with one click, shows the video, and takes it back with one click, cookies included", async () => {
    const before = civis.player.requests.length;
    const page = await visit("/");
    expect(civis.player.requests.length).toBe(before);
    await pressPlainly(page, accept);
    expect(await seesPlainly(page, ".embed noscript iframe")).toBe(true);
    expect(await seesPlainly(page, ".assent-placeholder")).toBe(false);
    expect(civis.player.requests.length).toBe(before + 1);
    expect(await choices()).toEqual({ statistics: "granted by accept", media: "granted by accept" });
    await context.addCookies([{ name: "civis_visitor", value: "earlier", url: civis.address }]);
    await pressPlainly(page, withdraw);
    expect(await seesPlainly(page, ".embed noscript iframe")).toBe(false);
    expect(await choices()).toEqual({ statistics: "denied by withdraw", media: "denied by withdraw" });
    const names = (await context.cookies(civis.address)).map(({ name }) => name);
    expect(names).not.toContain("civis_visitor");
    expect(names).toContain("sessionid");
  });

  it("chooses on a page of its own", async () => {
    const page = await visit("/");
    await pressPlainly(page, choose);
    expect(pathOf(page)).toBe("/choices");
    expect(await page.locator(":checked").count()).toBe(0);
    await page.getByLabel(statistics).check(click);
    await pressPlainly(page, save);
    expect(await choices()).toEqual({ statistics: "granted by save", media: "denied by save" });
    expect(await page.getByLabel(statistics).isChecked()).toBe(true);
  });

  it("loads the video for good where the visitor says so", async () => {
    const page = await visit("/");
    await pressPlainly(page, messages.embedAlways);
    expect(await seesPlainly(page, ".embed noscript iframe")).toBe(true);
    expect(await choices()).toEqual({ player: "granted by service" });
  });
});

describe.runIf(browsers.includes("chromium"))("where the module doesn't come", () => {
  it("the forms go to the server: nothing that is pressed is lost", async () => {
    const browser = await startChromium();
    const context = await browser.newContext();
    await context.route("**/browser.js", (route) => route.abort());
    const page = await context.newPage();
    await page.goto(civis.address);
    await page.getByRole("button", { name: reject }).click();
    await page.locator(".assent-banner").waitFor({ state: "hidden" });
    await page.getByRole("button", { name: reopen }).click();
    await page.waitForURL("**/choices");
    expect(await page.locator("section.assent-preferences").isVisible()).toBe(true);
    await browser.close();
  });
});
