import type { Consent } from "@assent/core";
import { type SignalOptions, signal, type Vendor } from "./signal.js";

/**
 * Tells the Meta Pixel: whatever its snippet makes is told before the snippet uses it, so before `init`. Hold the script
 * itself back by a gate as well: revoked, it sends nothing, and is loaded all the same.
 *
 * @see https://developers.facebook.com/docs/facebook-pixel/implementation/gdpr
 * @example
 * ```ts
 * import { meta } from "@assent/signals/meta";
 *
 * const stop = meta(consent, { mapping: { meta: "advertising" } });
 * consent.start();
 * ```
 */
export function meta<C extends string, S extends string, K extends string>(
  consent: Consent<C, S, K>,
  options?: SignalOptions<"meta", C | S>,
): () => void {
  type Pixel = (type: "consent", word: string) => void;
  let pixel: Pixel | undefined;
  let told: Pixel | undefined;
  let word: string;

  const vendor: Vendor<"meta", { fbq?: Pixel }> = {
    mapping: { meta: "meta" },
    tell(page, { meta }, when) {
      word = meta ? "grant" : "revoke";
      if (when === "default") {
        pixel = page.fbq;
        // The snippet does nothing where there is a pixel already, and completes its own after it has assigned it.
        Reflect.defineProperty(page, "fbq", {
          configurable: true,
          set(next) {
            pixel = next;
          },
          get() {
            if (told !== pixel) {
              told = pixel;
              pixel?.("consent", word);
            }
            return pixel;
          },
        });
      }
      told = pixel;
      page.fbq?.("consent", word);
    },
    stop() {},
  };
  return signal(consent, vendor, options);
}

/**
 * The Meta Pixel.
 *
 * @see https://developers.facebook.com/docs/marketing-api/conversions-api/parameters/fbp-and-fbc
 * @see https://developers.facebook.com/docs/meta-pixel/get-started
 */
export const metaServices = {
  meta: {
    category: "advertising",
    provider: "Meta",
    party: "third",
    function: "Measurement of advertisements (Meta Pixel)",
    origins: {
      "script-src": ["https://connect.facebook.net"],
      "img-src": ["https://www.facebook.com"],
      "connect-src": ["https://connect.facebook.net", "https://www.facebook.com"],
    },
    cookies: {
      _fbp: { purpose: "To recognise a visitor for advertising", maxAge: 7_776_000, refresh: true },
      _fbc: { purpose: "To remember a click on an advertisement of Meta's", maxAge: 7_776_000 },
      fr: {
        purpose: "To show advertisements by what a visitor did on other sites",
        maxAge: 7_776_000,
        domain: "facebook.com",
      },
    },
  },
} as const;
