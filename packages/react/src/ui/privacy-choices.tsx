"use client";

import { type ChoicesOptions, english, privacyChoices } from "@assent/ui";
import type { ReactNode } from "react";
import { Surface, useDrawing } from "./surface.js";

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
  const tree = useDrawing((state, policy) => privacyChoices(state, { ...options, messages, policy }));
  return <Surface tree={tree} messages={messages} focus={options.focus} />;
}
