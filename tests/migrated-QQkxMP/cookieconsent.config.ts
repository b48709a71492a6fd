import type { CookieConsentConfig } from "vanilla-cookieconsent";
import * as CookieConsent from "vanilla-cookieconsent";
import "vanilla-cookieconsent/dist/cookieconsent.css";

console.log("a site may print what it likes");
const config: CookieConsentConfig = {
  hideFromBots: false,
  cookie: { expiresAfterDays: 100 },
  categories: {
    necessary: { enabled: true, readOnly: true },
    analytics: { autoClear: { cookies: [{ name: /^_ga/ }, { name: "_gid" }] } },
    ads: {
      services: {
        pixel: { label: "The pixel", cookies: [{ name: /^_px$/ }], onAccept: () => document.title },
      },
    },
  },
  onConsent: () => window.location.href,
  language: {
    default: "en",
    translations: {
      en: {
        consentModal: { title: "Cookies", acceptAllBtn: "Yes", acceptNecessaryBtn: "No" },
        preferencesModal: {
          title: "Cookies",
          acceptAllBtn: "Yes",
          acceptNecessaryBtn: "No",
          savePreferencesBtn: "Save",
          sections: ["necessary", "analytics", "ads"].map((linkedCategory) => ({
            title: "About " + linkedCategory,
            linkedCategory,
          })),
        },
      },
    },
  },
};
(globalThis as any).tool = CookieConsent;
CookieConsent.run(config);
