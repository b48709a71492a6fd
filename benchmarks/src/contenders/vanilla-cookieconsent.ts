import * as CookieConsent from "vanilla-cookieconsent";
import type { Contender } from "../contender.ts";
import { type CategoryName, gated, inline, services } from "../site.ts";

const config = {
  categories: {
    necessary: { readOnly: true, services: of("necessary") },
    statistics: { services: of("statistics") },
    advertising: { services: of("advertising") },
  },
  // The build without an interface (dist/core) throws in run(): this one, and nothing shown, comes nearest.
  autoShow: false,
  language: { default: "en", translations: { en: { consentModal: {}, preferencesModal: { sections: [] } } } },
  // It stops in browsers that are driven by tests.
  hideFromBots: false,
} satisfies CookieConsent.CookieConsentConfig;

const categoryOf = Object.fromEntries(services.map(({ name, category }) => [name, category]));

export const start: Contender["start"] = () => {
  CookieConsent.run(config);
  return {
    allows: (name) => CookieConsent.acceptedCategory(name),
    allowsService: (name) => CookieConsent.acceptedService(name, categoryOf[name] ?? ""),
    acceptAll: () => CookieConsent.acceptCategory("all"),
    rejectAll: () => CookieConsent.acceptCategory([]),
    subscribe: (listener) => addEventListener("cc:onChange", () => listener()),
  };
};

export const markup: Contender["markup"] = {
  script: `<script type="text/plain" data-category="${gated.category}">${inline}</script>`,
};

export const regrants: Contender["regrants"] = [];

function of(category: CategoryName): Record<string, object> {
  const own = services.filter((service) => service.category === category);
  return Object.fromEntries(own.map(({ name }) => [name, {}]));
}
