"use client";

import type { RegisteredName } from "@assent/core";
import type { ReactNode } from "react";
import { useConsent } from "./use-consent.js";

export interface ConsentGateProps {
  /** A category, a service or a cookie of the policy. */
  readonly to: RegisteredName;
  /** Shown until it is allowed. @default nothing */
  readonly fallback?: ReactNode;
  readonly children?: ReactNode;
}

/**
 * Renders its children only while something is allowed.
 *
 * @example
 * ```tsx
 * import { ConsentGate } from "@assent/react";
 *
 * const video = (
 *   <ConsentGate to="youtube" fallback={<p>This video needs your consent.</p>}>
 *     <iframe src="https://www.youtube-nocookie.com/embed/…" title="Video" />
 *   </ConsentGate>
 * );
 * ```
 */
export function ConsentGate({ to, fallback, children }: ConsentGateProps): ReactNode {
  const isAllowed = useConsent(to);
  // Two places, so that React never reuses an element of one for the other.
  return (
    <>
      {isAllowed ? children : null}
      {isAllowed ? null : fallback}
    </>
  );
}
