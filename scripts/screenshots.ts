import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { chromium as playwright } from "playwright";
import { chromium } from "./chromium.ts";

// Draws every component, layout, theme and width into `screenshots/`: `pnpm run screenshots`, after a build.
// Words in the arguments choose: `pnpm run screenshots banner dark 320`.

const folder = new URL("../screenshots/", import.meta.url);
const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");

const widths = { 320: 640, 768: 1024, 1440: 900 } as const;
const themes = ["light", "dark"] as const;

/** What is drawn: a script that runs on the page once everything is mounted, and how it is mounted. */
interface Scene {
  readonly name: string;
  readonly options?: object;
  readonly consent?: object;
  readonly locale?: string;
  readonly script?: string;
  readonly isFullPage?: boolean;
  readonly media?: "print";
  /** In the head, besides. */
  readonly style?: string;
}

const openPreferences = "consent.openPreferences()";
const openPolicy = `
  const { cookiePolicy } = await import("/policy.js");
  const main = document.querySelector("main");
  main.innerHTML = "<h1>Cookie policy</h1><div></div>";
  assent.render(main.lastChild, consent, (state) => cookiePolicy(state, { ...view, policy }));`;

const scenes: Scene[] = [
  { name: "banner-box" },
  { name: "banner-bar", options: { layout: "bar" } },
  { name: "banner-dialog", options: { layout: "dialog" } },
  { name: "banner-gpc", consent: { gpc: true } },
  { name: "banner-de", locale: "de" },
  { name: "banner-ja", locale: "ja", options: { layout: "bar" } },
  { name: "banner-ar", locale: "ar" },
  { name: "preferences", script: openPreferences },
  {
    name: "preferences-details",
    script: `${openPreferences}; later(() => document.querySelectorAll("dialog details").forEach((part) => { part.open = true; }))`,
  },
  {
    name: "preferences-gpc",
    consent: { gpc: true },
    script: `consent.answer("youtube", true); consent.rejectAll(); consent.answer("youtube", true); ${openPreferences}`,
  },
  { name: "preferences-de", locale: "de", script: openPreferences },
  { name: "preferences-ar", locale: "ar", script: openPreferences },
  { name: "placeholder", script: "consent.rejectAll(); scrollTo(0, document.body.scrollHeight)" },
  {
    name: "choices",
    consent: { region: "US-CA", gpc: true },
    script: "scrollTo(0, document.body.scrollHeight)",
  },
  {
    name: "notice",
    script: `consent.onGrant("statistics", () => {}); consent.acceptAll(); document.cookie = "_pk_id.1=a"; consent.withdraw(); await new Promise((done) => setTimeout(done, 300))`,
  },
  { name: "policy", script: `consent.dismiss(); ${openPolicy}`, isFullPage: true },
  {
    name: "policy-chosen",
    script: `consent.save({ statistics: true }); consent.answer("youtube", true); ${openPolicy}`,
    isFullPage: true,
  },
  {
    name: "policy-wide",
    script: `consent.acceptAll(); ${openPolicy}`,
    isFullPage: true,
    style: "main { max-width: 76rem !important; font: 1rem/1.5 'Liberation Sans' }",
  },
  {
    name: "policy-reset",
    script: `consent.acceptAll(); ${openPolicy}`,
    isFullPage: true,
    style:
      "* { margin: 0; padding: 0; box-sizing: border-box } main { padding: 2rem; max-width: 76rem !important; font: 1rem/1.5 'Liberation Sans' } table { display: block; overflow: auto } td, th { border: 2px solid red; padding: 1px; text-align: center }",
  },
  { name: "policy-print", script: `consent.acceptAll(); ${openPolicy}`, isFullPage: true, media: "print" },
  { name: "policy-de", locale: "de", script: `consent.acceptAll(); ${openPolicy}`, isFullPage: true },
  { name: "policy-ar", locale: "ar", script: `consent.acceptAll(); ${openPolicy}`, isFullPage: true },
  { name: "choices-granted", script: "consent.acceptAll(); scrollTo(0, document.body.scrollHeight)" },
];

const policy = `{
  categories: { necessary: "exempt", statistics: "ask", media: "ask", advertising: { rule: "ask", sale: true } },
  services: {
    session: { category: "necessary", provider: "Opendatasoft", party: "first", function: "Authentication", location: ["front office", "back office"], cookies: {
      sessionid: { purpose: "To remember the user from one page to another", maxAge: "session", httpOnly: true },
    } },
    language: { category: "necessary", provider: "Opendatasoft", party: "first", function: "Language selection", location: ["front office", "back office"], cookies: {
      django_language: { purpose: "To remember the visitor’s language", maxAge: 31536000 },
    } },
    choices: { category: "necessary", provider: "Opendatasoft", party: "first", function: "Choices related to your cookie preferences", cookies: {
      cookies_preferences: { purpose: "To remember the visitor’s cookie preferences", maxAge: 34560000, refresh: true },
    } },
    draft: { category: "necessary", provider: "Opendatasoft", party: "first", function: "Unsent comments", cookies: {
      comment_draft: { purpose: "To keep what you wrote until you send it", kind: "local", maxAge: "persistent" },
    } },
    visitors: { category: "statistics", provider: "Opendatasoft", party: "first", function: "Audience measurement", cookies: {
      "_pk_id.*": { purpose: "To tell visits apart", maxAge: 33955200 },
      "_pk_ses.*": { purpose: "To count what one visit looks at", maxAge: 1800 },
    } },
    youtube: { category: "media", provider: "Google", party: "third", function: "YouTube videos", cookies: {
      VISITOR_INFO1_LIVE: { purpose: "To estimate the bandwidth", maxAge: 15552000, domain: "youtube.com" },
    } },
    ads: { category: "advertising", provider: "Example Ads", party: "third", function: "Advertising", cookies: {
      _ad_id: { purpose: "To choose and count advertisements", maxAge: 7776000 },
    } },
  },
}`;

