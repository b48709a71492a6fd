import { type ChoicesOptions, privacyChoices } from "@assent/ui";
import { defineComponent } from "vue";
import type { TypedComponent } from "../component.js";
import { useConsent } from "../use-consent.js";
import { useSurface } from "./use-surface.js";

export type PrivacyChoicesProps = ChoicesOptions;

/**
 * The permanent way back to the choices, for the foot of every page; while something is granted, one click withdraws it.
 *
 * @throws {@link AssentError} `provider-absent`
 * @example
 * ```ts
 * import { PrivacyChoices } from "@assent/vue/ui";
 * import { h } from "vue";
 *
 * const footer = h("footer", [h(PrivacyChoices)]);
 * ```
 */
export const PrivacyChoices: TypedComponent<PrivacyChoicesProps> = defineComponent(
  (props: PrivacyChoicesProps) => {
    const { policy, state } = useConsent();
    return useSurface(props, (messages) => privacyChoices(state.value, { ...props, messages, policy }));
  },
  { name: "PrivacyChoices", props: ["action", "fields", "focus", "messages", "texts"] },
);
