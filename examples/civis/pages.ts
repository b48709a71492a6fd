import { type Dataset, datasets } from "./datasets.ts";
import { type Html, html } from "./html.ts";
import type { Page, View } from "./layout.ts";
import { names } from "./names.ts";
import { policy } from "./policy.ts";
import { hidden, placeholder } from "./surfaces.ts";
import { tables } from "./table.ts";
import { texts } from "./texts.ts";
import { hasGrants } from "./toggles.ts";

export function frontOffice(query: string): Page {
  const words = query.toLowerCase().split(/\s+/);
  const found = datasets.filter(({ title, text, theme }) =>
    words.every((word) => `${title} ${text} ${theme}`.toLowerCase().includes(word)),
  );
  return {
    title: "Civis: open data of the City of Aurelle",
    main: ({ player }) => html`
      <div class="hero">
        <h1>What the city knows, open to everyone</h1>
        <form role="search">
          <label for="q">Search 214 datasets</label>
          <div class="search">
            <input id="q" name="q" type="search" value="${query}" placeholder="Trees, budget, air…">
            <button>Search</button>
          </div>
        </form>
      </div>
      <div class="columns">
        <section aria-labelledby="datasets">
          <h2 id="datasets">${query ? `Found for “${query}”` : "Recently updated"}</h2>
          ${found.length ? html`<ul class="datasets">${found.map(item)}</ul>` : html`<p>Nothing was found. Try another word.</p>`}
        </section>
        <section class="aside" aria-labelledby="watch">
          <h2 id="watch">How a city opens its data</h2>
          <div class="embed">
            ${placeholder()}
            <iframe data-assent="player" data-assent-src="${player}/embed/open-data" title="Video: How a city opens its data" allow="fullscreen"></iframe>
          </div>
          <p>Two and a half minutes with the people who publish, and with those who use it.</p>
        </section>
      </div>`,
  };
}

function item({ slug, title, text, theme, updated, records }: Dataset): Html {
  return html`<li>
    <p class="meta">${theme}</p>
    <h3><a href="/datasets/${slug}">${title}</a></h3>
    <p>${text}</p>
    <p class="meta">${records.toLocaleString("en")} records, updated ${updated.toLowerCase()}</p>
  </li>`;
}

export function dataset(path: string): Page | undefined {
  const found = datasets.find(({ slug }) => path === `/datasets/${slug}`);
  if (!found) return undefined;
  const { title, text, theme, publisher, updated, records, columns, rows } = found;
  return {
    title: `${title}: Civis`,
    main: () => html`<article class="text">
      <p class="meta">${theme}</p>
      <h1>${title}</h1>
      <p class="lead">${text}</p>
      <table>
        <caption>First rows of ${records.toLocaleString("en")}</caption>
        <thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
        <tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody>
      </table>
      <p class="meta">Published by the ${publisher}. Updated: ${updated}. Open Licence 2.0.</p>
    </article>`,
  };
}

export function backOffice(
  user: string | undefined,
  audience: { anonymous: number; visitors: ReadonlySet<string> },
): Page {
  return { title: "Back office: Civis", main: (view) => (user ? desk(user, audience, view) : signIn(view)) };
}

function signIn({ csrf }: View): Html {
  return html`<div class="sign-in">
    <h1>Back office</h1>
    <p>For the people who publish. In this demonstration any name and password will do.</p>
    <form method="post" action="/back-office/sign-in">
      <input type="hidden" name="csrfmiddlewaretoken" value="${csrf}">
      <label for="name">Name</label>
      <input id="name" name="name" autocomplete="username" required>
      <label for="password">Password</label>
      <input id="password" name="password" type="password" autocomplete="current-password" required>
      <button>Sign in</button>
    </form>
  </div>`;
}

