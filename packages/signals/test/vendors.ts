import type { Consent } from "@assent/core";
import { dataLayer, dataLayerServices } from "../src/data-layer.js";
import { google, googleServices } from "../src/google.js";
import { hotjar, hotjarServices } from "../src/hotjar.js";
import { linkedin, linkedinServices } from "../src/linkedin.js";
import { matomo, matomoServices } from "../src/matomo.js";
import { meta, metaServices } from "../src/meta.js";
import { microsoft, microsoftServices } from "../src/microsoft.js";
import { piwikPro, piwikProServices } from "../src/piwik-pro.js";
import { plausible, plausibleServices } from "../src/plausible.js";
import { posthog, posthogServices } from "../src/posthog.js";
import { segment, segmentServices } from "../src/segment.js";
import { shopify, shopifyServices } from "../src/shopify.js";
import { tiktok, tiktokServices } from "../src/tiktok.js";

/** What a command says, in the vendor's words; nothing, where it isn't about consent. */
export interface Said {
  readonly when: "default" | "update";
  /** Words that it leaves out are not told apart by it. */
  readonly granted: { readonly [word: string]: boolean };
}

/** A vendor under test. */
export interface Vendor {
  readonly name: string;
  readonly start: (consent: Consent, window: object) => () => void;
  readonly services: object;
  /** Whose permission each of its words is. */
  readonly mapping: { readonly [word: string]: string };
  /** Reads a command as the vendor's documentation explains it. */
  readonly says: (command: readonly unknown[]) => Said | undefined;
  /**
   * The wire as its documentation writes it: what is said before anything is decided, when everything is accepted, and
   * when everything is refused.
   */
  readonly trace: { readonly [moment in "before" | "accepted" | "refused"]: readonly (readonly unknown[])[] };
  /** After a withdrawal nothing of it goes on. */
  readonly stops: boolean;
  /** Whatever waits for its script says what is permitted when that comes. */
  readonly saysLatest?: boolean;
}

type Values = { readonly [word: string]: unknown } | undefined;

/** Reads `granted` and `denied`. */
const words = (values: Values): { [word: string]: boolean } =>
  Object.fromEntries(Object.entries(values ?? {}).map(([word, value]) => [word, value === "granted"]));

const all = (value: string) => ({
  analytics_storage: value,
  functionality_storage: value,
  personalization_storage: value,
  ad_storage: value,
  ad_user_data: value,
  ad_personalization: value,
  security_storage: "granted",
});

const options = (window: object) => ({ window });

