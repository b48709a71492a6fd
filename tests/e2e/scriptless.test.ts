import { readFileSync } from "node:fs";
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import {
  type CategoryOf,
  type ChoiceEvent,
  type ConsentRecord,
  decodeRecord,
  definePolicy,
  encodeRecord,
  readConsent,
  regimeOf,
  type ServiceOf,
  transition,
} from "@assent/core";
import { recordFor } from "@assent/core/testing";
import { banner, choiceOf, embedPlaceholder, privacyChoices, toHtml } from "@assent/ui";
import { preferences, togglesIn } from "@assent/ui/layers";
import messages from "@assent/ui/locales/en";
import type * as playwright from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { browsers } from "./browsers.ts";
import { startChromium, startFirefox } from "./playwright.ts";

const region = "FR";
const stylesheet = createRequire(import.meta.url).resolve("@assent/ui/assent.css");

const services = {
  visitors: {
    category: "statistics",
    provider: "City of Aurelle",
    party: "first",
    cookies: { visitor: { purpose: "To tell visits apart", maxAge: 86_400 } },
  },
  player: {
    category: "media",
    provider: "Agora Video",
    party: "third",
    function: "Videos of the council",
    cookies: { viewer: { purpose: "To recognise a viewer", maxAge: 86_400, domain: "agora.example" } },
  },
} as const;
const policy = definePolicy({
  categories: { necessary: "exempt", statistics: "ask", media: { rule: "ask", sale: true } },
  services,
});
type Name = CategoryOf<typeof policy> | ServiceOf<typeof policy>;

/** The same site before it had videos. */
const earlier = definePolicy({
  categories: { necessary: "exempt", statistics: "ask" },
  services: { visitors: services.visitors },
});

