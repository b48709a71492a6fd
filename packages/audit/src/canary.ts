import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type BrowserOptions, type LoggedBrowser, startBrowser } from "./browser.js";
import { Complaint, firstLine } from "./complaint.js";

/** The browser that was used: the same version keeps other cookies in another build. */
export interface BrowserFacts {
  readonly version: string;
  /** What it does with cookies of other sites' frames. */
  readonly thirdPartyCookies: "stored" | "refused";
}

const known = new Map<string, Promise<BrowserFacts>>();

/** Found out once a process for each browser. */
export function factsOf(options: BrowserOptions, signal?: AbortSignal): Promise<BrowserFacts> {
  const key = JSON.stringify([options.executablePath, options.args]);
  const facts = known.get(key) ?? findOut(options, signal);
  known.set(key, facts);
  facts.catch(() => known.delete(key));
  return facts;
}

/** Tries on two pages of our own what the browser does with a third party's cookie. */
async function findOut(
  { executablePath, args }: BrowserOptions,
  signal: AbortSignal | undefined,
): Promise<BrowserFacts> {
  const server = createServer((request, response) => {
    const isFrame = request.headers.host?.startsWith("127.");
    response.setHeader("content-type", "text/html");
    if (isFrame) response.setHeader("set-cookie", "canary=1; Secure; SameSite=None");
    response.end(isFrame ? "" : `<iframe src="http://127.0.0.1:${port()}"></iframe>`);
  }).listen(0);
  const port = (): number => (server.address() as AddressInfo).port;
  await once(server, "listening");
  try {
    return await factsFrom(
      await startBrowser({ executablePath, args }, signal),
      `http://localhost:${port()}`,
    );
  } finally {
    server.close();
  }
}

async function factsFrom({ browser, finish }: LoggedBrowser, url: string): Promise<BrowserFacts> {
  try {
    const page = await browser.newPage();
    await page.goto(url, { waitUntil: "load" });
    const isStored = (await page.context().cookies()).some(({ name }) => name === "canary");
    return { version: browser.version(), thirdPartyCookies: isStored ? "stored" : "refused" };
  } catch (error) {
    throw new Complaint(`The browser can't open a page of its own machine: ${firstLine(error)}.`);
  } finally {
    await finish();
  }
}
