import { errors, type Page } from "playwright-core";

/** How a visitor answers on a site. Each resolves once the site was told. */
export interface Answers {
  readonly accept: (page: Page) => Promise<void>;
  readonly reject: (page: Page) => Promise<void>;
  /** Grants what is named `true`, and nothing else. */
  readonly save: (page: Page, choices: { readonly [category: string]: boolean }) => Promise<void>;
  readonly withdraw: (page: Page) => Promise<void>;
}

/**
 * By the markup of `@assent/ui`, and of everyone whose buttons say the same: `<button name="choice" value="accept">`,
 * `reject`, `preferences`, `save`, `withdraw`, and one checkbox a category, named like it.
 */
export const assentAnswers: Answers = {
  accept: (page) => choose(page, "accept"),
  reject: (page) => choose(page, "reject"),
  async save(page, choices) {
    await press(page, "preferences");
    await toShow(page, "save");
    for (const [category, value] of Object.entries(choices)) {
      const box = page.locator(`input[type=checkbox][name=${JSON.stringify(category)}]`).first();
      await box.setChecked(value, { timeout, force: true });
    }
    await press(page, "save");
  },
  async withdraw(page) {
    await choose(page, (await isShown(page, "withdraw")) ? "withdraw" : "reject");
  },
};

/** Long enough for what loads when a layer opens. */
const timeout = 5000;

const button = (value: string): string => `button[name=choice][value=${value}]:visible`;
const isShown = (page: Page, value: string): Promise<boolean> =>
  page.locator(button(value)).first().isVisible();

/** In the banner where there is one, else in the preferences. */
async function choose(page: Page, value: string): Promise<void> {
  if (!(await isShown(page, value))) {
    await toShow(page, value, "preferences");
    if (!(await isShown(page, value))) await press(page, "preferences");
  }
  await press(page, value);
}

/** @throws in words for whoever has another banner, or none yet. */
async function toShow(page: Page, ...values: readonly string[]): Promise<void> {
  try {
    await page.locator(values.map(button).join(", ")).first().waitFor({ timeout });
  } catch (error) {
    if (!(error instanceof errors.TimeoutError)) throw error;
    const wanted = values.map((value) => `<button name="choice" value="${value}">`).join(" nor ");
    throw new Error(
      `no ${wanted} was shown; a banner that isn't Assent's needs \`answers\` in assent.config.ts`,
    );
  }
}

async function press(page: Page, value: string): Promise<void> {
  // A banner may lie over the way back in the page's foot, and a dialog over the banner.
  const buttons = page.locator(button(value));
  await toShow(page, value);
  await (value === "preferences" ? buttons.first() : buttons.last()).click({ timeout });
}
