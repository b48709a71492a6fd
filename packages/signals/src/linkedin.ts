import type { Consent } from "@assent/core";
import { type SignalOptions, signal, type Vendor } from "./signal.js";

/**
 * Follows LinkedIn's Insight Tag, which has no word for consent: hold its script back by a gate. Nothing is said to it; a
 * withdrawal reports that only a reload ends it.
 *
 * @see docs/vendors/linkedin.md
 * @example
 * ```ts
 * import { linkedin } from "@assent/signals/linkedin";
 *
 * const stop = linkedin(consent, { mapping: { linkedin: "advertising" } });
 * consent.start();
 * ```
 */
export function linkedin<C extends string, S extends string, K extends string>(
  consent: Consent<C, S, K>,
  options?: SignalOptions<"linkedin", C | S>,
): () => void {
  return signal(consent, vendor, options);
}

const vendor: Vendor<"linkedin"> = { mapping: { linkedin: "linkedin" }, tell() {} };

/**
 * LinkedIn's Insight Tag.
 *
 * @see https://www.linkedin.com/legal/l/cookie-table
 * @see https://www.linkedin.com/help/lms/answer/a425696
 */
export const linkedinServices = {
  linkedin: {
    category: "advertising",
    provider: "LinkedIn",
    party: "third",
    function: "Measurement of advertisements (LinkedIn Insight Tag)",
    origins: {
      "script-src": ["https://snap.licdn.com"],
      "img-src": [
        "https://px.ads.linkedin.com",
        "https://px4.ads.linkedin.com",
        "https://dc.ads.linkedin.com",
        "https://p.adsymptotic.com",
      ],
      "connect-src": [
        "https://px.ads.linkedin.com",
        "https://px4.ads.linkedin.com",
        "https://cdn.linkedin.oribi.io",
        "https://gw.linkedin.oribi.io",
      ],
    },
    cookies: {
      li_fat_id: { purpose: "To recognise a member for advertising", maxAge: 2_592_000 },
      li_sugr: {
        purpose: "To recognise a visitor who is no member",
        maxAge: 7_776_000,
        domain: "linkedin.com",
      },
      bcookie: { purpose: "To recognise a browser", maxAge: 31_536_000, domain: "linkedin.com" },
      lidc: { purpose: "To choose a data centre", maxAge: 86_400, domain: "linkedin.com" },
      UserMatchHistory: {
        purpose: "To match a visitor with a member",
        maxAge: 2_592_000,
        domain: "linkedin.com",
      },
      AnalyticsSyncHistory: {
        purpose: "To know when a visitor was matched",
        maxAge: 2_592_000,
        domain: "linkedin.com",
      },
    },
  },
} as const;
