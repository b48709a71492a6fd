import type { Consent } from "@assent/core";
import { type SignalOptions, signal, type Vendor } from "./signal.js";

/**
 * Tells Plausible, which stores nothing and has no word for consent, by the mark that keeps a browser from being counted.
 * Who has set that mark by hand is counted again when they agree.
 *
 * @see https://plausible.io/docs/excluding-localstorage
 * @example
 * ```ts
 * import { plausible } from "@assent/signals/plausible";
 *
 * const stop = plausible(consent, { mapping: { plausible: "statistics" } });
 * consent.start();
 * ```
 */
export function plausible<C extends string, S extends string, K extends string>(
  consent: Consent<C, S, K>,
  options?: SignalOptions<"plausible", C | S>,
): () => void {
  return signal(consent, vendor, options);
}

const vendor: Vendor<"plausible", { localStorage?: Storage }> = {
  mapping: { plausible: "plausible" },
  tell(page, { plausible }) {
    try {
      if (plausible) page.localStorage?.removeItem("plausible_ignore");
      else page.localStorage?.setItem("plausible_ignore", "true");
    } catch {
      // Where nothing can be stored, only a gate holds the script back.
    }
  },
  stop() {},
};

/**
 * Plausible, in its cloud: it stores nothing. The mark is the site's.
 *
 * @see https://plausible.io/docs/troubleshoot-integration
 */
export const plausibleServices = {
  plausible: {
    category: "statistics",
    provider: "Plausible Insights",
    party: "third",
    function: "Audience measurement (Plausible)",
    origins: {
      "script-src": ["https://plausible.io"],
      "connect-src": ["https://plausible.io"],
    },
    cookies: {},
  },
  plausibleRefusal: {
    category: "necessary",
    provider: "Plausible Insights",
    party: "first",
    function: "Refusal of audience measurement",
    exempt: "strictly-necessary",
    cookies: {
      plausible_ignore: {
        purpose: "To keep a visitor from being counted",
        maxAge: "persistent",
        kind: "local",
      },
    },
  },
} as const;
