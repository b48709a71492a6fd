"use client";

import type { CookiePolicyOptions } from "@assent/ui";
import { cookiePolicy } from "@assent/ui/policy";
import type { ReactNode } from "react";
import { useConsent } from "../use-consent.js";
import { Surface } from "./surface.js";

export type CookiePolicyProps = CookiePolicyOptions;

/**
 * The cookie policy of the provider's policy, with the visitor's present choices. Its headings begin at `h2`.
 *
 * @throws {@link AssentError} `provider-absent`
 * @example
 * ```tsx
 * import { CookiePolicy } from "@assent/react/ui";
 * import messages from "@assent/ui/locales/en";
 * import "@assent/ui/policy.css";
 *
 * const page = (
 *   <main>
 *     <h1>Cookie policy</h1>
 *     <CookiePolicy messages={messages} />
 *   </main>
 * );
 * ```
 */
export function CookiePolicy({ focus, ...options }: CookiePolicyProps): ReactNode {
  const { policy, state } = useConsent();
  const tree = cookiePolicy(state, { ...options, policy });
  return <Surface tree={tree} messages={options.messages} focus={focus} />;
}
