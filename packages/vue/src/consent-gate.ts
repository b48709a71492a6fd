import type { RegisteredName } from "@assent/core";
import { defineComponent, renderSlot, toRef, type VNode } from "vue";
import type { TypedComponent } from "./component.js";
import { useConsent } from "./use-consent.js";

export interface ConsentGateProps {
  /** A category, a service or a cookie of the policy. */
  readonly to: RegisteredName;
}

export interface ConsentGateSlots {
  /** Rendered while it is allowed. */
  default?: () => VNode[];
  /** Rendered until it is allowed. */
  fallback?: () => VNode[];
}

/**
 * Renders its default slot only while something is allowed, its `fallback` slot until then.
 *
 * @example
 * ```ts
 * import { ConsentGate } from "@assent/vue";
 * import { h } from "vue";
 *
 * const video = h(ConsentGate, { to: "youtube" }, {
 *   default: () => [h("iframe", { src: "https://www.youtube-nocookie.com/embed/…", title: "Video" })],
 *   fallback: () => [h("p", "This video needs your consent.")],
 * });
 * ```
 */
export const ConsentGate: TypedComponent<ConsentGateProps, ConsentGateSlots> = defineComponent(
  (props: ConsentGateProps, { slots }) => {
    const isAllowed = useConsent(toRef(() => props.to));
    return () => renderSlot(slots, isAllowed.value ? "default" : "fallback");
  },
  { name: "ConsentGate", props: ["to"] },
);
