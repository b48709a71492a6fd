import type { Page, Response } from "playwright-core";
import { discreet } from "./discreet.js";

/** What came in answer to a page that was asked for: it may be another page, or none that can be looked at. */
export interface Arrival {
  /** Why what is there now is not what was asked for; nothing where it is. */
  trouble(asked: URL): Promise<string | undefined>;
  stop(): void;
}

/** Watches what comes into a page from now on, by its own scripts too. */
export function watchArrival(page: Page): Arrival {
  const documents: Response[] = [];
  const keep = (response: Response): void => {
    const isDocument = response.request().isNavigationRequest() && response.frame() === page.mainFrame();
    if (isDocument && !response.headers().location) documents.push(response);
  };
  page.on("response", keep);
  return {
    async trouble(asked) {
      const status = documents.at(-1)?.status() ?? 200;
      if (status >= 400) return `${asked.href} answered ${status}`;
      if (documents.length > 5) return `${asked.href} goes on loading itself: it was never quiet`;
      const landed = new URL(page.url());
      const place = discreet(landed.href);
      if (!isHome(landed, asked))
        return `${asked.href} led to ${place}, which is another site: give its address if it is yours, or a storageState if it is a login`;
      if (landed.pathname === asked.pathname) return undefined;
      return (await page.locator("input[type=password]:visible").count())
        ? `${asked.href} led to ${place}, which asks for a password: give a storageState, or that address if it is what you mean`
        : undefined;
    },
    stop: () => void page.off("response", keep),
  };
}

/** The host that was asked, over TLS as well, and with `www.` or without: a login on another subdomain is elsewhere. */
export function isHome(landed: URL, asked: URL): boolean {
  const bare = ({ hostname }: URL): string => hostname.replace(/^www\./, "");
  if (bare(landed) !== bare(asked)) return false;
  if (asked.protocol === "http:" && landed.protocol === "https:") return true;
  return landed.protocol === asked.protocol && landed.port === asked.port;
}
