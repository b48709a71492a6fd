import type { Page } from "playwright-core";
import { firstLine } from "./complaint.js";
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

export async function visitOne(page: Page, site: Site, route: string): Promise<string[]> {
  const url = new URL(route, site.address).href;
  try {
    const response = await page.goto(url, { waitUntil: "load", timeout: site.patience });
    if (response && response.status() >= 400) return [`${url} answered ${response.status()}`];
  } catch (error) {
    // A page that is still awaited would hold up whatever is asked of it next.
    await page.goto("about:blank").catch(() => undefined);
    return [`${url} could not be opened: ${firstLine(error)}`];
  }
  await scroll(page);
  await site.journey?.(page, route);
  await settle(page, site);
  return [];
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

/** What loads when it comes into view, loads. */
async function scroll(page: Page): Promise<void> {
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