function desk(
  user: string,
  { anonymous, visitors }: { anonymous: number; visitors: ReadonlySet<string> },
  { csrf }: View,
): Html {
  return html`<div class="desk">
    <h1>Good day, ${user}</h1>
    <form method="post" action="/back-office/sign-out">
      <input type="hidden" name="csrfmiddlewaretoken" value="${csrf}">
      <button class="link">Sign out</button>
    </form>
    <dl class="figures">
      <div><dt>Page views, anonymous</dt><dd id="audience-anonymous">${anonymous}</dd></div>
      <div><dt>Visitors who agreed</dt><dd id="audience-visitors">${visitors.size}</dd></div>
      <div><dt>Datasets</dt><dd>214</dd></div>
    </dl>
    <h2>Your datasets</h2>
    <table>
      <thead><tr><th scope="col">Dataset</th><th scope="col">Publisher</th><th scope="col" class="number">Records</th><th scope="col">Updated</th></tr></thead>
      <tbody>${datasets.map(
        ({ slug, title, publisher, records, updated }) => html`<tr>
          <th scope="row"><a href="/datasets/${slug}">${title}</a></th>
          <td>${publisher}</td><td class="number">${records.toLocaleString("en")}</td><td>${updated}</td>
        </tr>`,
      )}</tbody>
    </table>
  </div>`;
}

export function cookiePolicy(): Page {
  return {
    title: "Cookie policy: Civis",
    main: ({ state: { permissions, gpc } }) => html`<article class="text">
      <h1>Cookie policy</h1>
      <p class="lead">In order to provide you with the best service possible, we use cookies to ensure it functions properly, and to perform web analytics.</p>
      <section class="choices" aria-labelledby="choices">
        <h2 id="choices">Your choices</h2>
        <dl>${names(policy.categories).map(
          (name) => html`<div>
            <dt>${texts.categories[name].name}</dt>
            <dd data-choice="${name}">${policy.categories[name].rule === "exempt" ? "Always on" : permissions[name] ? "On" : "Off"}</dd>
          </div>`,
        )}</dl>
        <p class="assent-signal" ${hidden(!gpc)}>${texts.banner.signal}</p>
        <p>Anonymous audience measurement is always on, because ${texts.categories.statistics.because}</p>
        <div class="assent-actions">
          <button type="button" class="assent-button" name="choice" value="openPreferences">Change your choices</button>
          <button type="button" class="assent-button" name="choice" value="withdraw" ${hidden(!hasGrants(policy, permissions))}>${texts.actions.withdraw}</button>
        </div>
      </section>
      <h2>What is a cookie?</h2>
      <p>A cookie is a generally small piece of data identified by a name that may be sent to your browser by a website you are visiting. Your web browser will store it for a certain period of time, and will send it back to the web server each time you visit again. Cookies have many uses: they can be used to remember your customer log-in information for an online store, the current contents of your shopping cart, as an identifier for tracking your browsing for statistical or advertising purposes, etc.</p>
      <p>Several types of cookies exist:</p>
      <ul>
        <li><strong>“Necessary”</strong> internal cookies allow information to be saved between two visits to the same website by the same device. They can save a shopping cart, log-in information, or interface preferences. They do not require the user’s consent.</li>
        <li><strong>“Statistical”</strong> cookies make it possible to track an Internet user’s actions on a website. When statistics are anonymized (meaning they cannot be traced back to a person), user consent is not required.</li>
        <li><strong>“Internal” or “first-party”</strong> cookies are stored by the website visited. They can be stored in addition to the necessary cookies, and can be used to collect personal data, track user behavior, and for advertising purposes.</li>
        <li><strong>“Third-party”</strong> cookies are cookies stored by (or for) a Website B (often an advertising agency) on Website A. This allows Website B to see what pages the user visited on Website A, and collect information about the user.</li>
      </ul>
      <h2>What cookies are used on this platform</h2>
      ${tables()}
    </article>`,
  };
}

export function notFound(): Page {
  return {
    title: "Not found: Civis",
    status: 404,
    main: () =>
      html`<article class="text"><h1>There is no such page</h1><p><a href="/">See the datasets</a></p></article>`,
  };
}
