import { embedPlaceholder, toHtml } from "@assent/ui";
import { preferences } from "@assent/ui/layers";
import { cookiePolicy } from "@assent/ui/policy";
import { type Dataset, datasets } from "./datasets.ts";
import { type Html, html } from "./html.ts";
import { componentsOf, type Page, type View } from "./layout.ts";

export function frontOffice(query: string): Page {
  const words = query.toLowerCase().split(/\s+/);
  const found = datasets.filter(({ title, text, theme }) =>
    words.every((word) => `${title} ${text} ${theme}`.toLowerCase().includes(word)),
  );
  return {
    title: "Civis: open data of the City of Aurelle",
    main: (view) => html`
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
          ${video(view)}
          <p>Two and a half minutes with the people who publish, and with those who use it.</p>
        </section>
      </div>`,
  };
}

/** Held back until it may load; without scripts, only the server can tell. */
function video(view: View): Html {
  const { player, state } = view;
  const source = `${player}/embed/open-data`;
  const title = "Video: How a city opens its data";
  return html`<div class="embed">
    ${{ html: toHtml(embedPlaceholder(state, { ...componentsOf(view), service: "player" })) }}
    <iframe data-assent="player" data-assent-src="${source}" title="${title}" allow="fullscreen"></iframe>
    ${state.permissions.player && html`<noscript><iframe src="${source}" title="${title}"></iframe></noscript>`}
  </div>`;
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

export function cookiePage(): Page {
  return {
    title: "Cookie policy: Civis",
    main: (view) => html`<article class="text">
      <h1>Cookie policy</h1>
      ${{ html: toHtml(cookiePolicy(view.state, componentsOf(view))) }}
    </article>`,
  };
}

/** The preferences, for browsers without scripts. */
export function choicesPage(): Page {
  return {
    title: "Cookie choices: Civis",
    isPlain: true,
    main: (view) => html`<article class="text">
      <h1>What this site may use</h1>
      ${{ html: toHtml(preferences(view.state, { ...componentsOf(view), as: "section" })) }}
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
