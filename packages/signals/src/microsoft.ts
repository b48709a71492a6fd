import type { Consent } from "@assent/core";
import { type SignalOptions, signal, type Vendor } from "./signal.js";

/** What Microsoft's tags tell apart: Universal Event Tracking the first, Clarity both. */
export type MicrosoftWord = "ad_storage" | "analytics_storage";

/**
 * Tells Microsoft's Universal Event Tracking and Clarity. A default is always a refusal: what is permitted from the start
 * is an update, so that it can follow what the page's head has said. Clarity knows no default and hears the same command
 * each time.
 *
 * @see https://learn.microsoft.com/en-us/advertising/msa-help/hlp_ba_conc_uet_consent
 * @see https://learn.microsoft.com/en-us/clarity/setup-and-installation/clarity-consent-api-v2
 * @example
 * ```ts
 * import { microsoft } from "@assent/signals/microsoft";
 *
 * const stop = microsoft(consent, { mapping: { ad_storage: "advertising" } });
 * consent.start();
 * ```
 */
export function microsoft<C extends string, S extends string, K extends string>(
  consent: Consent<C, S, K>,
  options?: SignalOptions<MicrosoftWord, C | S>,
): () => void {
  return signal(consent, vendor, options);
}

const vendor: Vendor<MicrosoftWord, Page> = {
  mapping: { ad_storage: "uet", analytics_storage: "clarity" },
  tell(page, granted, when) {
    const ad_storage = wordOf(granted.ad_storage);
    page.uetq ??= [];
    page.uetq.push("consent", granted.ad_storage ? "update" : when, { ad_storage });
    page.clarity ??= (...command) => {
      const clarity = page.clarity as Clarity;
      clarity.q ??= [];
      clarity.q.push(command);
    };
    page.clarity("consentv2", {
      ad_Storage: ad_storage,
      analytics_Storage: wordOf(granted.analytics_storage),
    });
  },
};

function wordOf(may: boolean): "granted" | "denied" {
  return may ? "granted" : "denied";
}

interface Page {
  uetq?: { push(...items: unknown[]): void };
  clarity?: Clarity;
}

interface Clarity {
  (...command: unknown[]): void;
  q?: unknown[];
}

/**
 * Universal Event Tracking and Clarity: a site that has one of them takes that one.
 *
 * @see https://learn.microsoft.com/en-us/advertising/msa-help/hlp_ba_conc_uetv2csp
 * @see https://learn.microsoft.com/en-us/clarity/setup-and-installation/cookie-list
 * @see https://learn.microsoft.com/en-us/clarity/setup-and-installation/clarity-csp
 */
export const microsoftServices = {
  uet: {
    category: "advertising",
    provider: "Microsoft",
    party: "third",
    function: "Measurement of advertisements (Microsoft Advertising)",
    origins: {
      "script-src": ["https://bat.bing.com", "https://bat.bing.net"],
      "img-src": ["https://bat.bing.com", "https://bat.bing.net"],
      "connect-src": ["https://bat.bing.com", "https://bat.bing.net"],
    },
    cookies: {
      _uetsid: [
        { purpose: "To tell which pages belong to one visit", maxAge: 86_400 },
        { purpose: "The same, kept by the page", maxAge: "persistent", kind: "local" },
      ],
      _uetvid: [
        { purpose: "To recognise a visitor from one visit to the next", maxAge: 33_696_000 },
        { purpose: "The same, kept by the page", maxAge: "persistent", kind: "local" },
      ],
      _uetmsclkid: [
        { purpose: "To remember a click on an advertisement of Microsoft's", maxAge: 7_776_000 },
        { purpose: "The same, kept by the page", maxAge: "persistent", kind: "local" },
      ],
      "_uet*_exp": { purpose: "To know when these end", maxAge: "persistent", kind: "local" },
      MUID: {
        purpose: "To recognise a browser on Microsoft's sites",
        maxAge: 33_696_000,
        domain: "bing.com",
      },
      MSPTC: {
        purpose: "To recognise a browser for advertising",
        maxAge: 33_696_000,
        domain: "bing.com",
      },
    },
  },
  clarity: {
    category: "statistics",
    provider: "Microsoft",
    party: "third",
    function: "Recordings of visits (Clarity)",
    origins: {
      "script-src": ["https://*.clarity.ms"],
      "img-src": ["https://*.clarity.ms", "https://c.bing.com"],
      "connect-src": ["https://*.clarity.ms", "https://c.bing.com"],
    },
    cookies: {
      _clck: {
        purpose: "To recognise a visitor from one visit to the next",
        maxAge: 31_536_000,
        refresh: true,
      },
      _clsk: { purpose: "To tell which pages belong to one recording", maxAge: 86_400, refresh: true },
      MUID: {
        purpose: "To recognise a browser on Microsoft's sites",
        maxAge: 33_696_000,
        domain: "clarity.ms",
      },
      CLID: {
        purpose: "To know when Clarity first saw a visitor on any site",
        maxAge: 31_536_000,
        domain: "www.clarity.ms",
      },
      ANONCHK: {
        purpose: "To tell whether an identifier was passed on",
        maxAge: 600,
        domain: "c.clarity.ms",
      },
      MR: {
        purpose: "To tell when an identifier is renewed",
        maxAge: 604_800,
        domain: "c.clarity.ms",
      },
      SM: {
        purpose: "To pass an identifier between Microsoft's sites",
        maxAge: "session",
        domain: "c.clarity.ms",
      },
    },
  },
} as const;
