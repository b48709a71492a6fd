import type { SiteService } from "../../site.ts";
import { type Contender, words } from "../contender.ts";
import { shipped } from "../modules.ts";

const configFor = (services: readonly SiteService[]) => ({
  storageMethod: "cookie",
  acceptAll: true,
  lang: "en",
  privacyPolicy: "/cookies",
  translations: { en: { consentNotice: { description: words.text } } },
  services: services.map(({ name, category, cookies }) => ({
    name,
    purposes: [category],
    required: category === "necessary",
    cookies,
  })),
});

export const klaro = (services: readonly SiteService[]): Contender => ({
  name: "klaro",
  html: {
    head: `<link rel="stylesheet" href="klaro.css"><script defer src="config.js"></script><script defer src="klaro.js"></script>`,
  },
  gate: (script) =>
    "text" in script
      ? `<script type="text/plain" data-type="application/javascript" data-name="audience">${script.text}</script>`
      : `<script type="text/plain" data-type="application/javascript" data-name="audience" data-src="${script.src}"></script>`,
  files: {
    "config.js": `var klaroConfig = ${JSON.stringify(configFor(services))};`,
    "klaro.js": shipped("klaro/dist/klaro-no-css.js"),
    "klaro.css": shipped("klaro/dist/klaro.min.css"),
  },
  banner: ".klaro .cookie-notice",
  accept: ".klaro .cm-btn-success",
  reject: ".klaro .cm-btn-danger",
});
