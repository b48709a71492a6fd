import { type BannerOptions, banner } from "@assent/ui";
import { defineComponent } from "vue";
import type { TypedComponent } from "../component.js";
import { useConsent } from "../use-consent.js";
import { useSurface } from "./use-surface.js";

export type ConsentBannerProps = BannerOptions;

/**
 * The first layer: asks, in the server's HTML already. Put `ConsentPreferences` beside it, for whoever chooses.
 *
 * @throws {@link AssentError} `provider-absent`
 * @example
 * ```ts
 * import { ConsentBanner, ConsentPreferences } from "@assent/vue/ui";
 * import "@assent/ui/assent.css";
 * import { h } from "vue";
 *
 * const surfaces = [h(ConsentBanner, { policyUrl: "/cookies" }), h(ConsentPreferences, { policyUrl: "/cookies" })];
 * ```
 */
export const ConsentBanner: TypedComponent<ConsentBannerProps> = defineComponent(
  (props: ConsentBannerProps) => {
    const { policy, state } = useConsent();
    return useSurface(props, (messages) => banner(state.value, { ...props, messages, policy }));
  },
  {
    name: "ConsentBanner",
    props: ["action", "fields", "focus", "id", "layout", "messages", "policyUrl", "texts"],
  },
);
