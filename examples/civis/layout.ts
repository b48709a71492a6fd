import { bootScript } from "@assent/core/boot";
import { banner, privacyChoices, toHtml } from "@assent/ui";
import { type Html, html } from "./html.ts";
import { messages } from "./messages.ts";
import { names } from "./names.ts";
import { now } from "./now.ts";
import { policy } from "./policy.ts";
import { queryOf, type State, viewOf } from "./view.ts";

/** What one page is about. */
export interface Page {
  readonly title: string;
  readonly main: (view: View) => Html;
  readonly status?: number;
  /** Has the forms themselves: no banner, and no script. */
  readonly isPlain?: boolean;
}

/** What a request asks for, and what its visitor decided. */
export interface View {
  readonly path: string;
  /** Where a form leads back to. */
  readonly next: string;
  readonly state: State;
  readonly nonce: string;
  readonly csrf: string;
  readonly language: string;
  /** The third party's origin. */
  readonly player: string;
}

/** A whole page: right on the first paint for this visitor, with nothing to correct afterwards. */
export function layout({ title, main, isPlain }: Page, view: View): string {
  const { state, nonce } = view;
  const content = main(view);
  const page = html`<!doctype html>
<html lang="en" data-region="${state.region}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${title}</title>
  <link rel="icon" href="data:,">
  ${!isPlain && boot(view)}
  <link rel="stylesheet" href="/site.css">
  <link rel="stylesheet" href="/banner.css">
  ${hasLayers.test(content.html) && html`<link rel="stylesheet" href="/layers.css">`}
  ${view.path === "/cookies" && html`<link rel="stylesheet" href="/policy.css">`}
  ${!isPlain && view.path !== "/back-office" && statistics(nonce)}
</head>
<body>
  <a class="skip" href="#main">Skip to content</a>
  ${!isPlain && { html: toHtml(banner(state, componentsOf(view))) }}
  ${header(view)}
  <main id="main" tabindex="-1">${content}</main>
  ${running(state)}
  ${footer(view)}
</body>
</html>
`.html;
  return page.replace(/href="(\/[\w/-]*)"/g, `href="$1${queryOf(state.region)}"`);
}

/** Looks that are needed at once; elsewhere they come with the preferences. */
const hasLayers = /class="assent assent-(placeholder|preferences)"/;

/** What every component is told here. */
export function componentsOf({ state, csrf, next }: View) {
  return { ...viewOf(state, { csrfmiddlewaretoken: csrf, next }), messages };
}

/** Decides before the first paint, and loads the module where there is something to ask or to change. */
function boot({ state: { region }, nonce }: View): Html {
  return html`<script nonce="${nonce}">${{ html: bootScript(policy, { region, src: "/browser.js" }) }}</script>
  <script nonce="${nonce}">${{ html: patience }}</script>`;
}

/** What is pressed before the module is there waits for it; the server is asked where it never comes. */
const patience = `addEventListener("click", (event) => {
    const button = event.target.closest(".assent button[name=choice]");
    if (!button || document.documentElement.dataset.assentGates) return;
    event.preventDefault();
    import("/browser.js").catch(() => button.form.requestSubmit(button));
  }, true);`;

/** The policy says that they work in the front office, so they do nowhere else. */
function statistics(nonce: string): Html {
  return html`<script type="text/plain" data-assent="audience" src="/statistics/anonymous.js" nonce="${nonce}"></script>
  <script type="text/plain" data-assent="visitors" src="/statistics/visitors.js" nonce="${nonce}"></script>
  <script nonce="${nonce}">window._paq = window._paq || []; _paq.push(["trackPageView"]);</script>
  <script type="text/plain" data-assent="matomo" src="/statistics/matomo.js" nonce="${nonce}"></script>`;
}

function header(view: View): Html {
  const link = (path: string, text: string) =>
    html`<a href="${path}" ${path === view.path && html`aria-current="page"`}>${text}</a>`;
  return html`<header class="header">
    <a class="brand" href="/"><strong>Civis</strong> <span>Open data of the City of Aurelle</span></a>
    <nav aria-label="Main">
      ${link("/", "Datasets")}
      ${link("/cookies", "Cookie policy")}
      ${link("/back-office", "Back office")}
    </nav>
    <form class="languages" method="post" action="/i18n/setlang" aria-label="Language">
      <input type="hidden" name="csrfmiddlewaretoken" value="${view.csrf}">
      <input type="hidden" name="next" value="${view.next}">
      ${names(languages).map(
        (code) =>
          html`<button name="language" value="${code}" lang="${code}" title="${languages[code]}" aria-label="${languages[code]}" ${code === view.language && html`aria-current="true"`}>${code}</button>`,
      )}
    </form>
  </header>`;
}

const languages = { en: "English", fr: "Français", de: "Deutsch", nl: "Nederlands" };

function footer(view: View): Html {
  return html`<footer class="footer">
    <p>City of Aurelle, Department of Digital Affairs</p>
    <p><a href="/cookies">Cookie policy</a></p>
    ${{ html: toHtml(privacyChoices(view.state, componentsOf(view))) }}
  </footer>`;
}

/** What this demonstration shows besides. */
function running(state: State): Html {
  return html`<details class="now">
    <summary>What may run now</summary>
    <p>Region and what it requires: ${state.region}, ${state.regime}.</p>
    <table>
      <thead><tr><th scope="col">Service</th><th scope="col">May run</th></tr></thead>
      ${{ html: toHtml(now(state)) }}
    </table>
  </details>
  <details class="now">
    <summary>What was sent</summary>
    <p>Each word to a vendor, as it is said. A page with nothing left to ask says none: what was granted starts by itself.</p>
    <ol id="sent" class="sent" role="log" aria-label="What was sent"></ol>
  </details>`;
}
