"use client";

import type { RegisteredPolicy, RegisteredState } from "@assent/core";
import { behave, english, type Tree } from "@assent/ui";
import { type HTMLAttributes, type ReactElement, type ReactNode, useEffect, useRef } from "react";
import { useProvided } from "../context.js";
import { useConsent } from "../use-consent.js";
import { toReact } from "./to-react.js";

export interface SurfaceProps {
  readonly tree: Tree;
  readonly messages?: { readonly saved: string } | undefined;
  readonly focus?: string | undefined;
}

/** What a component draws now. Renders again only when that changes: compared as text, since each drawing is a new tree. */
export function useDrawing(draw: (state: RegisteredState, policy: RegisteredPolicy) => Tree): Tree {
  const { policy } = useProvided().consent;
  return JSON.parse(useConsent((state) => JSON.stringify(draw(state, policy)))) as Tree;
}

/** What a tree describes, with the listeners that make it act. */
export function Surface({ tree, messages = english, focus }: SurfaceProps): ReactNode {
  const { saved } = messages;
  const { consent } = useProvided();
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => behave(root.current as HTMLElement, consent, { saved, focus }), [consent, saved, focus]);
  // Any element's: what is common to all is all that is needed.
  const { type: Tag, props } = toReact(tree) as ReactElement<HTMLAttributes<HTMLDivElement>, "div">;
  return <Tag {...props} ref={root} />;
}