let server: Server;
let address: string;
beforeAll(async () => {
  server = createServer((request, response) => (request.method === "POST" ? take : show)(request, response));
  await new Promise<void>((resolve) => server.listen(0, resolve));
  address = `http://localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function show({ headers, url = "/" }: IncomingMessage, response: ServerResponse): void {
  if (url === "/assent.css") {
    response.setHeader("content-type", "text/css").end(readFileSync(stylesheet));
    return;
  }
  const state = stateOf(headers);
  const posts = url !== "/nowhere" && { action: "/choice", fields: { token: "t&1", next: url } };
  const view = { policy, messages, policyUrl: "/cookies", ...posts };
  const place = embedPlaceholder(state, { ...view, service: "player" });
  const video = state.permissions.player ? '<iframe title="Video" srcdoc="A video"></iframe>' : toHtml(place);
  const content = url === "/choices" ? toHtml(preferences(state, { ...view, as: "section" })) : video;
  response.setHeader("content-type", "text/html; charset=utf-8").end(`<!doctype html>
<html lang="en">
<title>The Aurelle Gazette</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assent.css">
<script>document.title = "Scripts are on";</script>
<body>
${url === "/choices" ? "" : toHtml(banner(state, view))}
<main><h1>News</h1>${content}</main>
<footer>${toHtml(privacyChoices(state, view))}</footer>
</body>
</html>`);
}

/** Takes what a form posted: a choice is answered with the cookie and the page that it came from. */
async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const fields = new URLSearchParams(await text(request));
  if (fields.get("token") !== "t&1") {
    response.writeHead(403).end();
    return;
  }
  const choice = choiceOf(fields, togglesIn(policy, stateOf(request.headers)));
  if (choice) response.setHeader("set-cookie", cookieFor(request.headers, choice));
  response.writeHead(303, { location: choice ? (fields.get("next") ?? "/") : "/choices" }).end();
}

function stateOf({ cookie, "sec-gpc": gpc }: IncomingHttpHeaders) {
  return readConsent(policy, { cookie, region, gpc: `${gpc}` });
}

/** The record that a choice makes of the one that came with the request. */
function cookieFor(headers: IncomingHttpHeaders, choice: ChoiceEvent<Name>): string {
  const { gpc } = stateOf(headers);
  const situation = { regime: regimeOf(region), region, gpc, now: Date.now() };
  const value = headers.cookie?.match(/cookies_preferences=([^;]+)/)?.[1];
  const found = value ? decodeRecord(value) : undefined;
  const before = transition(policy, found, situation);
  // The page says what an exception from the signal is.
  const ack = gpc && (choice.type === "save" || choice.type === "answer");
  const stored = transition(policy, before, situation, { ...choice, ack }, "k3f9a0c2");
  return `cookies_preferences=${encodeRecord(stored as ConsentRecord)}; Path=/; Max-Age=34560000; SameSite=Lax`;
}

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

  async function visit(path = "/", record?: string, headers = {}): Promise<playwright.Page> {
    context = await browser.newContext({ javaScriptEnabled: false, extraHTTPHeaders: headers });
    if (record) await context.addCookies([{ name: policy.recordName, value: record, url: address }]);
    const page = await context.newPage();
    await page.goto(address + path);
    expect(await page.title()).toBe("The Aurelle Gazette");
    return page;
  }
  // Whatever is pressed leads to a page.
  const press = async (page: playwright.Page, label: string) => {
    const loaded = page.waitForEvent("load");
    await page.getByRole("button", { name: label, exact: true }).click(click);
    await loaded;
  };
  const sees = (page: playwright.Page, selector: string) => page.locator(selector).first().isVisible();

  /** What lies in the jar. */
  async function answers(): Promise<{ readonly [name: string]: string }> {
    const cookies = (await context.cookies()).filter(({ name }) => name === "cookies_preferences");
    expect(cookies).toMatchObject([{ path: "/", sameSite: "Lax", httpOnly: false }]);
    const record = decodeRecord(cookies[0]?.value ?? "");
    if (record === "corrupt") throw new Error(`Not a record: ${cookies[0]?.value}`);
    return Object.fromEntries(
      Object.entries(record.answers).map(([name, { value, by, ack }]) => [
        name,
        `${value} by ${by}${ack ? ", ack" : ""}`,
      ]),
    );
  }

  it("refuses with one click", async () => {
    const page = await visit();
    expect(await sees(page, ".assent-banner")).toBe(true);
    await press(page, "Reject all");
    expect(new URL(page.url()).pathname).toBe("/");
    expect(await sees(page, ".assent-banner")).toBe(false);
    expect(await answers()).toEqual({ statistics: "denied by reject", media: "denied by reject" });
  });

  it("accepts with one click, shows the content, and withdraws with one click", async () => {
    const page = await visit();
    await press(page, "Accept all");
    expect(await sees(page, "iframe")).toBe(true);
    expect(await answers()).toEqual({ statistics: "granted by accept", media: "granted by accept" });
    await press(page, "Withdraw consent");
    expect(await sees(page, "iframe")).toBe(false);
    expect(await sees(page, ".assent-banner")).toBe(false);
    expect(await answers()).toEqual({ statistics: "denied by withdraw", media: "denied by withdraw" });
  });

  it("leads from the banner to the preferences, which save what the toggles say", async () => {
    const page = await visit();
    await press(page, "Choose");
    expect(new URL(page.url()).pathname).toBe("/choices");
    expect(await page.locator(":checked").count()).toBe(0);
    await page.getByLabel("Statistics").check(click);
    await press(page, "Save");
    expect(await answers()).toEqual({ statistics: "granted by save", media: "denied by save" });
    expect(await page.getByLabel("Statistics").isChecked()).toBe(true);
    await page.getByLabel("Statistics").uncheck(click);
    await page.getByLabel("Videos and maps").check(click);
    await press(page, "Save");
    expect(await answers()).toEqual({ statistics: "denied by save", media: "granted by save" });
  });

  it("loads an embed for good, and takes that back in the preferences", async () => {
    const page = await visit("/news", recordFor(policy, {}));
    await press(page, "Always load");
    expect(new URL(page.url()).pathname).toBe("/news");
    expect(await sees(page, "iframe")).toBe(true);
    expect(await answers()).toMatchObject({ media: "denied by save", player: "granted by service" });
    await press(page, "Cookie choices");
    await page.getByLabel("Videos of the council").uncheck(click);
    await press(page, "Save");
    expect(await answers()).toMatchObject({ media: "denied by save", player: "denied by save" });
  });

  it("loads an embed against a privacy signal only where the button says so", async () => {
    const page = await visit("/", recordFor(policy, {}), { "sec-gpc": "1" });
    await press(page, "Always load, as an exception from Global Privacy Control");
    expect(await sees(page, "iframe")).toBe(true);
    expect(await answers()).toMatchObject({ player: "granted by service, ack" });
  });

  it("asks for what is new alone, and leaves the other answers as they are", async () => {
    const page = await visit("/", recordFor(earlier, { statistics: true }));
    expect(await page.locator(".assent-banner").textContent()).toContain(
      "New since your last choice: videos and maps.",
    );
    await press(page, "Reject all");
    expect(await answers()).toEqual({ statistics: "granted by save", media: "denied by save" });
  });

  it("shows the whole of the preferences on a phone", async () => {
    const page = await visit("/choices");
    await page.setViewportSize({ width: 320, height: 480 });
    const end = async (selector: string): Promise<number> => {
      const box = await page.locator(selector).boundingBox();
      return (box?.y ?? Number.NaN) + (box?.height ?? Number.NaN);
    };
    const last = await end("section.assent-preferences [value=accept]");
    expect(await end("section.assent-preferences")).toBeGreaterThan(last);
    expect(await end("footer")).toBeGreaterThan(last);
  });

  it("shows nothing that can't work", async () => {
    const page = await visit();
    for (const selector of ["[data-assent-once]", "[value=close]", "[data-assent-close]", "dialog"])
      expect(await sees(page, selector), selector).toBe(false);
    expect(await sees(page, "[data-assent-always]")).toBe(true);
    await page.goto(`${address}/choices`);
    for (const selector of ["[data-assent-once]", "[value=close]", "dialog"])
      expect(await sees(page, selector), selector).toBe(false);
    await page.goto(`${address}/nowhere`);
    for (const selector of ["button", ".assent-banner"])
      expect(await sees(page, selector), selector).toBe(false);
    expect(await sees(page, ".assent-placeholder")).toBe(true);
  });
});
