import type { Consent } from "@assent/core";
import { type SignalOptions, signal, type Vendor } from "./signal.js";

/** What the site's tag manager expects. */
export interface DataLayerOptions<Name extends string = string> extends SignalOptions<string, Name> {
  /** The event's name. @default "consent" */
  readonly event?: string;
  /** What the site calls the queue. @default "dataLayer" */
  readonly dataLayer?: string;
}

/**
 * Tells whatever stands behind a tag manager, by an item of its queue: `{ event: "consent", consent: { statistics: true } }`
 * by the site's own categories, first what holds before any answer, then an item for each decision. Google's own tags
 * want {@link https://developers.google.com/tag-platform/devguides/consent Consent Mode} besides: see `google`.
 *
 * @example
 * ```ts
 * import { dataLayer } from "@assent/signals/data-layer";
 *
 * const stop = dataLayer(consent, { event: "choices" });
 * consent.start();
 * ```
 */
export function dataLayer<C extends string, S extends string, K extends string>(
  consent: Consent<C, S, K>,
  options: DataLayerOptions<C | S> = {},
): () => void {
  const { event = "consent", dataLayer = "dataLayer" } = options;
  const mapping: { [word: string]: string } = {};
  for (const name in consent.policy.categories) mapping[name] = name;
  const vendor: Vendor<string, { [name: string]: { push(item: object): void } }> = {
    mapping: options.mapping ? {} : mapping,
    tell(page, consent, when) {
      page[dataLayer] ??= [];
      page[dataLayer].push({ event, when, consent });
    },
  };
  return signal(consent, vendor, options);
}

/**
 * Google Tag Manager by itself: it stores nothing. What its tags store is the site's to declare.
 *
 * @see https://developers.google.com/tag-platform/security/guides/csp
 */
export const dataLayerServices = {
  tagManager: {
    category: "statistics",
    provider: "Google",
    party: "third",
    function: "Loading of other services (Google Tag Manager)",
    origins: {
      "script-src": ["https://www.googletagmanager.com"],
      "img-src": ["https://www.googletagmanager.com"],
      "connect-src": ["https://www.googletagmanager.com", "https://www.google.com"],
      "frame-src": ["https://www.googletagmanager.com"],
    },
    cookies: {},
  },
} as const;
