import type { Browser, Page } from "playwright";
import type { Contender } from "./contender.ts";
import { type Condition, load, press, rest, type Samples } from "./load.ts";
import type { Site } from "./server.ts";

/** A first visit, watched frame by frame, that ends by accepting; then a return with the record and nothing else. */
export async function timed(
  browser: Browser,
  site: Site,
  contender: Contender,
  condition: Condition,
): Promise<Samples> {
  const { name, banner, accept, ignoresFor = 0 } = contender;
  const address = site.addressOf(name);
  const first = await load(browser, address, { condition, banner });
  await first.page.waitForFunction(() => watch.shown !== undefined);
  await first.page.waitForTimeout(rest + ignoresFor);
  if (await first.page.evaluate(() => globalThis.ranInline ?? globalThis.ranLoaded))
    throw new Error("ran without being asked");
  const paint = await firstPaint(first.page);
  await press(first.page, accept);
  await first.page.waitForFunction(
    () => watch.gone !== undefined && globalThis.ranInline && globalThis.ranLoaded,
  );
  await first.page.waitForTimeout(rest);
  const { shown = 0, gone = 0, clicked = 0, ...seen } = await first.page.evaluate(() => watch);
  const ran = await first.page.evaluate(() => globalThis.ranInline as number);
  const jar = await first.context.storageState();
  await first.context.close();

  const again = await load(browser, address, { condition, banner, jar });
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

/** The page without any banner. */
export async function timedBare(
  browser: Browser,
  site: Site,
  name: string,
  condition: Condition,
): Promise<Samples> {
  const { page, context } = await load(browser, site.addressOf(name), { condition, banner: "#none" });
  const paint = await firstPaint(page);
  await page.waitForTimeout(rest);
  const { longest } = await page.evaluate(() => watch);
  await context.close();
  return { "the page's first paint": paint, "longest task over 50 ms": longest };
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
