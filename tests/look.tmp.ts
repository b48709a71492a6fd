import { startExample } from "./e2e/started.ts";
import { startChromium } from "./e2e/playwright.ts";
import { startPlayer } from "../examples/civis/player.ts";
const player = await startPlayer(0);
const browser = await startChromium();
for (const name of (process.argv[2] ?? "next,nuxt").split(",")) {
  const app = await startExample(name as never, player.origin);
  console.log(name, app.address);
  for (const path of ["/", "/about"]) {
    const context = await browser.newContext({ viewport: { width: 1000, height: 700 } });
    const page = await context.newPage();
    page.on("console", (m) => console.log(path, m.type(), m.text()));
    page.on("pageerror", (e) => console.log(path, "pageerror", e.message));
    await page.goto(app.address + path);
    await page.waitForTimeout(800);
    await page.screenshot({ path: `/tmp/shot-${name}-${path.slice(1) || "home"}.png` });
    console.log(path, "banner", await page.locator(".assent-banner").isVisible(), await page.evaluate("({...document.documentElement.dataset})"));
    await page.getByRole("button", { name: "Accept all" }).click();
    await page.waitForTimeout(800);
    await page.screenshot({ path: `/tmp/shot-${name}-${path.slice(1) || "home"}-2.png` });
    console.log(path, "banner", await page.locator(".assent-banner").isVisible(), (await context.cookies()).map((c) => `${c.name}=${c.value}`));
    await page.reload();
    await page.waitForTimeout(800);
    console.log(path, "again: banner", await page.locator(".assent-banner").isVisible(), await page.evaluate("({...document.documentElement.dataset})"), page.frames().map((f) => f.url()));
    await context.close();
  }
  console.log(app.output());
  await app.stop();
}
await browser.close();
player.close();
