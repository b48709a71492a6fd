import { propsOf, type Tree } from "@assent/ui";
import { createElement, type ReactElement } from "react";

/**
 * Makes an element of what a component of `@assent/ui` describes: the same HTML as its other renderers. For a page
 * without scripts, on a server; in a browser, the components of this package act as well.
 *
 * @example
 * ```tsx
 * import { readConsent } from "@assent/react";
 * import { toReact } from "@assent/react/ui";
 * import { preferences } from "@assent/ui/layers";
 * import messages from "@assent/ui/locales/en";
 *
 * function ChoicesPage({ cookie }: { cookie: string }) {
 *   const state = readConsent(policy, { cookie });
 *   return toReact(preferences(state, { policy, messages, as: "section", action: "/choices" }));
 * }
 * ```
 */
export function toReact({ tag, attributes, children }: Tree): ReactElement {
  const parts = children.map((child) => (typeof child === "string" ? child : toReact(child)));
  return createElement(tag, propsOf(attributes, names), ...parts);
}

const names: { readonly [attribute: string]: string } = {
  checked: "defaultChecked",
  class: "className",
  for: "htmlFor",
  rowspan: "rowSpan",
};
