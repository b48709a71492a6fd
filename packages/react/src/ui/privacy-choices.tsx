"use client";

import { type ChoicesOptions, english, privacyChoices } from "@assent/ui";
import type { ReactNode } from "react";
import { useConsent } from "../use-consent.js";
import { Surface } from "./surface.js";

export type PrivacyChoicesProps = ChoicesOptions;

/**
 * The permanent way back to the choices, for the foot of every page; while something is granted, one click withdraws it.
 *
 * @throws {@link AssentError} `provider-absent`
 * @example
 * ```tsx
 * import { PrivacyChoices } from "@assent/react/ui";
 *
 * const footer = (
 *   <footer>
 *     <PrivacyChoices />
 *   </footer>
 * );
 * ```
 */
export function PrivacyChoices({ messages = english, ...options }: PrivacyChoicesProps): ReactNode {
  const { policy, state } = useConsent();
  const tree = privacyChoices(state, { ...options, messages, policy });
  return <Surface tree={tree} messages={messages} focus={options.focus} />;
}
