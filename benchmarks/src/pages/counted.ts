import type { Browser, CDPSession } from "playwright";
import type { Contender } from "./contender.ts";
import { fullSpeed, load, press, rest, type Samples } from "./load.ts";
import type { Site } from "./server.ts";

/** The same visits with nothing of ours in the page: what they take of the main thread, of memory and of the line. */
export async function counted(browser: Browser, site: Site, contender: Contender): Promise<Samples> {
  const { name, banner, accept, ignoresFor = 0 } = contender;
  const address = site.addressOf(name);
  const first = await load(browser, address, { condition: fullSpeed });
  await first.page.waitForTimeout(rest);
  const asked = await used(first.session);
  await first.page.locator(banner).first().waitFor();
  await first.page.waitForTimeout(ignoresFor);
  const requested = [...first.requested];
  await press(first.page, accept);
  await first.page.waitForFunction(() => globalThis.ranInline && globalThis.ranLoaded);
  const jar = await first.context.storageState();
  await first.context.close();

  const again = await load(browser, address, { condition: fullSpeed, jar });
  await again.page.waitForTimeout(rest);
  const answered = await used(again.session);
  if (!(await again.page.evaluate(() => globalThis.ranInline && globalThis.ranLoaded)))
    throw new Error("not run on return");
  await again.context.close();
  return samplesOf(asked, answered, site, requested, again.requested);
}

/** The page without any banner. */
export async function countedBare(browser: Browser, site: Site, name: string): Promise<Samples> {
  const { page, session, context, requested } = await load(browser, site.addressOf(name), {
    condition: fullSpeed,
  });
  await page.waitForTimeout(rest);
  const all = await used(session);
  await context.close();
  return samplesOf(all, all, site, requested, requested);
}

interface Used {
  /** Milliseconds of the main thread's own ticks. */
  readonly script: number;
  readonly task: number;
  /** Bytes after a collection. */
  readonly heap: number;
}

function samplesOf(
  first: Used,
  again: Used,
  site: Site,
  requested: readonly string[],
  requestedAgain: readonly string[],
): Samples {
  const bytes = (addresses: readonly string[], kind: "brotli" | "gzip") =>
    addresses
      .filter((one) => !one.endsWith("/gated.js"))
      .reduce((sum, one) => sum + site.bytesOf(one)[kind], 0);
  return {
    "first visit: bytes, brotli": bytes(requested, "brotli"),
    "first visit: bytes, gzip": bytes(requested, "gzip"),
    "returning: bytes, brotli": bytes(requestedAgain, "brotli"),
    "first visit: script CPU": first.script,
    "first visit: main-thread CPU": first.task,
    "first visit: memory": first.heap,
    "returning: script CPU": again.script,
    "returning: main-thread CPU": again.task,
  };
}

async function used(session: CDPSession): Promise<Used> {
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
