"use client";

import { type BannerOptions, banner, english } from "@assent/ui";
import type { ReactNode } from "react";
import { Surface, useDrawing } from "./surface.js";

export type ConsentBannerProps = BannerOptions;

/**
 * The first layer: asks, in the server's HTML already. Put `ConsentPreferences` beside it, for whoever chooses.
 *
 * @throws {@link AssentError} `provider-absent`
 * @example
 * ```tsx
 * import { ConsentBanner, ConsentPreferences } from "@assent/react/ui";
 * import "@assent/ui/assent.css";
 *
 * const surfaces = (
 *   <>
 *     <ConsentBanner policyUrl="/cookies" />
 *     <ConsentPreferences policyUrl="/cookies" />
 *   </>
 * );
 * ```
 */
export function ConsentBanner({ messages = english, ...options }: ConsentBannerProps): ReactNode {
  const tree = useDrawing((state, policy) => banner(state, { ...options, messages, policy }));
  return <Surface tree={tree} messages={messages} focus={options.focus} />;
}
