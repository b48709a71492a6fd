import { type BrowserContext, errors, type Page } from "playwright-core";
import { watchArrival } from "./arrival.js";
import { firstLine } from "./complaint.js";
import { isSameSite } from "./declared.js";
import { discreet } from "./discreet.js";
import { within } from "./limit.js";
import type { Site } from "./site.js";

/** Goes to each route, scrolls through it and waits until it is quiet; says which could not be seen. */
export async function visitAll(page: Page, site: Site, reached: (route: string) => void): Promise<string[]> {
  const troubles: string[] = [];
  for (const route of site.routes) {
    reached(route);
    troubles.push(...(await visitOne(page, site, route)));
  }
  return troubles;
}

/** @throws where the page answers no more: nothing else can be seen in it. */
export async function visitOne(page: Page, site: Site, route: string): Promise<string[]> {
  const { patience, journey } = site;
  const asked = new URL(route, site.address);
  // Sitemaps list where the site will be, which needn't be where it is.
  if (!isSameSite(asked.hostname, site.address.hostname))
    return [`${asked.href} is no page of ${site.address.origin}: give its path alone`];
  const before = page.url();
  const arrival = watchArrival(page);
  try {
    await page.goto(asked.href, { waitUntil: "load", timeout: patience });
  } catch (error) {
    arrival.stop();
    const stuck =
      page.url() === before ? `${discreet(before)} can't be left` : `${asked.href} answers no more`;
    // A page that is still awaited would hold up whatever is asked of it next.
    await page.goto("about:blank", { timeout: patience }).catch((also) => {
      if (also instanceof errors.TimeoutError) throw new Error(stuck);
    });
    return [`${asked.href} could not be opened: ${discreet(firstLine(error))}`];
  }
  const stuck = `${asked.href} answers no more`;
  await within(patience, lookAround(page), stuck);
  await settle(page, site);
  const trouble = await within(patience, arrival.trouble(asked), stuck);
  arrival.stop();
  if (trouble || !journey) return trouble ? [trouble] : [];
  await within(4 * patience, journey(page, route), `${asked.href}: the journey doesn't end`);
  await settle(page, site);
  return [];
}

/** What a page does when its visitor leaves, it does now. */
export async function leaveAll(context: BrowserContext, site: Site): Promise<void> {
  await Promise.all(
    context.pages().map(async (page) => {
      const from = page.url();
      await page.goto("about:blank", { timeout: site.patience }).catch((error) => {
        throw new Error(`${discreet(from)} can't be left: ${discreet(firstLine(error))}`);
      });
      await settle(page, site);
    }),
  );
}

/** Resolves once nothing was asked for in a while. Sites that poll never are quiet, so that there is a longest wait. */
export async function settle(page: Page, { quiet: { idle, cap } }: Site): Promise<void> {
  await new Promise<void>((resolve) => {
    let waiting = setTimeout(done, idle);
    const longest = setTimeout(done, cap);
    const again = (): void => {
      clearTimeout(waiting);
      waiting = setTimeout(done, idle);
    };
    function done(): void {
      clearTimeout(waiting);
      clearTimeout(longest);
      page.off("request", again).off("requestfinished", again).off("close", done);
      resolve();
    }
    page.on("request", again).on("requestfinished", again).on("close", done);
  });
}

/** What waits for a sign of somebody, or loads when it comes into view, does so now. */
async function lookAround(page: Page): Promise<void> {
  await page.mouse.move(40, 40);
  await page.mouse.move(80, 60);
  await page.keyboard.press("Shift");
  await page
    .evaluate(async () => {
      const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
      const { scrollHeight } = document.documentElement;
      for (let y = 0; y < Math.min(scrollHeight, 20_000); y += innerHeight) {
        scrollTo({ top: y, behavior: "instant" });
        await frame();
      }
      scrollTo({ top: 0, behavior: "instant" });
    })
    .catch(() => undefined);
}
