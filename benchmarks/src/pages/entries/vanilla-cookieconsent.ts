import * as CookieConsent from "vanilla-cookieconsent";
import { words } from "../contender.ts";

const { title, text, accept, reject, choose } = words;

CookieConsent.run({
  // It stops in browsers that are driven by tests.
  hideFromBots: false,
  categories: {
    necessary: { readOnly: true, services: servicesOf("necessary") },
    statistics: { services: servicesOf("statistics") },
    advertising: { services: servicesOf("advertising") },
  },
  language: {
    default: "en",
    translations: {
      en: {
        consentModal: {
          title,
          description: text,
          acceptAllBtn: accept,
          acceptNecessaryBtn: reject,
          showPreferencesBtn: choose,
        },
        preferencesModal: {
          title,
          acceptAllBtn: accept,
          acceptNecessaryBtn: reject,
          savePreferencesBtn: "Save",
          sections: ["necessary", "statistics", "advertising"].map((linkedCategory) => ({
            title: linkedCategory,
            description: text,
            linkedCategory,
          })),
        },
      },
    },
  },
});

function servicesOf(category: string): { [name: string]: object } {
  const own = __SERVICES__.filter((service) => service.category === category);
  return Object.fromEntries(own.map(({ name }) => [name, {}]));
}
