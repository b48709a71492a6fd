import { launchChromium, launchFirefox } from "./playwright.ts";
import { launchWebKit } from "./webkit.ts";

/** What a scenario asks of a browser: the same words for all three, so that one scenario is run by each. */
export interface Browser {
  name: BrowserName;
  /** A visitor with an empty cookie jar. */
  newContext(options?: ContextOptions): Promise<Context>;
  close(): Promise<void>;
}

export interface ContextOptions {
  /** Global Privacy Control is on: the request header and the property in the page. */
  gpc?: boolean | undefined;
  /** The visitor's browser refuses all cookies and all storage. */
  cookiesBlocked?: boolean | undefined;
  /** Runs in each document before any script of the page. */
  initScript?: string | undefined;
}

export interface Context {
  newTab(): Promise<Page>;
  /** The browser's own jar, HttpOnly cookies included. WebKit tells only those that its open tabs' addresses get. */
  cookies(): Promise<Cookie[]>;
  /** For the host and path of an open tab. */
  setCookie(cookie: NewCookie): Promise<void>;
  /** The addresses that the browser asked for so far, in order, whichever tab, frame or worker asked. */
  requests(): string[];
  close(): Promise<void>;
}

export interface Page {
  context: Context;
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  click(selector: string): Promise<void>;
  /** Presses a key where the focus is. */
  press(key: Key): Promise<void>;
  text(selector: string): Promise<string>;
  /** The result of a function, or of an expression in a string, that runs in the page; a promise is awaited. */
  evaluate<Result>(script: string | (() => Result | Promise<Result>)): Promise<Result>;
  evaluate<Result, Argument>(
    script: (argument: Argument) => Result | Promise<Result>,
    argument: Argument,
  ): Promise<Result>;
  /** Resolves once the script gives something truthy, also across navigations; rejects after ten seconds. */
  waitFor(script: string | (() => unknown)): Promise<void>;
  /** As a PNG. */
  screenshot(): Promise<Uint8Array>;
  close(): Promise<void>;
}

export type Key = "Tab" | "Enter" | "Escape" | "Space";

export interface Cookie {
  name: string;
  value: string;
  domain: string;
  path: string;
  /** Seconds since 1970; -1 for a session cookie. */
  expires: number;
  httpOnly: boolean;
  secure: boolean;
  sameSite?: string | undefined;
}

export interface NewCookie {
  name: string;
  value: string;
  domain?: string;
  path?: string;
  httpOnly?: boolean;
}

export type BrowserName = "chromium" | "firefox" | "webkit";

/** The browsers that this run is about: `ASSENT_BROWSERS`, with commas between. */
export const browsers = (process.env.ASSENT_BROWSERS ?? "chromium").split(",") as BrowserName[];

/** In each, every host name leads to this machine. */
export function launch(name: BrowserName): Promise<Browser> {
  return { chromium: launchChromium, firefox: launchFirefox, webkit: launchWebKit }[name]();
}

/** Asks again and again, until the answer is truthy. A question that a navigation cut off is asked again. */
export async function poll(ask: () => Promise<unknown>, what: string): Promise<void> {
  const end = Date.now() + 10_000;
  let failure: unknown;
  while (Date.now() < end) {
    try {
      if (await ask()) return;
      failure = undefined;
    } catch (error) {
      failure = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  const why = failure instanceof Error ? `: ${failure.message}` : "";
  throw new Error(`Waited in vain for ${what}${why}`, { cause: failure });
}
