import type { Consent } from "@assent/core";
import { type SignalOptions, signal, type Vendor } from "./signal.js";

/** The types of consent of Piwik PRO. */
export type PiwikProWord =
  | "analytics"
  | "conversion_tracking"
  | "remarketing"
  | "marketing_automation"
  | "ab_testing_and_personalization"
  | "user_feedback"
  | "custom_consent";

/**
 * Tells the consent manager of Piwik PRO, whose own form is switched off, about the types of consent that are mapped. It
 * holds every tag until it is told, so there is no default to say.
 *
 * @see https://developers.piwik.pro/docs/overview-consent-manager-js-api
 * @example
 * ```ts
 * import { piwikPro } from "@assent/signals/piwik-pro";
 *
 * const stop = piwikPro(consent, { mapping: { analytics: "statistics", remarketing: "advertising" } });
 * consent.start();
 * ```
 */
export function piwikPro<C extends string, S extends string, K extends string>(
  consent: Consent<C, S, K>,
  options?: SignalOptions<PiwikProWord, C | S>,
): () => void {
  return signal(consent, vendor, options);
}

const vendor: Vendor<string, Page> = {
  mapping: {
    analytics: "piwikPro",
  },
  tell(page, granted, when) {
    if (when === "default") return;
    const consents: { [word: string]: { status: 0 | 1 } } = {};
    for (const word in granted) consents[word] = { status: granted[word] ? 1 : 0 };
    // biome-ignore lint/suspicious/noAssignInExpressions: it fits into 0.4 kB
    const cm = ((page.ppms ??= {}).cm ??= {});
    // As the container's own code makes it, which keeps what it finds.
    cm.api ??= (...command) => {
      const api = cm.api as Api;
      api.q ??= [];
      api.q.push(command);
    };
    cm.api("setComplianceSettings", { consents }, silent, silent);
  },
};

// Without one to hear of a failure, Piwik PRO writes to the console.
const silent = () => {};

interface Page {
  ppms?: { cm?: { api?: Api } };
}

interface Api {
  (...command: unknown[]): void;
  q?: unknown[];
}

/**
 * Piwik PRO, on its own domains; a domain of one's own is the site's to add.
 *
 * @see https://help.piwik.pro/support/privacy/cookies-created-by-piwik-pro/
 * @see https://developers.piwik.pro/docs/content-security-policy-csp
 */
export const piwikProServices = {
  piwikPro: {
    category: "statistics",
    provider: "Piwik PRO",
    party: "third",
    function: "Audience measurement (Piwik PRO)",
    origins: {
      "script-src": ["https://*.piwik.pro"],
      "img-src": ["https://*.piwik.pro"],
      "connect-src": ["https://*.piwik.pro"],
    },
    cookies: {
      "_pk_id.*": { purpose: "To recognise a visitor from one visit to the next", maxAge: 33_955_200 },
      "_pk_ses.*": { purpose: "To tell which pages belong to one visit", maxAge: 1800, refresh: true },
      stg_traffic_source_priority: { purpose: "To remember how a visitor came to the site", maxAge: 1800 },
      stg_last_interaction: {
        purpose: "To know whether a visit still lasts",
        maxAge: 31_536_000,
        refresh: true,
      },
      stg_returning_visitor: { purpose: "To know whether a visitor was here before", maxAge: 31_536_000 },
    },
  },
  piwikProChoice: {
    category: "necessary",
    provider: "Piwik PRO",
    party: "third",
    function: "Choices about measurement (Piwik PRO)",
    exempt: "strictly-necessary",
    cookies: {
      "ppms_privacy_*": { purpose: "To remember what was agreed to and refused", maxAge: 31_536_000 },
    },
  },
} as const;
