import { type Cookie, cookieType, type Service } from "@assent/core";
import { type Html, html } from "./html.ts";
import { names } from "./names.ts";
import { policy } from "./policy.ts";
import { texts } from "./texts.ts";

/** The cookie policy's table, one for each category: the rows that the policy declares, and what follows from them. */
export function tables(): Html[] {
  return names(policy.categories).map((category) => {
    const { name, text } = texts.categories[category];
    const services = Object.values<Service>(policy.services).filter(
      (service) => service.category === category,
    );
    return html`<section>
      <h3 id="policy-${category}">${name}</h3>
      <p>${text}</p>
      <table class="cookies" aria-labelledby="policy-${category}">
        <thead>
          <tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr>
        </thead>
        <tbody>
          ${services.flatMap((service) => service.cookies.map((cookie) => row(service, cookie)))}
        </tbody>
      </table>
    </section>`;
  });
}

const columns = [
  "Provider",
  "Function and location",
  "Cookie name",
  "Purpose",
  "Type",
  "Kept for",
  "Read by",
];

function row(service: Service, cookie: Cookie): Html {
  const place = service.location.join(" and ").replace(" office and", " and");
  const cells = [
    service.provider,
    `${service.function}${place && ` (${place})`}`,
    html`<code>${cookie.name}</code>`,
    cookie.purpose,
    types[cookieType(service)],
    lifetime(cookie),
    service.party === "third" ? service.provider : cookie.httpOnly ? "This server alone" : "This site",
  ];
  return html`<tr>${cells.map((cell, index) => html`<td data-label="${columns[index]}">${cell}</td>`)}</tr>`;
}

const types = {
  necessary: "Necessary",
  statistical: "Statistical, anonymous",
  "first-party": "First-party",
  "third-party": "Third-party",
};

/** How long a cookie is kept, in words. */
export function lifetime({ maxAge }: Cookie): string {
  return typeof maxAge === "number" ? `${Math.round(maxAge / 86_400)} days` : "this browser session";
}
