"use client";

import { behaveEmbed, type EmbedOptions, embedPlaceholder } from "@assent/ui";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useProvided } from "../context.js";
import { useConsent } from "../use-consent.js";
import { toReact } from "./to-react.js";

export interface ConsentEmbedProps extends EmbedOptions {
  /** Rendered while the service may load. */
  readonly children?: ReactNode;
  /** Of the element around both. */
  readonly className?: string | undefined;
}

/**
 * A service's content, or in its place what it is and two buttons: to load it once, or always.
 *
 * @throws {@link AssentError} `provider-absent`
 * @example
 * ```tsx
 * import { ConsentEmbed } from "@assent/react/ui";
 * import messages from "@assent/ui/locales/en";
 *
 * const video = (
 *   <ConsentEmbed service="youtube" messages={messages}>
 *     <iframe src="https://www.youtube-nocookie.com/embed/…" title="Video" />
 *   </ConsentEmbed>
 * );
 * ```
 */
export function ConsentEmbed({ children, className, ...options }: ConsentEmbedProps): ReactNode {
  const { service } = options;
  const { consent } = useProvided();
  const gpc = useConsent((state) => state.gpc);
  const permissions = useConsent((state) => state.permissions);
  // Of which service: another one in its place was not asked for.
  const [once, setOnce] = useState<string>();
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const show = (isOnce: boolean) => setOnce(isOnce ? service : undefined);
    return behaveEmbed(root.current as HTMLElement, consent, { service, show });
  }, [consent, service]);
  const isShown = once === service || permissions[service];
  const view = { ...options, policy: consent.policy, by: "page" } as const;
  return (
    <div ref={root} className={className}>
      {isShown ? children : null}
      {isShown ? null : toReact(embedPlaceholder({ gpc, permissions }, view))}
    </div>
  );
}
