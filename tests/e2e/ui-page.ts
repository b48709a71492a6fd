import { globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { locales as all, loadMessages } from "@assent/ui/locales";
import { type Answer, type Fixture, startFixture } from "./fixture.ts";

const { resolve } = createRequire(import.meta.url);
const read = (path: string): string => readFileSync(path, "utf8");
const built = (path: string): string =>
  read(new URL(`../../packages/ui/dist/${path}`, import.meta.url).pathname);

/** What stands on a page besides the components, and how they are mounted. */
export interface PageOptions {
  readonly locale?: string;
  readonly theme?: "light" | "dark";
  /** In the head, before everything. */
  readonly head?: string;
  readonly markup?: string;
  /** Options of `createConsent`, as source. */
  readonly consent?: string;
  /** Options of `mount`, as source. */
  readonly mount?: string;
  /** Runs last. */
  readonly script?: string;
  readonly nonce?: string;
}

/** Serves pages that mount the components as a page without a bundler does. */
export async function startPages(pages: { readonly [path: string]: string | Answer }): Promise<Fixture> {
  const words = all.map(async (locale) => {
    const messages = await loadMessages(locale);
    return [`/locales/${locale}.js`, `export default ${JSON.stringify(messages)}`] as const;
  });
  return startFixture({
    "/ui.js": built("assent.global.js"),
    "/banner.css": built("banner.css"),
    "/layers.css": built("layers.css"),
    "/policy.css": built("policy.css"),
    ...modules("ui", ""),
    ...modules("core", "/core"),
    "/axe.js": read(resolve("axe-core/axe.min.js")),
    "/tailwind.css": read(resolve("tailwindcss/preflight.css")),
    ...Object.fromEntries(await Promise.all(words)),
    ...pages,
  });
}

/** A package's modules, for pages that import them. */
function modules(name: string, path: string): { [path: string]: string } {
  const folder = new URL(`../../packages/${name}/dist/`, import.meta.url).pathname;
  const files = globSync("**/*.js", { cwd: folder });
  return Object.fromEntries(files.map((file) => [`${path}/${file}`, read(folder + file)]));
}

/** In which everything is looked at: a short one, a long one, one that runs to the left, and a dense one. */
export const locales = ["en", "de", "ar", "ja"] as const;

export const policySource = `{
  categories: { necessary: "exempt", statistics: "ask", media: "ask", advertising: { rule: "ask", sale: true } },
  services: {
    session: { category: "necessary", provider: "Opendatasoft", party: "first", function: "Authentication", cookies: {
      sessionid: { purpose: "To remember the user from one page to another", maxAge: "session", httpOnly: true },
    } },
    visitors: { category: "statistics", provider: "Opendatasoft", party: "first", function: "Audience measurement", cookies: {
      "_ex_*": { purpose: "To tell visits apart", maxAge: 33955200 },
    } },
    player: { category: "media", provider: "Agora Video", party: "third", function: "Videos of the council", cookies: {
      viewer: { purpose: "To recognise a viewer", maxAge: 15552000, domain: "agora.example" },
    } },
    ads: { category: "advertising", provider: "Example Ads", party: "third", function: "Advertising", cookies: {
      _ad_id: { purpose: "To choose advertisements", maxAge: 7776000 },
    } },
  },
}`;

/** A page of a plausible site, with the components on it. */
export function uiPage(options: PageOptions = {}): string {
  const {
    locale = "en",
    theme = "light",
    head = "",
    markup = "",
    consent = "",
    mount = "",
    script = "",
  } = options;
  const nonce = options.nonce ? ` nonce="${options.nonce}"` : "";
  const direction = locale === "ar" ? "rtl" : "ltr";
  return `<!doctype html>
<html lang="${locale}" dir="${direction}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The Aurelle Gazette</title>
<link rel="icon" href="data:,">
<style${nonce}>:root { color-scheme: ${theme}; background: Canvas; color: CanvasText } body { font: 1rem/1.5 sans-serif }</style>
${head}
<body>
<header><a href="#main">Skip to content</a></header>
<main id="main">
  <h1>City opens a hundred new datasets</h1>
  <p>From tree inventories to the opening hours of every library, the city now publishes what it knows.</p>
  <div><div id="place"></div><iframe data-assent="player" data-assent-src="/player" title="Video"></iframe></div>
  ${markup}
</main>
<footer><div class="assent-choices"></div></footer>
<script src="/ui.js"${nonce}></script>
<script type="module"${nonce}>
  import messages from "/locales/${locale}.js";
  window.policy = assent.definePolicy(${policySource});
  window.consent = assent.createConsent(policy, { region: "FR", gpc: false, ${consent} });
  consent.start();
  const view = { messages, policyUrl: "/cookies", clear: assent.clear, ${mount} };
  assent.openGates(consent);
  assent.render(document.querySelector("#place"), consent, (state) => assent.embedPlaceholder(state, { ...view, policy, service: "player" }));
  window.unmount = assent.mount(consent, view);
  ${script}
  window.isReady = true;
</script>
</body>
</html>`;
}
