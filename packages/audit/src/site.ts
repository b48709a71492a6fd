import type { Policy } from "@assent/core";
import type { BrowserContextOptions, Page } from "playwright-core";
import type { Answers } from "./answers.js";
import type { BrowserOptions } from "./browser.js";

/** A site under audit, with every default filled in. */
export interface Site {
  readonly policy: Policy;
  /** Where its first page is. */
  readonly address: URL;
  /** The pages to visit, as paths or addresses; the first is where answers are given. */
  readonly routes: readonly string[];
  /** Where its visitors are taken to be: ISO 3166. Unknown counts as the strictest. */
  readonly region: string | undefined;
  readonly answers: Answers;
  /** The site's own record is read after an answer, and has to say the same. */
  readonly hasRecord: boolean;
  /** What else a visitor does on each page. */
  readonly journey: ((page: Page, route: string) => Promise<void>) | undefined;
  readonly storageState: BrowserContextOptions["storageState"] | undefined;
  readonly browser: BrowserOptions;
  /** Ends the audit. */
  readonly signal: AbortSignal | undefined;
  /** The longest wait for a page, in milliseconds. */
  readonly patience: number;
  /** How long nothing has to happen before a page counts as settled, and the longest wait for it, in milliseconds. */
  readonly quiet: { readonly idle: number; readonly cap: number };
}
