import type { Consent } from "@assent/core";
import { type SignalOptions, signal, type Vendor } from "./signal.js";

/** Where PostHog is. */
export interface PostHogOptions<Name extends string = string> extends SignalOptions<"posthog", Name> {
  /** What `posthog-js` exports, where it came from npm. @default what its snippet leaves on the page */
  readonly posthog?: object;
}

/**
 * Tells PostHog, which captures nothing until it may. Give `opt_out_capturing_by_default: true` to `init` as well: it
 * stores its identifier before it hears anything.
 *
 * @see https://posthog.com/docs/privacy/data-collection
 * @example
 * ```ts
 * import { posthog } from "@assent/signals/posthog";
 *
 * const stop = posthog(consent, { mapping: { posthog: "statistics" } });
 * consent.start();
 * ```
 */
export function posthog<C extends string, S extends string, K extends string>(
  consent: Consent<C, S, K>,
  options: PostHogOptions<C | S> = {},
): () => void {
  const vendor: Vendor<"posthog", { posthog?: Queue }> = {
    mapping: { posthog: "posthog" },
    tell(page, granted, when) {
      if (!options.posthog) page.posthog ??= [] as Queue;
      const queue = (options.posthog ?? page.posthog) as Queue;
      const command = granted.posthog ? "opt_in_capturing" : "opt_out_capturing";
      const method = when === "default" ? "set_config" : command;
      // An answer is no event of the site's.
      const argument =
        when === "default" ? { opt_out_capturing_by_default: !granted.posthog } : { captureEventName: false };
      if (queue[method]) queue[method](argument);
      else queue.push([method, argument]);
    },
    stop() {},
  };
  return signal(consent, vendor, options);
}

type Queue = { push(command: unknown[]): void } & {
  [method in "opt_in_capturing" | "opt_out_capturing" | "set_config"]?: (argument: object) => void;
};

/**
 * PostHog, in its cloud; a proxy's or an own server's origin is the site's to add.
 *
 * @see https://posthog.com/docs/libraries/js/persistence
 * @see https://posthog.com/docs/advanced/content-security-policy
 */
export const posthogServices = {
  posthog: {
    category: "statistics",
    provider: "PostHog",
    party: "third",
    function: "Product analytics (PostHog)",
    origins: {
      "script-src": ["https://*.posthog.com"],
      "connect-src": ["https://*.posthog.com"],
      "worker-src": ["blob:"],
    },
    cookies: {
      "ph_*_posthog": [
        { purpose: "To recognise a visitor from one visit to the next", maxAge: 31_536_000, refresh: true },
        { purpose: "The same, with what the visit is about", maxAge: "persistent", kind: "local" },
      ],
      "ph_*_window_id": { purpose: "To tell windows apart", maxAge: "session", kind: "session" },
      "ph_*_primary_window_exists": {
        purpose: "To tell whether a window was opened anew",
        maxAge: "session",
        kind: "session",
      },
    },
  },
  posthogChoice: {
    category: "necessary",
    provider: "PostHog",
    party: "third",
    function: "Choice about product analytics (PostHog)",
    exempt: "strictly-necessary",
    cookies: {
      "__ph_opt_in_out_*": {
        purpose: "To remember whether capturing was agreed to or refused",
        maxAge: "persistent",
        kind: "local",
      },
    },
  },
} as const;
