import type { Browser, BrowserContext, CDPSession, Page } from "playwright";
import { install } from "./watch.ts";

/** What the visitor's machine and line are like. */
export interface Condition {
  readonly name: string;
  /** How many times slower than this machine. */
  readonly cpu: number;
  /** Bytes a second and milliseconds, or the machine's own. */
  readonly line?: { readonly latency: number; readonly download: number; readonly upload: number };
}

export const fullSpeed: Condition = { name: "At full speed", cpu: 1 };
export const sixth: Condition = { name: "At a sixth of the speed", cpu: 6 };
export const slow4G: Condition = {
  name: "On slow 4G",
  cpu: 1,
  line: { latency: 150, download: 204_800, upload: 96_000 },
};

/** What visits come to, by the measure's name. */
export type Samples = { readonly [measure: string]: number };

export type Jar = Awaited<ReturnType<BrowserContext["storageState"]>>;

/** What is due comes within this time, in milliseconds. */
export const rest = 250;

export interface Load {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly session: CDPSession;
  readonly requested: string[];
}

/** A browser that was never here, but for what `jar` holds. With `banner`, the page is watched; without, its thread is. */
export async function load(
  browser: Browser,
  address: string,
  options: { readonly condition: Condition; readonly banner?: string; readonly jar?: Jar },
): Promise<Load> {
  const { condition, banner, jar } = options;
  const context = await browser.newContext({ locale: "en", ...(jar && { storageState: jar }) });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  if (condition.cpu > 1) await session.send("Emulation.setCPUThrottlingRate", { rate: condition.cpu });
  if (condition.line) {
    const { latency, download, upload } = condition.line;
    const rates = { latency, downloadThroughput: download, uploadThroughput: upload };
    await session.send("Network.emulateNetworkConditions", { offline: false, ...rates });
  }
  if (banner) await page.addInitScript(install, { banner });
  else await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const requested: string[] = [];
  page.on("request", (request) => requested.push(request.url()));
  await page.goto(address, { waitUntil: "load" });
  return { context, page, session, requested };
}

/** Comes to a button as a hand does, and presses it a moment later. */
export async function press(page: Page, button: string): Promise<void> {
  const box = await page.locator(button).first().boundingBox();
  if (!box) throw new Error("no button");
  const { x, y, width, height } = box;
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.waitForTimeout(approach);
  await page.mouse.down();
  await page.mouse.up();
}

/** How long a pointer is over a button before it is pressed, in milliseconds: at the least. */
const approach = 150;