export const vendors: readonly Vendor[] = [
  {
    name: "google",
    start: (consent, window) => google(consent, options(window)),
    services: googleServices,
    mapping: {
      ad_storage: "googleAds",
      ad_user_data: "googleAds",
      ad_personalization: "googleAds",
      analytics_storage: "googleAnalytics",
      functionality_storage: "functional",
      personalization_storage: "functional",
      security_storage: "necessary",
    },
    says: ([command, when, values]) =>
      command === "consent" ? { when: when as Said["when"], granted: words(values as Values) } : undefined,
    trace: {
      before: [
        ["consent", "default", all("denied")],
        ["set", "ads_data_redaction", true],
        ["set", "url_passthrough", false],
      ],
      accepted: [["consent", "update", all("granted")]],
      refused: [["consent", "update", all("denied")]],
    },
    stops: false,
  },
  {
    name: "data-layer",
    start: (consent, window) => dataLayer(consent, options(window)),
    services: dataLayerServices,
    mapping: {
      necessary: "necessary",
      functional: "functional",
      statistics: "statistics",
      advertising: "advertising",
    },
    says: ([item]) => {
      const { event, when, consent } = item as {
        event?: string;
        when?: Said["when"];
        consent?: Said["granted"];
      };
      return event === "consent" && when && consent ? { when, granted: consent } : undefined;
    },
    trace: Object.fromEntries(
      (
        [
          ["before", "default", false],
          ["accepted", "update", true],
          ["refused", "update", false],
        ] as const
      ).map(([moment, when, may]) => [
        moment,
        [
          [
            {
              event: "consent",
              when,
              consent: { necessary: true, functional: may, statistics: may, advertising: may },
            },
          ],
        ],
      ]),
    ) as never,
    stops: false,
  },
  {
    name: "microsoft",
    start: (consent, window) => microsoft(consent, options(window)),
    services: microsoftServices,
    mapping: { ad_storage: "uet", analytics_storage: "clarity" },
    says: ([command, when, values]) => {
      // Clarity is told in the same breath; its own words are in the traces.
      return command === "consent"
        ? { when: when as Said["when"], granted: words(values as Values) }
        : undefined;
    },
    trace: {
      before: [
        ["consent", "default", { ad_storage: "denied" }],
        ["clarity", "consentv2", { ad_Storage: "denied", analytics_Storage: "denied" }],
      ],
      accepted: [
        ["consent", "update", { ad_storage: "granted" }],
        ["clarity", "consentv2", { ad_Storage: "granted", analytics_Storage: "granted" }],
      ],
      refused: [
        ["consent", "update", { ad_storage: "denied" }],
        ["clarity", "consentv2", { ad_Storage: "denied", analytics_Storage: "denied" }],
      ],
    },
    stops: false,
  },
  {
    name: "meta",
    start: (consent, window) => meta(consent, options(window)),
    services: metaServices,
    mapping: { meta: "meta" },
    says: ([command, word]) =>
      command === "consent" ? { when: "update", granted: { meta: word === "grant" } } : undefined,
    trace: {
      before: [["consent", "revoke"]],
      accepted: [["consent", "grant"]],
      refused: [["consent", "revoke"]],
    },
    stops: true,
  },
  {
    name: "tiktok",
    start: (consent, window) => tiktok(consent, options(window)),
    services: tiktokServices,
    mapping: { tiktok: "tiktok" },
    says: ([command]) =>
      ({
        holdConsent: { when: "default", granted: { tiktok: false } },
        grantConsent: { when: "update", granted: { tiktok: true } },
        revokeConsent: { when: "update", granted: { tiktok: false } },
      })[command as string] as Said | undefined,
    trace: { before: [["holdConsent"]], accepted: [["grantConsent"]], refused: [["revokeConsent"]] },
    stops: true,
  },
  {
    name: "matomo",
    start: (consent, window) => matomo(consent, options(window)),
    services: matomoServices,
    mapping: { matomo: "matomo" },
    says: ([command]) =>
      ({
        requireConsent: { when: "default", granted: { matomo: false } },
        setConsentGiven: { when: "update", granted: { matomo: true } },
        forgetConsentGiven: { when: "update", granted: { matomo: false } },
      })[command as string] as Said | undefined,
    trace: {
      before: [["requireConsent"]],
      accepted: [["setConsentGiven"]],
      refused: [["forgetConsentGiven"]],
    },
    stops: true,
  },
  {
    name: "hotjar",
    start: (consent, window) => hotjar(consent, options(window)),
    services: hotjarServices,
    mapping: { hotjar: "hotjar" },
    says: ([command]) =>
      command === "optin" || command === "optout"
        ? { when: "update", granted: { hotjar: command === "optin" } }
        : undefined,
    trace: { before: [["optout"]], accepted: [["optin"]], refused: [["optout"]] },
    stops: false,
    saysLatest: true,
  },
  {
    name: "segment",
    start: (consent, window) =>
      segment(consent, { window, mapping: { Analytics: "statistics", Advertising: "advertising" } }),
    services: segmentServices,
    mapping: { Analytics: "statistics", Advertising: "advertising" },
    // What an event says is what the middleware puts into it.
    says: ([command, argument]) => {
      if (command === "addSourceMiddleware") return { when: "default", granted: {} };
      return argument === "Segment Consent Preference Updated" ? { when: "update", granted: {} } : undefined;
    },
    trace: {
      before: [["addSourceMiddleware", "a function"]],
      accepted: [["track", "Segment Consent Preference Updated"]],
      refused: [["track", "Segment Consent Preference Updated"]],
    },
    stops: false,
  },
  {
    name: "posthog",
    start: (consent, window) => posthog(consent, options(window)),
    services: posthogServices,
    mapping: { posthog: "posthog" },
    says: ([command, given]) => {
      if (command === "set_config") {
        const { opt_out_capturing_by_default } = given as { opt_out_capturing_by_default: boolean };
        return { when: "default", granted: { posthog: !opt_out_capturing_by_default } };
      }
      return command === "opt_in_capturing" || command === "opt_out_capturing"
        ? { when: "update", granted: { posthog: command === "opt_in_capturing" } }
        : undefined;
    },
    trace: {
      before: [["set_config", { opt_out_capturing_by_default: true }]],
      accepted: [["opt_in_capturing", { captureEventName: false }]],
      refused: [["opt_out_capturing", { captureEventName: false }]],
    },
    stops: true,
  },
  {
    name: "piwik-pro",
    start: (consent, window) => piwikPro(consent, options(window)),
    services: piwikProServices,
    mapping: { analytics: "piwikPro" },
    says: ([command, settings]) => {
      if (command !== "setComplianceSettings") return undefined;
      const { consents } = settings as { consents: { [word: string]: { status: number } } };
      return {
        when: "update",
        granted: Object.fromEntries(
          Object.entries(consents).map(([word, { status }]) => [word, status === 1]),
        ),
      };
    },
    trace: {
      before: [],
      accepted: [
        ["setComplianceSettings", { consents: { analytics: { status: 1 } } }, "a function", "a function"],
      ],
      refused: [
        ["setComplianceSettings", { consents: { analytics: { status: 0 } } }, "a function", "a function"],
      ],
    },
    stops: false,
  },
  {
    name: "shopify",
    start: (consent, window) => shopify(consent, options(window)),
    services: shopifyServices,
    mapping: {
      analytics: "shopify",
      marketing: "advertising",
      preferences: "functional",
      sale_of_data: "advertising",
    },
    says: ([command, granted]) =>
      command === "setTrackingConsent" ? { when: "update", granted: granted as Said["granted"] } : undefined,
    trace: {
      before: [],
      accepted: [
        ["setTrackingConsent", { analytics: true, marketing: true, preferences: true, sale_of_data: true }],
      ],
      refused: [
        [
          "setTrackingConsent",
          { analytics: false, marketing: false, preferences: false, sale_of_data: false },
        ],
      ],
    },
    stops: false,
  },
  {
    name: "plausible",
    start: (consent, window) => plausible(consent, options(window)),
    services: plausibleServices,
    mapping: { plausible: "plausible" },
    // It is told by a mark in the storage, not by a command.
    says: () => undefined,
    trace: { before: [], accepted: [], refused: [] },
    stops: true,
  },
  {
    name: "linkedin",
    start: (consent, window) => linkedin(consent, options(window)),
    services: linkedinServices,
    mapping: { linkedin: "linkedin" },
    says: () => undefined,
    trace: { before: [], accepted: [], refused: [] },
    stops: false,
  },
];
