import { decodeRecord, isAllowed, type Policy, readConsent } from "@assent/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { policy } from "../../examples/civis/policy.ts";
import { type Civis, startCivis } from "../../examples/civis/server.ts";
import { texts } from "../../examples/civis/texts.ts";
import type { Page } from "./browsers.ts";
import { gpcProperty } from "./playwright.ts";
import { inEachBrowser, openTab, press, sees, tabTo, troublesOf, waitUntil } from "./visitor.ts";

const { actions } = texts;
const reopen = "Cookie choices";
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

/** Waits until a service is in some state on this page: `running`, `stopped`, `lingering`, or nothing. */
function waitForActivity(page: Page, service: string, activity: string): Promise<void> {
  return page.waitFor(
    `document.querySelector("[data-service=${service}]")?.dataset.activity === "${activity}"`,
  );
}

/** Waits until the page's own script has taken over from what the server rendered. */
function waitForStart(page: Page): Promise<void> {
  return page.waitFor("document.querySelector('#assent-now').dataset.status");
}

async function answered(page: Page, label: string): Promise<void> {
  await press(page, label);
  await waitUntil(page, ".assent-banner, .assent-preferences", "gone");
}

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
      await waitForActivity(page, "audience", "running");
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
      await answered(page, actions.rejectAll);
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
      await answered(page, actions.rejectAll);
      await go(page, "/cookies");
      expect(
        page.context.requests().filter((url) => /^http/.test(url) && !url.startsWith(civis.address)),
      ).toEqual([]);
    });

    it("is remembered as long as a grant: a rejected choice is not forgotten when the browser closes", async () => {
      const page = await arrive();
      await answered(page, actions.rejectAll);
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
      await answered(page, actions.acceptAll);
      await waitForActivity(page, "visitors", "running");
      await waitForActivity(page, "player", "running");
      await expect.poll(() => toThirdParty(page)).toEqual([`${civis.player.origin}/embed/open-data`]);
      await expect.poll(() => cookieNames(page)).toContain("civis_visitor");
      expect(await sees(page, ".assent-placeholder")).toBe(false);
      expect(await answersOf(page)).toEqual({ statistics: "granted", media: "granted" });
      expect(await troublesOf(page)).toEqual([]);
    });

    it("gives a record that core decodes and from which a server computes what the page shows", async () => {
      const page = await arrive();
      await answered(page, actions.acceptAll);
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
      await press(page, actions.openPreferences);
      await press(page, texts.categories.statistics.name);
      await answered(page, actions.save);
      await waitForActivity(page, "visitors", "running");
      expect(await answersOf(page)).toEqual({ statistics: "granted", media: "denied" });
      expect(await sees(page, ".assent-placeholder")).toBe(true);
      expect(toThirdParty(page)).toEqual([]);
      expect(await undeclared(page)).toEqual([]);
    });

    it("drops toggles that were moved and dismissed: a later save doesn't grant them", async () => {
      const page = await arrive();
      await press(page, actions.openPreferences);
      await press(page, texts.categories.statistics.name);
      await press(page, texts.preferences.close);
      await waitUntil(page, ".assent-preferences", "gone");
      expect(await recordOf(page)).toBeUndefined();
      await press(page, reopen);
      await answered(page, actions.save);
      expect(await answersOf(page)).toEqual({ statistics: "denied", media: "denied" });
    });

    it("doesn't run a script again that was loaded already when the visitor saves again", async () => {
      const page = await arrive();
      await answered(page, actions.acceptAll);
      await waitForActivity(page, "visitors", "running");
      for (const label of [actions.save, actions.acceptAll]) {
        await press(page, reopen);
        await answered(page, label);
      }
      expect(visitorScripts(page)).toHaveLength(1);
    });

    it("renews the record's expiry when a visitor confirms the same choice again", async () => {
      const page = await arrive();
      await answered(page, actions.rejectAll);
      await page.evaluate(() => {
        const [record] = /cookies_preferences=[^;]+/.exec(document.cookie) ?? [];
        // biome-ignore lint/suspicious/noDocumentCookie: as a browser would have it some months later
        document.cookie = `${record}; Path=/; Max-Age=60; SameSite=Lax`;
      });
      const expiry = async (): Promise<number> =>
        (await page.context.cookies()).find(({ name }) => name === policy.recordName)?.expires ?? 0;
      expect(await expiry()).toBeLessThan(Date.now() / 1000 + 61);
      await press(page, reopen);
      await answered(page, actions.save);
      expect(await expiry()).toBeGreaterThan(Date.now() / 1000 + 180 * day);
    });
  });

  describe("coming back", () => {
    it("shows no banner, from the server's markup on, and runs what was granted again", async () => {
      const page = await arrive();
      await answered(page, actions.acceptAll);
      await waitForActivity(page, "visitors", "running");
      await page.reload();
      await waitForActivity(page, "visitors", "running");
      await waitForActivity(page, "player", "running");
      expect(await sees(page, ".assent-banner")).toBe(false);
      expect(visitorScripts(page)).toHaveLength(2);
      await expect.poll(() => toThirdParty(page)).toHaveLength(2);
      const markup = await page.evaluate(async () => (await fetch("/")).text());
      expect(/<section class="assent-banner"[^>]*>/.exec(markup)?.[0]).toContain("hidden");
      expect(await answersOf(page)).toEqual({ statistics: "granted", media: "granted" });
      expect(await troublesOf(page)).toEqual([]);
    });

    it("has the same permissions after a partial choice", async () => {
      const page = await arrive();
      await press(page, actions.openPreferences);
      await press(page, texts.categories.statistics.name);
      await answered(page, actions.save);
      await page.reload();
      await waitForActivity(page, "visitors", "running");
      await waitForActivity(page, "player", "");
      expect(await sees(page, ".assent-placeholder")).toBe(true);
      expect(toThirdParty(page)).toEqual([]);
    });

    it("gives two visitors who ask at once each their own answer", async () => {
      const [one, other] = [await arrive(), await arrive()];
      await answered(one, actions.acceptAll);
      await answered(other, actions.rejectAll);
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
      await answered(page, actions.acceptAll);
      await expect.poll(() => cookieNames(page)).toContain("civis_visitor");
      await press(page, actions.withdraw);
      const said = (): Promise<string> => page.text(".assent-notice p");
      await expect.poll(said).toContain("Deleted: civis_visitor.");
      expect(await said()).toContain("Reload this page to end what still runs on it.");
      expect(await cookieNames(page)).not.toContain("civis_visitor");
      expect(await answersOf(page)).toEqual({ statistics: "denied", media: "denied" });
      await waitForActivity(page, "visitors", "lingering");

      await press(page, actions.reload);
      await waitForActivity(page, "visitors", "");
      expect(await sees(page, ".assent-notice")).toBe(false);
      expect(visitorScripts(page)).toHaveLength(1);
      expect(await undeclared(page)).toEqual([]);
    });

    it("takes the video away and says that its cookie belongs to somebody else", async () => {
      const page = await arrive();
      await answered(page, actions.acceptAll);
      await waitForActivity(page, "player", "running");
      await press(page, reopen);
      await answered(page, actions.rejectAll);
      const said = (): Promise<string> => page.text(".assent-notice p");
      await expect.poll(said).toContain("player_id belongs to Agora Video");
      await waitForActivity(page, "player", "stopped");
      expect(await sees(page, ".assent-placeholder")).toBe(true);
      expect(await page.evaluate("document.querySelector('iframe').hasAttribute('src')")).toBe(false);
    });

    it("doesn't leave the iframe dead when the visitor grants again", async () => {
      const page = await arrive();
      await answered(page, actions.acceptAll);
      await expect.poll(() => toThirdParty(page)).toHaveLength(1);
      await press(page, reopen);
      await answered(page, actions.rejectAll);
      await press(page, reopen);
      await answered(page, actions.acceptAll);
      await expect.poll(() => toThirdParty(page)).toHaveLength(2);
      await waitForActivity(page, "player", "running");
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
      await answered(one, actions.acceptAll);
      await waitUntil(other, ".assent-banner", "gone");
      await waitForActivity(other, "player", "running");
      await waitForActivity(other, "visitors", "running");

      await press(other, reopen);
      await answered(other, actions.rejectAll);
      await waitForActivity(one, "player", "stopped");
      expect(await sees(one, ".assent-placeholder")).toBe(true);
      expect(await other.evaluate("document.title")).toBe("Not reloaded");
      expect(await answersOf(one)).toEqual({ statistics: "denied", media: "denied" });
      expect([...(await troublesOf(one)), ...(await troublesOf(other))]).toEqual([]);
    });
  });

  describe("leaving", () => {
    it.each([
      ["rejectAll", "denied"],
      ["acceptAll", "granted"],
    ])("a page left in the same moment doesn't lose the choice: %s", async (choice, value) => {
      const page = await arrive();
      await page.evaluate((name) => {
        document.querySelector<HTMLElement>(`#assent-banner [value=${name}]`)?.click();
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
      await answered(page, actions.rejectAll);
      await press(page, texts.placeholder.once);
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
      await answered(page, actions.rejectAll);
      await press(page, texts.placeholder.always);
      await expect.poll(() => toThirdParty(page)).toHaveLength(1);
      expect(await answersOf(page)).toEqual({ statistics: "denied", media: "denied", player: "granted" });
      await page.reload();
      await waitForActivity(page, "player", "running");
      await expect.poll(() => toThirdParty(page)).toHaveLength(2);
    });
  });

  describe("the keyboard", () => {
    it("reaches the banner with Tab and rejects with Enter", async () => {
      const page = await arrive();
      await tabTo(page, actions.rejectAll);
      await page.press("Enter");
      await waitUntil(page, ".assent-banner", "gone");
      expect(await answersOf(page)).toEqual({ statistics: "denied", media: "denied" });
      expect(await page.evaluate("document.activeElement.id")).toBe("main");
    });

    it("closes the banner with Esc for this page view, which answers nothing", async () => {
      const page = await arrive();
      await tabTo(page, actions.acceptAll);
      await page.press("Escape");
      await waitUntil(page, ".assent-banner", "gone");
      expect(await recordOf(page)).toBeUndefined();
      expect(toThirdParty(page)).toEqual([]);
      await page.reload();
      await waitUntil(page, ".assent-banner", "shown");
    });

    it("chooses in a modal dialog that has a name and that Esc leaves", async () => {
      const page = await arrive();
      await tabTo(page, actions.openPreferences);
      await page.press("Enter");
      await waitUntil(page, ".assent-preferences", "shown");
      const dialog = await page.evaluate(() => {
        const found = document.querySelector("dialog:modal");
        const label = document.getElementById(found?.getAttribute("aria-labelledby") ?? "");
        return [label?.textContent, found?.contains(document.activeElement)];
      });
      expect(dialog).toEqual([texts.preferences.title, true]);
      await page.press("Escape");
      await waitUntil(page, ".assent-preferences", "gone");
      expect(await recordOf(page)).toBeUndefined();

      await tabTo(page, reopen);
      await page.press("Enter");
      await waitUntil(page, ".assent-preferences", "shown");
      await tabTo(page, texts.categories.media.name);
      await page.press("Space");
      await tabTo(page, actions.save);
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
      await answered(page, actions.rejectAll);
      expect((await said()).slice(1)).toEqual(["Off", "Off"]);
      await press(page, reopen);
      await press(page, texts.categories.statistics.name);
      await answered(page, actions.save);
      expect((await said()).slice(1)).toEqual(["On", "Off"]);
      await press(page, actions.withdraw);
      expect((await said()).slice(1)).toEqual(["Off", "Off"]);
      expect(await sees(page, ".assent-policy [value=withdraw]")).toBe(false);
      expect(await troublesOf(page)).toEqual([]);
    });
  });

  it("has a way back to the choices on every page", async () => {
    const page = await arrive();
    await answered(page, actions.rejectAll);
    for (const path of [...frontOffice, "/back-office"]) {
      await go(page, path);
      await press(page, reopen);
      await waitUntil(page, ".assent-preferences", "shown");
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
      expect(await sees(page, ".assent-banner .assent-signal")).toBe(true);
      expect(await answersOf(page)).toEqual({ media: "denied" });
      expect((await recordOf(page))?.answers.media).toMatchObject({ by: "gpc" });
      await answered(page, actions.acceptAll);
      await waitForActivity(page, "visitors", "running");
      expect(await answersOf(page)).toEqual({ statistics: "granted", media: "denied" });
      expect(toThirdParty(page)).toEqual([]);
    });

    it("lets a visitor make an exception in the preferences, where the conflict is shown", async () => {
      const page = await arrive("/", { gpc: true });
      await press(page, actions.openPreferences);
      expect(await sees(page, ".assent-preferences [data-category=media] .assent-signal")).toBe(true);
      await press(page, texts.categories.media.name);
      await answered(page, actions.save);
      await waitForActivity(page, "player", "running");
      expect((await recordOf(page))?.answers.media).toMatchObject({ value: "granted", ack: true });
    });

    it("is honoured where it comes as a property alone, without the header", async () => {
      const page = await arrive("/", { initScript: gpcProperty });
      expect(await sees(page, ".assent-banner .assent-signal")).toBe(true);
      await answered(page, actions.acceptAll);
      expect(await answersOf(page)).toEqual({ statistics: "granted", media: "denied" });
      expect(toThirdParty(page)).toEqual([]);
    });

    it("opts out where nobody is asked, with a link to the choices", async () => {
      const page = await arrive("/?region=US-CA", { gpc: true });
      expect(await sees(page, ".assent-banner")).toBe(false);
      await waitForActivity(page, "visitors", "running");
      await waitForActivity(page, "player", "");
      expect(toThirdParty(page)).toEqual([]);
      await press(page, "Your privacy choices");
      await waitUntil(page, ".assent-preferences", "shown");
    });

    it("is what makes the difference there: without it the video loads until somebody refuses", async () => {
      const page = await arrive("/?region=US-CA");
      expect(await sees(page, ".assent-banner")).toBe(false);
      await waitForActivity(page, "player", "running");
      await press(page, "Your privacy choices");
      await answered(page, actions.rejectAll);
      await waitForActivity(page, "player", "stopped");
      await page.reload();
      await waitForStart(page);
      expect(toThirdParty(page)).toHaveLength(1);
    });
  });
});
