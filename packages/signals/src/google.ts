import type { Consent, ConsentState } from "@assent/core";
import { type GoogleWord, mappingIn, valuesOf } from "./google-words.js";
import { type SignalOptions, signal, type Vendor } from "./signal.js";

/** How the site uses Google's tags. */
export interface GoogleOptions<Name extends string = string> extends SignalOptions<GoogleWord, Name> {
  /**
   * `"basic"`: the site's gates hold the tags back until they are granted, and a withdrawal asks for a reload;
   * `"advanced"`: the tags run from the start, and send pings without cookies while they are denied.
   * @default "basic"
   */
  readonly mode?: "basic" | "advanced";
  /** Where the default holds, as ISO 3166 codes: `["ES", "US-AK"]`; elsewhere Google's own does. @default everywhere */
  readonly regions?: readonly string[];
  /** Takes the identifiers of ads out of what is sent while `ad_storage` is denied. @default true */
  readonly redaction?: boolean;
  /** Puts into links what cookies would hold, while those are denied. @default false */
  readonly passthrough?: boolean;
  /** What the site calls the queue. @default "dataLayer" */
  readonly dataLayer?: string;
}

/**
 * Tells Google's tags by Consent Mode, version 2: one default of all seven types before any tag, then one update for
 * each decision. A default that stands there already, as that of `googleDefault`, is not said again, nor what it sets.
 *
 * @see https://developers.google.com/tag-platform/devguides/consent
 * @example
 * ```ts
 * import { google } from "@assent/signals/google";
 *
 * const stop = google(consent, { mapping: { analytics_storage: "audience" } });
 * consent.start();
 * ```
 */
export function google<C extends string, S extends string, K extends string>(
  consent: Consent<C, S, K>,
  options: GoogleOptions<C | S> = {},
): () => void {
  const { dataLayer = "dataLayer", regions } = options;
  const layers = new Set<unknown[]>();
  let said: unknown[];

  // Google knows its commands by the object that a call's arguments are: an array is none.
  function push(...command: unknown[]): void;
  function push(): void {
    // biome-ignore lint/complexity/noArguments: this is why
    said.push(arguments);
    // A queue that throws keeps no other from being told.
    // biome-ignore lint/complexity/noArguments: the same object in every queue
    for (const layer of layers) new Promise(() => layer.push(arguments));
  }

  const vendor: Vendor<GoogleWord, { [name: string]: unknown[] }> = {
    mapping: mappingIn(consent.policy.services),
    tell(page, granted, when) {
      const values: { [word: string]: unknown } = valuesOf(granted);
      if (when === "update") return push("consent", when, values);
      // biome-ignore lint/suspicious/noAssignInExpressions: it fits into 0.7 kB
      let layer = (page[dataLayer] ??= []);
      said = layer.filter(isConsent);
      // Who puts another queue in its place gets all of this into that one, before anything else.
      Reflect.defineProperty(page, dataLayer, {
        configurable: true,
        get: () => layer,
        set(next) {
          layer = next;
          if (next?.filter) {
            if (!next.filter(isConsent)[0]) next.unshift(...said);
            layers.add(next);
          }
        },
      });
      layers.add(layer);
      if (!said[0]) {
        if (regions) values.region = regions;
        push("consent", when, values);
        push("set", "ads_data_redaction", options.redaction ?? true);
        push("set", "url_passthrough", !!options.passthrough);
      }
      // A default stands there: what a visitor has answered follows it.
      else if ((consent.getState() as Answered).record) push("consent", "update", values);
    },
    stop: options.mode === "advanced" ? () => {} : undefined,
  };

  return signal(consent, vendor, options);
}

/** Before `start()` there is no record. */
type Answered = ConsentState & { readonly record?: unknown };

function isConsent(item: unknown): boolean {
  return (item as { readonly [index: number]: unknown } | undefined)?.[0] === "consent";
}

/**
 * Google Analytics 4 and Google Ads. Browsers keep no cookie for the two years that Google asks for, but for 400 days.
 *
 * @see https://support.google.com/analytics/answer/11397207
 * @see https://policies.google.com/technologies/cookies
 * @see https://developers.google.com/tag-platform/security/guides/csp
 */
export const googleServices = {
  googleAnalytics: {
    category: "statistics",
    provider: "Google",
    party: "third",
    function: "Audience measurement (Google Analytics)",
    origins: {
      "script-src": ["https://www.googletagmanager.com"],
      "img-src": ["https://www.googletagmanager.com", "https://*.google-analytics.com"],
      "connect-src": [
        "https://www.googletagmanager.com",
        "https://*.google-analytics.com",
        "https://*.google.com",
      ],
    },
    cookies: {
      _ga: {
        purpose: "To recognise a visitor from one visit to the next",
        maxAge: 34_560_000,
        refresh: true,
      },
      "_ga_*": { purpose: "To tell which pages belong to one visit", maxAge: 34_560_000, refresh: true },
    },
  },
  googleAds: {
    category: "advertising",
    provider: "Google",
    party: "third",
    function: "Measurement of advertisements (Google Ads)",
    origins: {
      "script-src": [
        "https://www.googletagmanager.com",
        "https://www.googleadservices.com",
        "https://googleads.g.doubleclick.net",
        "https://pagead2.googlesyndication.com",
        "https://www.google.com",
      ],
      "img-src": [
        "https://www.googletagmanager.com",
        "https://www.googleadservices.com",
        "https://googleads.g.doubleclick.net",
        "https://pagead2.googlesyndication.com",
        "https://www.google.com",
        "https://google.com",
      ],
      "connect-src": [
        "https://www.googleadservices.com",
        "https://googleads.g.doubleclick.net",
        "https://ad.doubleclick.net",
        "https://pagead2.googlesyndication.com",
        "https://www.google.com",
        "https://google.com",
      ],
      "frame-src": ["https://www.googletagmanager.com"],
    },
    cookies: {
      _gcl_au: { purpose: "To tell which advertisement a visitor came from", maxAge: 7_776_000 },
      _gcl_aw: { purpose: "To remember a click on an advertisement of Google's", maxAge: 7_776_000 },
      _gcl_dc: { purpose: "To remember a click on an advertisement on other sites", maxAge: 7_776_000 },
      _gcl_gs: { purpose: "To remember where such a click was made", maxAge: 7_776_000 },
      _gcl_ls: { purpose: "The same, kept by the page", maxAge: "persistent", kind: "local" },
      "_gac_*": { purpose: "To remember the campaign that a visitor came by", maxAge: 7_776_000 },
      IDE: {
        purpose: "To show advertisements by what a visitor did on other sites",
        maxAge: 33_696_000,
        domain: "doubleclick.net",
      },
    },
  },
} as const;
