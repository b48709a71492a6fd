import type { CookiePolicyOptions } from "@assent/ui";
import { cookiePolicy } from "@assent/ui/policy";
import { defineComponent } from "vue";
import type { TypedComponent } from "../component.js";
import { useConsent } from "../use-consent.js";
import { useSurface } from "./use-surface.js";

export type CookiePolicyProps = CookiePolicyOptions;

/**
 * The cookie policy of the plugin's policy, with the visitor's present choices. Its headings begin at `h2`.
 *
 * @throws {@link AssentError} `provider-absent`
 * @example
 * ```ts
 * import messages from "@assent/ui/locales/en";
 * import { CookiePolicy } from "@assent/vue/ui";
 * import "@assent/ui/policy.css";
 * import { h } from "vue";
 *
 * const page = h("main", [h("h1", "Cookie policy"), h(CookiePolicy, { messages })]);
 * ```
 */
export const CookiePolicy: TypedComponent<CookiePolicyProps> = defineComponent(
  (props: CookiePolicyProps) => {
    const { policy, state } = useConsent();
    return useSurface(props, () => cookiePolicy(state.value, { ...props, policy }));
  },
  { name: "CookiePolicy", props: ["action", "fields", "focus", "id", "messages", "texts"] },
);
