import * as playwright from "playwright";
import { chromium } from "../../scripts/chromium.ts";
import { type Browser, type Context, type ContextOptions, type Page, poll } from "./browsers.ts";
import { startProxy } from "./proxy.ts";

export async function launchChromium(): Promise<Browser> {
  const browser = await startChromium();
  return {
    name: "chromium",
    newContext: (wish = {}) =>
      wish.cookiesBlocked ? blockedChromium(browser, wish) : openChromium(browser, wish),
    close: () => browser.close(),
  };
}

/** As Playwright knows it. */
export async function startChromium(): Promise<playwright.Browser> {
  const { env, args, ...options } = await chromium();
  return playwright.chromium.launch({
    ...options,
    args: [...args, "--host-resolver-rules=MAP * 127.0.0.1"],
    env: { ...process.env, ...env },
  });
}

async function openChromium(
  browser: playwright.Browser,
  { gpc, initScript }: ContextOptions,
): Promise<Context> {
  const inner = await browser.newContext(gpc ? { extraHTTPHeaders: { "Sec-GPC": "1" } } : {});
  if (gpc) await inner.addInitScript(gpcProperty);
  if (initScript) await inner.addInitScript(initScript);
  return context(inner);
}

/**
 * The setting is a preference, and a headless shell has none. So it is put together: the DevTools protocol closes
 * `document.cookie`, a proxy takes the cookies out of the responses, and a script throws where Chromium would.
 */
async function blockedChromium(
  browser: playwright.Browser,
  { gpc, initScript }: ContextOptions,
): Promise<Context> {
  const proxy = await startProxy({ gpc, cookiesBlocked: true });
  const inner = await browser.newContext({ proxy: { server: proxy.url, bypass: "<-loopback>" } });
  inner.on("close", () => proxy.close());
  await inner.addInitScript(blockedStorage);
  if (gpc) await inner.addInitScript(gpcProperty);
  if (initScript) await inner.addInitScript(initScript);
  return context(inner, async (page) => {
    const devtools = await inner.newCDPSession(page);
    await devtools.send("Emulation.setDocumentCookieDisabled", { disabled: true });
  });
}

/** Firefox has both settings itself, but for a whole browser: each combination is a browser of its own. */
export async function launchFirefox(): Promise<Browser> {
  const running = new Map<string, Promise<playwright.Browser>>();
  const browserWith = (gpc: boolean, cookiesBlocked: boolean): Promise<playwright.Browser> => {
    const key = `${gpc} ${cookiesBlocked}`;
    const browser = running.get(key) ?? startFirefox({ gpc, cookiesBlocked });
    running.set(key, browser);
    return browser;
  };
  await browserWith(false, false);

  return {
    name: "firefox",
    async newContext({ gpc = false, cookiesBlocked = false, initScript } = {}) {
      const inner = await (await browserWith(gpc, cookiesBlocked)).newContext();
      if (initScript) await inner.addInitScript(initScript);
      return context(inner);
    },
    async close() {
      for (const browser of running.values()) await (await browser).close();
    },
  };
}

/** What holds for a whole Firefox. */
interface FirefoxOptions extends Pick<ContextOptions, "gpc" | "cookiesBlocked"> {
  /** Playwright's own option for a context has no effect in Firefox. @default "on" */
  readonly scripts?: "on" | "off";
}

/** As Playwright knows it. */
export function startFirefox({
  gpc = false,
  cookiesBlocked = false,
  scripts = "on",
}: FirefoxOptions = {}): Promise<playwright.Browser> {
  return playwright.firefox.launch({
    channel: "moz-firefox",
    executablePath: process.env.ASSENT_FIREFOX ?? "/usr/bin/firefox-esr",
    firefoxUserPrefs: {
      "network.dns.forceResolve": "127.0.0.1",
      "privacy.globalprivacycontrol.enabled": gpc,
      "privacy.globalprivacycontrol.functionality.enabled": gpc,
      "javascript.enabled": scripts === "on",
      ...(cookiesBlocked && { "network.cookie.cookieBehavior": 2 }),
    },
  });
}

function context(
  inner: playwright.BrowserContext,
  prepare: (page: playwright.Page) => Promise<void> = async () => {},
): Context {
  const requests: string[] = [];
  inner.on("request", (request) => requests.push(request.url()));

  const outer: Context = {
    async newTab() {
      const tab = await inner.newPage();
      await prepare(tab);
      return page(tab, outer);
    },
    cookies: () => inner.cookies(),
    async setCookie({ name, value, domain, path = "/", httpOnly = false }) {
      const { hostname } = new URL(inner.pages()[0]?.url() ?? "about:blank");
      await inner.addCookies([{ name, value, domain: domain ?? hostname, path, httpOnly }]);
    },
    requests: () => [...requests],
    close: () => inner.close(),
  };
  return outer;
}

function page(tab: playwright.Page, outer: Context): Page {
  const evaluate = (
    script: string | ((argument: unknown) => unknown),
    argument?: unknown,
  ): Promise<unknown> => tab.evaluate(script as (argument: unknown) => unknown, argument);
  return {
    context: outer,
    goto: async (url) => void (await tab.goto(url)),
    reload: async () => void (await tab.reload()),
    click: (selector) => tab.click(selector),
    press: (key) => tab.keyboard.press(key),
    // biome-ignore lint/performance/useDomNodeTextContent: what a visitor can read, as in WebKit
    text: (selector) => tab.innerText(selector),
    evaluate: evaluate as Page["evaluate"],
    waitFor: (script) => poll(() => evaluate(script), String(script)),
    screenshot: () => tab.screenshot(),
    close: () => tab.close(),
  };
}

/** Chromium has no Global Privacy Control of its own. */
export const gpcProperty =
  'Object.defineProperty(Navigator.prototype, "globalPrivacyControl", { get: () => true, configurable: true });';

const blockedStorage = `for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches", "cookieStore"]) {
  Object.defineProperty(window, name, {
    get() { throw new DOMException("Access is denied for this document.", "SecurityError"); },
  });
}`;
