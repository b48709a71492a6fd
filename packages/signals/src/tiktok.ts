import type { Consent } from "@assent/core";
import { type SignalOptions, signal, type Vendor } from "./signal.js";

/**
 * Tells the TikTok Pixel: it is held before its base code can call `page()`, then granted or revoked.
 *
 * @see docs/vendors/tiktok.md
 * @example
 * ```ts
 * import { tiktok } from "@assent/signals/tiktok";
 *
 * const stop = tiktok(consent, { mapping: { tiktok: "advertising" } });
 * consent.start();
 * ```
 */
export function tiktok<C extends string, S extends string, K extends string>(
  consent: Consent<C, S, K>,
  options?: SignalOptions<"tiktok", C | S>,
): () => void {
  type Command = "holdConsent" | "grantConsent" | "revokeConsent";
  type Queue = { [command in Command]?: () => void } & { push(command: [Command]): void };
  const vendor: Vendor<"tiktok", { ttq?: Queue }> = {
    mapping: { tiktok: "tiktok" },
    tell(page, { tiktok }, when) {
      page.ttq ??= [] as Queue;
      const command = tiktok ? "grantConsent" : when === "default" ? "holdConsent" : "revokeConsent";
      // The base code gives the queue its methods.
      if (page.ttq[command]) page.ttq[command]();
      else page.ttq.push([command]);
    },
    stop() {},
  };
  return signal(consent, vendor, options);
}

/**
 * The TikTok Pixel.
 *
 * @see https://ads.tiktok.com/help/article/using-cookies-with-tiktok-pixel
 */
export const tiktokServices = {
  tiktok: {
    category: "advertising",
    provider: "TikTok",
    party: "third",
    function: "Measurement of advertisements (TikTok Pixel)",
    origins: {
      "script-src": [
        "https://analytics.tiktok.com",
        "https://analytics-ipv6.tiktokw.us",
        "https://ads.tiktok.com",
      ],
      "img-src": [
        "https://analytics.tiktok.com",
        "https://analytics-ipv6.tiktokw.us",
        "https://ads.tiktok.com",
      ],
      "connect-src": [
        "https://analytics.tiktok.com",
        "https://analytics-ipv6.tiktokw.us",
        "https://ads.tiktok.com",
      ],
    },
    cookies: {
      _ttp: [
        { purpose: "To recognise a visitor for advertising", maxAge: 33_696_000, refresh: true },
        {
          purpose: "To recognise a visitor on every site with the pixel",
          maxAge: 33_696_000,
          refresh: true,
          domain: "tiktok.com",
        },
      ],
      _tt_enable_cookie: { purpose: "To know whether cookies are kept", maxAge: 33_696_000 },
      "ttcsid*": { purpose: "To tell which pages belong to one visit", maxAge: 33_696_000 },
      ttclid: { purpose: "To remember a click on an advertisement of TikTok's", maxAge: 33_696_000 },
    },
  },
} as const;
