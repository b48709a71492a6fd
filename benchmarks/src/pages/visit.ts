import type { Browser, BrowserContext, CDPSession, Page } from "playwright";
import type { Contender } from "./contender.ts";
import type { Site } from "./server.ts";
import { install } from "./watch.ts";

/** What the visitor's machine and line are like. */
export interface Condition {
  readonly name: string;
  /** How many times slower than this machine. */
  readonly cpu: number;
  /** Bytes a second and milliseconds, or the machine's own. */
  readonly line?: { readonly latency: number; readonly download: number; readonly upload: number };
}

/** What visits come to, by the measure's name. */
export type Samples = { readonly [measure: string]: number };

type Jar = Awaited<ReturnType<BrowserContext["storageState"]>>;

/** A first visit, watched frame by frame, that ends by accepting; then a return with the record and nothing else. */
export async function timed(
  browser: Browser,
  site: Site,
  contender: Contender,
  condition: Condition,
): Promise<Samples> {
  const { banner, accept } = contender;
  const first = await load(browser, site.addressOf(contender.name), { condition, banner });
  await first.page.waitForFunction(() => watch.shown !== undefined);
  await first.page.waitForTimeout(rest + (contender.ignoresFor ?? 0));
  if (await first.page.evaluate(() => globalThis.ranInline ?? globalThis.ranLoaded))
    throw new Error("ran without being asked");
  const paint = await firstPaint(first.page);
  const { x, y, width, height } =
    (await first.page.locator(accept).first().boundingBox()) ?? fail("no button");
  await first.page.mouse.click(x + width / 2, y + height / 2);
  await first.page.waitForFunction(
    () => watch.gone !== undefined && globalThis.ranInline && globalThis.ranLoaded,
  );
  await first.page.waitForTimeout(rest);
  const { shown = 0, gone = 0, clicked = 0, ...seen } = await first.page.evaluate(() => watch);
  const ran = await first.page.evaluate(() => globalThis.ranInline as number);
  const jar = await first.context.storageState();
  await first.context.close();

  const again = await load(browser, site.addressOf(contender.name), { condition, banner, jar });
  await again.page.waitForFunction(() => globalThis.ranInline && globalThis.ranLoaded);
  await again.page.waitForTimeout(rest);
  const [inline, loaded, wasShown] = await again.page.evaluate(() => [
    globalThis.ranInline,
    globalThis.ranLoaded,
    watch.shown,
  ]);
  if (wasShown !== undefined) throw new Error("asked a visitor who had answered");
  await again.context.close();
  return {
    "banner visible": shown,
    "the page's first paint": paint,
    "returning: gated inline script": inline as number,
    "returning: gated script, requested": loaded as number,
    "click → gated": ran - clicked,
    "click → gone": gone - clicked,
    "click: its listeners": seen.handled,
    "layout shift": seen.shift,
    "longest task over 50 ms": seen.longest,
  };
}

/** The same visits with nothing of ours in the page: what they take of the main thread, of memory and of the line. */
export async function counted(browser: Browser, site: Site, contender: Contender): Promise<Samples> {
  const address = site.addressOf(contender.name);
  const condition = { name: "", cpu: 1 };
  const first = await load(browser, address, { condition });
  const before = await settled(first.page, first.session);
  const isShown = await first.page.locator(contender.banner).first().isVisible();
  if (!isShown) throw new Error("no banner");
  await first.page.waitForTimeout(contender.ignoresFor ?? 0);
  await first.page.locator(contender.accept).first().click();
  await first.page.waitForFunction(() => globalThis.ranInline && globalThis.ranLoaded);
  const jar = await first.context.storageState();
  await first.context.close();

  const again = await load(browser, address, { condition, jar });
  const after = await settled(again.page, again.session);
  if (!(await again.page.evaluate(() => globalThis.ranInline && globalThis.ranLoaded)))
    throw new Error("not run on return");
  await again.context.close();
  const bytes = (requested: readonly string[], kind: "brotli" | "gzip") =>
    requested
      .filter((one) => !one.endsWith("/gated.js"))
      .reduce((sum, one) => sum + site.bytesOf(one)[kind], 0);
  return {
    "first visit: bytes, brotli": bytes(first.requested, "brotli"),
    "first visit: bytes, gzip": bytes(first.requested, "gzip"),
    "returning: bytes, brotli": bytes(again.requested, "brotli"),
    "first visit: script CPU": before.script,
    "first visit: main-thread CPU": before.task,
    "first visit: memory": before.heap,
    "returning: script CPU": after.script,
    "returning: main-thread CPU": after.task,
  };
}

export async function bare(
  browser: Browser,
  site: Site,
  name: string,
  condition: Condition,
): Promise<Samples> {
  const { page, context } = await load(browser, site.addressOf(name), { condition });
  const paint = await firstPaint(page);
  await context.close();
  return { "the page's first paint": paint };
}

export async function bareCounted(browser: Browser, site: Site, name: string): Promise<Samples> {
  const { page, session, context, requested } = await load(browser, site.addressOf(name), {
    condition: { name: "", cpu: 1 },
  });
  const { script, task, heap } = await settled(page, session);
  await context.close();
  const bytes = site.bytesOf(requested[0] as string);
  return {
    "first visit: bytes, brotli": bytes.brotli,
    "first visit: bytes, gzip": bytes.gzip,
    "returning: bytes, brotli": bytes.brotli,
    "first visit: script CPU": script,
    "first visit: main-thread CPU": task,
    "first visit: memory": heap,
    "returning: script CPU": script,
    "returning: main-thread CPU": task,
  };
}

/** What is due comes within this time, in milliseconds. */
const rest = 250;

interface Load {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly session: CDPSession;
  readonly requested: string[];
}

/** A browser that was never here, but for what `jar` holds. */
export async function load(
  browser: Browser,
  address: string,
  options: { readonly condition: Condition; readonly banner?: string; readonly jar?: Jar },
): Promise<Load> {
  const { condition, banner, jar } = options;
  const context = await browser.newContext({ locale: "en", ...(jar && { storageState: jar }) });
  context.setDefaultTimeout(8_000);
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

/** Once the page rests: seconds of its main thread's own ticks, and bytes after a collection. */
async function settled(
  page: Page,
  session: CDPSession,
): Promise<{ script: number; task: number; heap: number }> {
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(rest);
  const { ScriptDuration = 0, V8CompileDuration = 0, TaskDuration = 0 } = await metrics(session);
  await session.send("HeapProfiler.collectGarbage");
  const { JSHeapUsedSize = 0 } = await metrics(session);
  return {
    script: (ScriptDuration + V8CompileDuration) * 1000,
    task: TaskDuration * 1000,
    heap: JSHeapUsedSize,
  };
}

async function metrics(session: CDPSession): Promise<{ [name: string]: number }> {
  const { metrics } = await session.send("Performance.getMetrics");
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

function firstPaint(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const observer = new PerformanceObserver((list) => {
          for (const { name, startTime } of list.getEntries())
            if (name === "first-contentful-paint") resolve(startTime);
        });
        observer.observe({ type: "paint", buffered: true });
      }),
  );
}

function fail(what: string): never {
  throw new Error(what);
}
