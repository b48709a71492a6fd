import type { Consent } from "@assent/core";
import { type SignalOptions, signal, type Vendor } from "./signal.js";

/**
 * Tells Segment: every event carries the visitor's permissions, by the names of the categories that the site has set up in
 * Segment, and each decision is an event of its own.
 *
 * @see https://segment.com/docs/privacy/consent-management/consent-faq
 * @example
 * ```ts
 * import { segment } from "@assent/signals/segment";
 *
 * const stop = segment(consent, { mapping: { Analytics: "statistics", Advertising: "advertising" } });
 * consent.start();
 * ```
 */
export function segment<C extends string, S extends string, K extends string>(
  consent: Consent<C, S, K>,
  options: SignalOptions<string, C | S>,
): () => void {
  let categoryPreferences: object;
  const stamp = ({ payload, next }: Passing) => {
    // biome-ignore lint/suspicious/noAssignInExpressions: it fits into 0.4 kB
    (payload.obj.context ??= {}).consent = { categoryPreferences };
    next(payload);
  };
  const vendor: Vendor<string, { analytics?: Analytics }> = {
    tell(page, granted, when) {
      categoryPreferences = granted;
      // biome-ignore lint/suspicious/noAssignInExpressions: it fits into 0.4 kB
      const analytics = (page.analytics ??= [] as Analytics);
      const method = when === "default" ? "addSourceMiddleware" : "track";
      const argument = when === "default" ? stamp : "Segment Consent Preference Updated";
      if (analytics[method]) analytics[method](argument);
      else analytics.push([method, argument]);
    },
  };
  return signal(consent, vendor, options);
}

type Command = [method: "track" | "addSourceMiddleware", argument: unknown];
type Analytics = { push(command: Command): void } & {
  [method in Command[0]]?: (argument: unknown) => void;
};

interface Passing {
  readonly payload: { readonly obj: { context?: { consent?: object } } };
  next(payload: unknown): void;
}

/**
 * Segment's own cookies; its destinations' are the site's to declare.
 *
 * @see https://segment.com/docs/connections/sources/catalog/libraries/website/javascript/cookie-validity-update
 * @see https://segment.com/docs/connections/sources/catalog/libraries/website/javascript/upgrade-to-ajs2
 */
export const segmentServices = {
  segment: {
    category: "statistics",
    provider: "Twilio",
    party: "third",
    function: "Collection of events (Segment)",
    origins: {
      "script-src": ["https://cdn.segment.com"],
      "connect-src": ["https://cdn.segment.com", "https://api.segment.io"],
    },
    cookies: {
      ajs_anonymous_id: [
        { purpose: "To recognise a visitor from one visit to the next", maxAge: 31_536_000, refresh: true },
        { purpose: "The same, kept by the page", maxAge: "persistent", kind: "local" },
      ],
      ajs_user_id: [
        { purpose: "To recognise who is signed in", maxAge: 31_536_000, refresh: true },
        { purpose: "The same, kept by the page", maxAge: "persistent", kind: "local" },
      ],
      ajs_group_id: { purpose: "To recognise a visitor's company", maxAge: 31_536_000, refresh: true },
      ajs_user_traits: {
        purpose: "To remember what the site says of a visitor",
        maxAge: "persistent",
        kind: "local",
      },
      ajs_group_properties: {
        purpose: "To remember what the site says of a company",
        maxAge: "persistent",
        kind: "local",
      },
    },
  },
} as const;
