import type { CategoryOf, ConsentState, Cookie, Service, ServiceOf } from "@assent/core";
import { type Html, html } from "./html.ts";
import { names } from "./names.ts";
import { policy } from "./policy.ts";
import { texts } from "./texts.ts";

export type State = ConsentState<CategoryOf<typeof policy>, ServiceOf<typeof policy>>;

const { actions } = texts;
const button = (choice: keyof typeof actions): Html =>
  html`<button type="button" class="assent-button" name="choice" value="${choice}">${actions[choice]}</button>`;

/** The first layer: there from the first paint, hidden where nothing has to be asked. */
export function banner({ status, gpc }: State): Html {
  const { title, text, signal } = texts.banner;
  return html`<section class="assent-banner" id="assent-banner" aria-labelledby="assent-title" ${hidden(status !== "banner")}>
    <div class="assent-text">
      <h2 id="assent-title">${title}</h2>
      <p>${text} <a href="/cookies">${texts.banner.policy}</a></p>
      <p class="assent-signal" ${hidden(!gpc)}>${signal}</p>
    </div>
    <div class="assent-actions">
      ${button("rejectAll")}
      ${button("acceptAll")}
      ${button("openPreferences")}
    </div>
  </section>`;
}

/** The second layer: closed until somebody opens it; its toggles are set then. */
export function preferences(): Html {
  const { title, text, close } = texts.preferences;
  return html`<dialog class="assent-preferences" id="assent-preferences" aria-labelledby="assent-preferences-title">
    <header>
      <h2 id="assent-preferences-title">${title}</h2>
      <button type="button" class="assent-close" name="choice" value="dismiss">${close}</button>
    </header>
    <div class="assent-scroll">
      <p>${text} <a href="/cookies">${texts.banner.policy}</a></p>
      ${names(policy.categories).map(row)}
    </div>
    <footer class="assent-actions">
      ${button("rejectAll")}
      ${button("save")}
      ${button("acceptAll")}
    </footer>
  </dialog>`;
}

function row(name: keyof typeof texts.categories): Html {
  const { name: title, text, because } = texts.categories[name];
  const { always, details, fresh, freshText, signal, toggle } = texts.preferences;
  const { rule, sale } = policy.categories[name];
  const services = Object.values<Service>(policy.services).filter(({ category }) => category === name);
  const id = `assent-${name}`;
  return html`<section class="assent-category" data-category="${name}">
    <div class="assent-row">
      <h3><label for="${id}">${title}</label> <span class="assent-new" hidden>${fresh}</span></h3>
      ${
        rule === "ask" &&
        html`<span class="assent-toggle" data-on="${toggle["data-on"]}" data-off="${toggle["data-off"]}" data-partly="${toggle["data-partly"]}">
          <input type="checkbox" role="switch" id="${id}" name="${name}" aria-describedby="${id}-text">
        </span>`
      }
    </div>
    <p id="${id}-text">${text}${rule === "exempt" && ` ${always} ${because}`}</p>
    <p class="assent-new" hidden>${freshText}</p>
    ${sale && html`<p class="assent-signal" hidden>${signal}</p>`}
    <details>
      <summary>${details}</summary>
      <ul>
        ${services.map(
          (service) => html`<li>
            <strong>${service.function}</strong>, ${service.provider}${rule === "ask" && service.exempt && `. ${always} ${because}`}
            <ul>${service.cookies.map((cookie) => html`<li><code>${cookie.name}</code>: ${cookie.purpose}. Kept for ${lifetime(cookie)}.</li>`)}</ul>
          </li>`,
        )}
      </ul>
    </details>
  </section>`;
}

function lifetime({ maxAge }: Cookie): string {
  return typeof maxAge === "number" ? `${Math.round(maxAge / 86_400)} days` : "this browser session";
}

/** What stands in an embed's place until it may load. */
export function placeholder(): Html {
  const { text, once, always } = texts.placeholder;
  return html`<div class="assent-placeholder" data-assent-placeholder>
    <p>${text}</p>
    <div class="assent-actions">
      <button type="button" class="assent-button" data-assent-once>${once}</button>
      <button type="button" class="assent-button" data-assent-always>${always}</button>
    </div>
  </div>`;
}

/** Says what a withdrawal came to. */
export function notice(): Html {
  return html`<section class="assent-notice" id="assent-notice" aria-labelledby="assent-notice-text" hidden>
    <p id="assent-notice-text" role="status"></p>
    <div class="assent-actions">
      ${button("reload")}
      ${button("closeNotice")}
    </div>
  </section>`;
}

const hidden = (when: boolean): Html | false => when && html`hidden`;
