import { Key, remote } from "webdriverio";
import { webkit } from "../../scripts/webkit.ts";
import { type Browser, type Context, type ContextOptions, type Cookie, type Page, poll } from "./browsers.ts";
import { gpcProperty } from "./playwright.ts";
import { startProxy } from "./proxy.ts";

/**
 * WebKitWebDriver speaks the classic protocol alone: no init scripts, no request events, no extra headers, and
 * WebKitGTK has no Global Privacy Control. A proxy on this machine does all four.
 */
export async function launchWebKit(): Promise<Browser> {
  const open = new Set<Context>();
  return {
    name: "webkit",
    async newContext(options = {}) {
      const context = await newContext(options);
      open.add(context);
      return context;
    },
    async close() {
      for (const context of open) await context.close();
    },
  };
}

async function newContext({ gpc, cookiesBlocked, initScript = "" }: ContextOptions): Promise<Context> {
  const proxy = await startProxy({ gpc, initScript: (gpc ? gpcProperty : "") + initScript });
  const driver = await webkit({
    args: [`--proxy=${proxy.url}`, ...(cookiesBlocked ? ["--cookies-policy=never"] : [])],
  });
  const { hostname, port, capabilities } = driver;
  const browser = await remote({ hostname, port, capabilities, logLevel: "silent" });
  const tabs = new Set<string>();
  let firstTab: string | undefined = await browser.getWindowHandle();

  // The session has one current window: a tab's turn has to be over before the next one's begins.
  let turn: Promise<unknown> = Promise.resolve();
  const inTab = <Result>(tab: string, run: () => Promise<Result>): Promise<Result> => {
    const result = turn.then(() => browser.switchToWindow(tab)).then(run);
    turn = result.catch(() => {});
    return result;
  };

  let closed: Promise<void> | undefined;
  const context: Context = {
    async newTab() {
      const tab = firstTab ?? (await newWindow());
      firstTab = undefined;
      tabs.add(tab);
      return page(tab);
    },
    async cookies() {
      const found = new Map<string, Cookie>();
      for (const tab of tabs) {
        for (const { expiry, ...cookie } of await inTab(tab, () => browser.getAllCookies())) {
          const whole = {
            domain: "",
            path: "/",
            httpOnly: false,
            secure: false,
            ...cookie,
            expires: expiry ?? -1,
          };
          found.set(`${whole.name};${whole.domain};${whole.path}`, whole);
        }
      }
      return [...found.values()];
    },
    async setCookie(cookie) {
      const [tab] = tabs;
      if (!tab) throw new Error("A cookie needs a tab that is open on its site");
      await inTab(tab, () => browser.addCookie(cookie));
    },
    requests: () => [...proxy.requests],
    close() {
      closed ??= end();
      return closed;
    },
  };
  return context;

  async function end(): Promise<void> {
    await turn;
    await browser.deleteSession();
    driver.close();
    proxy.close();
  }

  function newWindow(): Promise<string> {
    const [tab = ""] = tabs;
    return inTab(tab, async () => (await browser.createWindow("tab")).handle);
  }

  function page(tab: string): Page {
    const evaluate = async (
      script: string | ((argument: unknown) => unknown),
      argument?: unknown,
    ): Promise<unknown> => {
      const source = typeof script === "string" ? `() => (${script})` : String(script);
      const body = `const done = arguments[1];
        new Promise((resolve) => resolve((${source})(arguments[0])))
          .then((value) => done({ value }), (error) => done({ error: String(error) }));`;
      const outcome = await inTab(tab, () => browser.executeAsyncScript(body, [argument ?? null]));
      const { value, error } = outcome as { value?: unknown; error?: string };
      if (error) throw new Error(error);
      return value;
    };
    return {
      context,
      goto: (url) => inTab(tab, () => browser.navigateTo(url)).then(() => {}),
      reload: () => inTab(tab, () => browser.refresh()).then(() => {}),
      click: (selector) => inTab(tab, () => browser.$(selector).click()),
      press: (key) => inTab(tab, () => browser.keys(Key[key])),
      text: (selector) => inTab(tab, () => browser.$(selector).getText()),
      evaluate: evaluate as Page["evaluate"],
      waitFor: (script) => poll(() => evaluate(script), String(script)),
      screenshot: async () => Buffer.from(await inTab(tab, () => browser.takeScreenshot()), "base64"),
      async close() {
        await inTab(tab, () => browser.closeWindow());
        tabs.delete(tab);
      },
    };
  }
}
