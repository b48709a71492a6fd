import { type Choices, type ConsentState, type Policy, readConsent } from "@assent/core";
import { recordFor } from "@assent/core/testing";
import type { Page } from "playwright-core";
import { declaredFor, isSameSite } from "./declared.js";
import type { Stored } from "./observation.js";
import { storedIn } from "./stored.js";

/** What a matcher gives to Playwright's `expect`. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/**
 * Makes a visitor of Playwright's who has answered: call it before the page is opened, or reload afterwards.
 *
 * @param url - the site's address, where the page hasn't been opened yet.
 * @example
 * ```ts
 * import { setConsent } from "@assent/audit/playwright";
 * import { test } from "@playwright/test";
 *
 * test("counts visitors who agreed", async ({ page }) => {
 *   await setConsent(page, policy, { statistics: true }, { url: "http://localhost:3000" });
 *   await page.goto("http://localhost:3000");
 * });
 * ```
 */
export async function setConsent<C extends string, S extends string>(
  page: Page,
  policy: Policy<C, S>,
  choices: Choices<C | S>,
  { url = page.url(), region }: { url?: string; region?: string } = {},
): Promise<void> {
  const value = recordFor(policy, choices, { ...(region && { region }) });
  await page.context().addCookies([{ name: policy.recordName, value, url: new URL(url).origin }]);
}

/**
 * Matchers for Playwright's `expect`: `expect.extend(policyMatchers)`.
 *
 * `toMatchPolicy` looks at what the page's browser holds now, cookies and storage, and fails for whatever the policy
 * doesn't declare or the visitor's record doesn't allow. It sees no request, and nothing that is gone again: that is
 * what `assent audit` is for.
 *
 * @example
 * ```ts
 * import { policyMatchers } from "@assent/audit/playwright";
 * import { expect as playwright, test } from "@playwright/test";
 *
 * const expect = playwright.extend(policyMatchers);
 * test("keeps to its policy", async ({ page }) => {
 *   await page.goto("http://localhost:3000");
 *   await expect(page).toMatchPolicy(policy);
 * });
 * ```
 */
export const policyMatchers: {
  toMatchPolicy(page: Page, policy: Policy, options?: { readonly region?: string }): Promise<MatcherResult>;
} = {
  async toMatchPolicy(page, policy, { region } = {}) {
    const host = new URL(page.url()).hostname;
    const stored = await storedIn(page.context());
    const cookies = await page.context().cookies(page.url());
    const record = cookies.find(({ name }) => name === policy.recordName)?.value;
    const gpc = await page.evaluate(() => Reflect.get(navigator, "globalPrivacyControl") === true);
    const state = readConsent(policy, { cookie: record && `${policy.recordName}=${record}`, region, gpc });
    const wrong = stored.flatMap((one) => complaint(policy, host, state, one));
    return {
      pass: !wrong[0],
      message: () =>
        wrong[0]
          ? `The browser holds what the policy doesn't allow now:\n${wrong.map((line) => `  ${line}`).join("\n")}`
          : "Everything that the browser holds is declared and allowed now",
    };
  },
};

function complaint(policy: Policy, siteHost: string, state: ConsentState, stored: Stored): string[] {
  const declared = declaredFor(policy, siteHost, stored);
  const where = isSameSite(stored.host, siteHost) ? "" : ` on ${stored.host}`;
  if (!declared[0]) return [`${stored.name} (${stored.kind}${where}): no service declares it`];
  const closed = declared.filter(({ service }) => !state.permissions[service]);
  return closed[0] ? [`${stored.name} (${stored.kind}${where}): ${closed[0].service} isn't allowed`] : [];
}
