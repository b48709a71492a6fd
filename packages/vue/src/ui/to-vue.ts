import { propsOf, type Tree } from "@assent/ui";
import { h, type VNode } from "vue";

/**
 * Makes a node of what a component of `@assent/ui` describes: the same HTML as its other renderers. For a page without
 * scripts, on a server; in a browser, the components of this package act as well.
 *
 * @example
 * ```ts
 * import { readConsent } from "@assent/vue";
 * import { toVue } from "@assent/vue/ui";
 * import { preferences } from "@assent/ui/layers";
 * import messages from "@assent/ui/locales/en";
 *
 * function choicesPage({ cookie }: { cookie: string }) {
 *   const state = readConsent(policy, { cookie });
 *   return toVue(preferences(state, { policy, messages, as: "section", action: "/choices" }));
 * }
 * ```
 */
export function toVue({ tag, attributes, children }: Tree): VNode {
  return h(
    tag,
    propsOf(attributes),
    children.map((child) => (typeof child === "string" ? child : toVue(child))),
  );
}
