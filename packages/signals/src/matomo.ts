import type { Consent } from "@assent/core";
import { type SignalOptions, signal, type Vendor } from "./signal.js";

/** What Matomo waits for. */
export interface MatomoOptions<Name extends string = string> extends SignalOptions<"matomo", Name> {
  /**
   * `"tracking"`: without consent nothing is sent; `"cookies"`: everything is sent, and nothing stored.
   * @default "tracking"
   */
  readonly requires?: "tracking" | "cookies";
}

/**
 * Tells Matomo, whose own script it makes wait for consent. Its tracking code may come before or after.
 *
 * @see https://developer.matomo.org/guides/tracking-consent
 * @example
 * ```ts
 * import { matomo } from "@assent/signals/matomo";
 *
 * const stop = matomo(consent, { mapping: { matomo: "statistics" } });
 * consent.start();
 * ```
 */
export function matomo<C extends string, S extends string, K extends string>(
  consent: Consent<C, S, K>,
  options: MatomoOptions<C | S> = {},
): () => void {
  const kind = options.requires === "cookies" ? "CookieConsent" : "Consent";
  const vendor: Vendor<"matomo", { _paq?: { push(command: unknown[]): void } }> = {
    mapping: { matomo: "matomo" },
    tell(page, { matomo }, when) {
      page._paq ??= [];
      page._paq.push([
        matomo ? `set${kind}Given` : when === "default" ? `require${kind}` : `forget${kind}Given`,
      ]);
    },
    stop() {},
  };
  return signal(consent, vendor, options);
}

/**
 * Matomo on a server of one's own. Its origin is the site's to add: `origins: { "script-src": […], "connect-src": […] }`.
 *
 * @see https://matomo.org/faq/general/faq_146/
 */
export const matomoServices = {
  matomo: {
    category: "statistics",
    provider: "Matomo",
    party: "first",
    function: "Audience measurement",
    cookies: {
      "_pk_id.*": { purpose: "To recognise a visitor from one visit to the next", maxAge: 33_955_200 },
      "_pk_ses.*": { purpose: "To tell which pages belong to one visit", maxAge: 1800, refresh: true },
      "_pk_ref.*": { purpose: "To remember which site a visitor came from", maxAge: 15_768_000 },
      "_pk_cvar.*": { purpose: "To remember what the site noted about a visit", maxAge: 1800 },
      "_pk_hsr.*": { purpose: "To tell which recordings belong to one visit", maxAge: 1800 },
      mtm_consent: { purpose: "To remember that measuring was agreed to", maxAge: 34_560_000 },
      mtm_cookie_consent: { purpose: "To remember that cookies were agreed to", maxAge: 34_560_000 },
    },
  },
  matomoRefusal: {
    category: "necessary",
    provider: "Matomo",
    party: "first",
    function: "Refusal of audience measurement",
    exempt: "strictly-necessary",
    cookies: {
      mtm_consent_removed: { purpose: "To remember that measuring was refused", maxAge: 34_560_000 },
    },
  },
} as const;