function page({ options = {}, consent = {}, script = "", style = "", locale = "en" }: Scene): string {
  const dir = ["ar", "fa", "he"].includes(locale) ? "rtl" : "ltr";
  return `<!doctype html>
<html lang="${locale}" dir="${dir}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>The Aurelle Gazette</title>
<link rel="icon" href="data:,">
<style>
  body { margin: 0; font: 1.0625rem/1.6 Georgia, "Liberation Serif", serif; }
  header, main, footer { max-width: 44rem; margin: auto; padding: 1.25rem; }
  header { border-bottom: 1px solid; font-variant-caps: small-caps; }
  .embed { display: grid; min-height: 16rem; margin-block: 1.5rem; }
  footer { border-top: 1px solid; }
  ${style}
</style>
<link rel="stylesheet" href="/policy.css">
<script type="importmap">{ "imports": { "@assent/core": "/core/index.js" } }</script>
<body>
<header>The Aurelle Gazette</header>
<main>
  <h1>City opens a hundred new datasets, and asks what you would do with them</h1>
  ${"<p>From tree inventories to the opening hours of every library, the city now publishes what it knows. Residents have already built a map of shaded routes, and a calendar that says when the market is at its quietest.</p>".repeat(4)}
  <div class="embed" id="embed"></div>
</main>
<footer><div class="assent-choices"></div></footer>
<script src="/assent.js"></script>
<script type="module">
  import messages from "/locales/${locale}.js";
  const later = (run) => requestAnimationFrame(() => requestAnimationFrame(run));
  const policy = assent.definePolicy(${policy});
  window.consent = assent.createConsent(policy, ${JSON.stringify({ region: "FR", gpc: false, ...consent })});
  consent.start();
  const view = { messages, policyUrl: "/cookies", clear: assent.clear, ...${JSON.stringify(options)} };
  document.querySelector("#embed").append(document.createElement("div"), Object.assign(document.createElement("iframe"), { title: "Video" }));
  const frame = document.querySelector("iframe");
  frame.hidden = true;
  frame.dataset.assent = "youtube";
  frame.dataset.assentSrc = "about:blank";
  assent.render(document.querySelector("#embed div"), consent, (state) => assent.embedPlaceholder(state, { ...view, policy, service: "youtube" }));
  assent.openGates(consent);
  assent.mount(consent, view);
  ${script};
  await document.fonts.ready;
  later(() => later(() => { window.isDrawn = true; }));
</script>
</body>
</html>`;
}

async function draw(): Promise<void> {
  const words = process.argv.slice(2);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const files = (path: string): string =>
    path === "/assent.js"
      ? read("packages/ui/dist/assent.global.js")
      : read(
          path.startsWith("/core/") ? path.replace("/core", "packages/core/dist") : `packages/ui/dist${path}`,
        );
  const server = createServer(({ url = "/" }, response) => {
    const scene = scenes.find(({ name }) => url === `/${name}`);
    if (scene) response.setHeader("Content-Type", "text/html").end(page(scene));
    else if (url.endsWith(".css")) response.setHeader("Content-Type", "text/css").end(files(url));
    else if (url.endsWith(".js")) response.setHeader("Content-Type", "text/javascript").end(files(url));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  const { env, ...options } = await chromium();
  const browser = await playwright.launch({
    ...options,
    env: { ...process.env, ...env } as Record<string, string>,
  });
  let drawn = 0;
  for (const theme of themes) {
    for (const [width, height] of Object.entries(widths)) {
      const context = await browser.newContext({
        viewport: { width: Number(width), height },
        colorScheme: theme,
        reducedMotion: "reduce",
      });
      for (const scene of scenes.filter(({ locale = "en" }) =>
        existsSync(new URL(`../packages/ui/dist/locales/${locale}.js`, import.meta.url)),
      )) {
        const name = `${scene.name}-${theme}-${width}`;
        if (!words.every((word) => name.includes(word))) continue;
        const tab = await context.newPage();
        tab.on("pageerror", (error) => console.error(name, error));
        await tab.emulateMedia({ media: scene.media ?? "screen" });
        await tab.goto(`http://localhost:${port}/${scene.name}`);
        await tab.waitForFunction("window.isDrawn");
        await tab.screenshot({ path: new URL(`${name}.png`, folder).pathname, fullPage: !!scene.isFullPage });
        await tab.close();
        await context.clearCookies();
        drawn++;
      }
      await context.close();
    }
  }
  await browser.close();
  server.close();
  server.closeAllConnections();
  console.log(`${drawn} pictures in screenshots/`);
}

await draw();
