import { type Html, html } from "./html.ts";
import { names } from "./names.ts";
import { policy } from "./policy.ts";
import { banner, notice, preferences, type State } from "./surfaces.ts";

/** What one page is about. */
export interface Page {
  readonly title: string;
  readonly main: (view: View) => Html;
  readonly status?: number;
}

/** What a request asks for, and what its visitor decided. */
export interface View {
  readonly path: string;
  readonly state: State;
  readonly nonce: string;
  readonly csrf: string;
  readonly language: string;
  /** The third party's origin. */
  readonly player: string;
}

/** A whole page: right on the first paint for this visitor, with nothing to correct afterwards. */
export function layout({ title, main }: Page, view: View): string {
  const { state, nonce } = view;
  const page = html`<!doctype html>
<html lang="en" data-region="${state.region}" data-gpc="${Number(state.gpc)}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${title}</title>
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="/site.css">
  <link rel="stylesheet" href="/assent.css">
  ${view.path === "/cookies" && html`<link rel="stylesheet" href="/policy.css">`}
  ${view.path !== "/back-office" && statistics(nonce)}
  <script type="module" src="/browser.js" nonce="${nonce}"></script>
</head>
<body>
  <a class="skip" href="#main">Skip to content</a>
  ${banner(state)}
  ${header(view)}
  <main id="main" tabindex="-1">${main(view)}</main>
  ${now(state)}
  ${footer(state)}
  ${notice()}
  ${preferences()}
  <p class="assent-status" id="assent-status" role="status"></p>
</body>
</html>
`.html;
  // The demonstration's region comes from the address alone, so links keep it.
  return state.region === "FR"
    ? page
    : page.replace(/href="(\/[\w/-]*)"/g, `href="$1?region=${state.region}"`);
}

/** The policy says that they work in the front office, so they do nowhere else. */
function statistics(nonce: string): Html {
  return html`<script type="text/plain" data-assent="audience" src="/statistics/anonymous.js" nonce="${nonce}"></script>
  <script type="text/plain" data-assent="visitors" src="/statistics/visitors.js" nonce="${nonce}"></script>`;
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
      <input type="hidden" name="next" value="${view.path}">
      ${names(languages).map(
        (code) =>
          html`<button name="language" value="${code}" lang="${code}" title="${languages[code]}" aria-label="${languages[code]}" ${code === view.language && html`aria-current="true"`}>${code}</button>`,
      )}
    </form>
  </header>`;
}

const languages = { en: "English", fr: "Français", de: "Deutsch", nl: "Nederlands" };

function footer({ regime }: State): Html {
  return html`<footer class="footer">
    <p>City of Aurelle, Department of Digital Affairs</p>
    <p>
      <a href="/cookies">Cookie policy</a>
      <button type="button" class="link" name="choice" value="openPreferences">${regime === "opt-out" ? "Your privacy choices" : "Cookie choices"}</button>
    </p>
  </footer>`;
}

/** What this demonstration shows besides: what may run, what runs, and what is stored. */
function now({ permissions }: State): Html {
  return html`<details class="now" id="assent-now">
    <summary>What runs now</summary>
    <div class="now-columns">
      <table>
        <thead><tr><th scope="col">Service</th><th scope="col">May run</th><th scope="col">On this page</th></tr></thead>
        <tbody>
          ${names(policy.services).map(
            (
              name,
            ) => html`<tr data-service="${name}" data-allowed="${`${permissions[name]}`}" data-activity="">
              <th scope="row">${policy.services[name].function}</th>
              <td class="now-allowed">${permissions[name] ? "Yes" : "No"}</td>
              <td class="now-activity">–</td>
            </tr>`,
          )}
        </tbody>
      </table>
      <dl>
        <dt>Region and what it requires</dt><dd id="assent-regime">–</dd>
        <dt>Cookies that scripts can see</dt><dd id="assent-stored">–</dd>
        <dt>Writes that were refused</dt><dd id="assent-refused">None</dd>
      </dl>
    </div>
  </details>`;
}
