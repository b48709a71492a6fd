import type { RegisteredName } from "@assent/core";
import { defineComponent, renderSlot, toRef, type VNode } from "vue";
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

/** The slot names are for the type checker, in templates and in `h`. */
interface ConsentGateComponent {
  new (props: ConsentGateProps): { readonly $props: ConsentGateProps; readonly $slots: ConsentGateSlots };
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
export const ConsentGate: ConsentGateComponent = defineComponent(
  (props: ConsentGateProps, { slots }) => {
    const isAllowed = useConsent(toRef(() => props.to));
    return () => renderSlot(slots, isAllowed.value ? "default" : "fallback");
  },
  { name: "ConsentGate", props: ["to"] },
);
