import type { Consent } from "@assent/core";
import { type SignalOptions, signal, type Vendor } from "./signal.js";

/** What Shopify's Customer Privacy API tells apart. */
export type ShopifyWord = "analytics" | "marketing" | "preferences" | "sale_of_data";

/**
 * Tells Shopify, once a visitor has decided: until then the shop's own settings for the region hold. A page without
 * Shopify is told nothing.
 *
 * @see https://shopify.dev/themes/trust-security/cookie-banner
 * @example
 * ```ts
 * import { shopify } from "@assent/signals/shopify";
 *
 * const stop = shopify(consent, { mapping: { marketing: "advertising", sale_of_data: "advertising" } });
 * consent.start();
 * ```
 */
export function shopify<C extends string, S extends string, K extends string>(
  consent: Consent<C, S, K>,
  options?: SignalOptions<ShopifyWord, C | S>,
): () => void {
  return signal(consent, vendor, options);
}

const vendor: Vendor<ShopifyWord, Page> = {
  mapping: {
    analytics: "shopify",
    marketing: "advertising",
    preferences: "functional",
    sale_of_data: "advertising",
  },
  tell({ Shopify }, granted, when) {
    if (when === "update")
      // Where that fails, there is no such thing.
      Shopify?.loadFeatures([{ name: "consent-tracking-api", version: "0.1" }], () =>
        Shopify.customerPrivacy?.setTrackingConsent(granted, () => {}),
      );
  },
};

interface Page {
  Shopify?: {
    loadFeatures(features: { name: string; version: string }[], done: () => void): void;
    customerPrivacy?: { setTrackingConsent(granted: object, done: () => void): void };
  };
}

/**
 * What Shopify stores to measure a shop. What the shop needs to work, its cart and its checkout, is the shop's to declare.
 *
 * @see docs/vendors/shopify.md
 */
export const shopifyServices = {
  shopify: {
    category: "statistics",
    provider: "Shopify",
    party: "third",
    function: "Audience measurement (Shopify)",
    origins: {
      "script-src": ["https://cdn.shopify.com"],
      "connect-src": ["https://monorail-edge.shopifysvc.com"],
    },
    cookies: {
      _shopify_y: {
        purpose: "To recognise a visitor from one visit to the next",
        maxAge: 31_536_000,
        refresh: true,
      },
      _shopify_s: { purpose: "To tell which pages belong to one visit", maxAge: 1800, refresh: true },
      _shopify_analytics: { purpose: "To recognise a visitor for the shop's statistics", maxAge: 31_536_000 },
      _shopify_marketing: { purpose: "To recognise a visitor for the shop's marketing", maxAge: 31_536_000 },
    },
  },
  shopifyChoice: {
    category: "necessary",
    provider: "Shopify",
    party: "third",
    function: "Choices about measurement (Shopify)",
    exempt: "strictly-necessary",
    cookies: {
      _tracking_consent: { purpose: "To remember what was agreed to and refused", maxAge: 31_536_000 },
    },
  },
} as const;
