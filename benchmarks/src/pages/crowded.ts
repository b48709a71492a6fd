import type { Browser } from "playwright";
import type { Contender } from "./contender.ts";
import { load, press, rest, type Samples, sixth } from "./load.ts";
import type { Site } from "./server.ts";
import { gatedCount } from "./site.ts";

/** Accepting and refusing on a page that holds back very much. */
export async function crowded(browser: Browser, site: Site, contender: Contender): Promise<Samples> {
  const accepted = await answer(browser, site, contender, contender.accept, gatedCount);
  const rejected = await answer(browser, site, contender, contender.reject, 0);
  return {
    "accept: its listeners": accepted.handled,
    "accept: longest task over 50 ms": accepted.longest,
    "accept → gone": accepted.gone,
    "accept → all has run": accepted.done,
    "reject: its listeners": rejected.handled,
    "reject: longest task over 50 ms": rejected.longest,
    "reject → gone": rejected.gone,
  };
}

async function answer(
  browser: Browser,
  site: Site,
  { name, banner, ignoresFor = 0 }: Contender,
  button: string,
  expected: number,
): Promise<{ handled: number; longest: number; gone: number; done: number }> {
  const { page, context } = await load(browser, site.addressOf(name), { condition: sixth, banner });
  await page.waitForFunction(() => watch.shown !== undefined);
  await page.waitForTimeout(rest + ignoresFor);
  await page.evaluate(() => {
    watch.longest = 0;
  });
  await press(page, button);
  await page.waitForFunction(
    (expected) => watch.gone !== undefined && (globalThis.ran ?? 0) >= expected,
    expected,
  );
  await page.waitForTimeout(4 * rest);
  const { gone = 0, clicked = 0, handled, longest } = await page.evaluate(() => watch);
  const [ran = 0, last = clicked] = await page.evaluate(() => [globalThis.ran, globalThis.ranLast]);
  await context.close();
  if (ran !== expected) throw new Error(`${ran} of ${expected} ran`);
  return { handled, longest, gone: gone - clicked, done: last - clicked };
}
