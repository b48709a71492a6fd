import type { ConsentState } from "@assent/core";
import { fill } from "./messages.js";
import { serviceTexts } from "./service.js";
import { type Tree, tree } from "./tree.js";
import { button, field, form, type LayerView, language, type State } from "./view.js";

/**
 * What stands in the place of a service's content until it may load: the gates of `@assent/core/dom` show and hide it,
 * and load the content once, or for good. Put it beside the gated element, in a parent of their own.
 *
 * @example
 * ```ts
 * import { embedPlaceholder, toHtml } from "@assent/ui";
 * import english from "@assent/ui/locales/en";
 *
 * const place = toHtml(embedPlaceholder(consent.getState(), { policy, messages: english, service: "youtube" }));
 * const html = `<div>${place}<iframe data-assent="youtube" data-assent-src="https://…" title="Video"></iframe></div>`;
 * ```
 */
export function embedPlaceholder<C extends string, S extends string, K extends string>(
  state: Pick<ConsentState<C, S>, "gpc" | "permissions">,
  view: LayerView<C, S, K> & Embedded<S>,
): Tree;
export function embedPlaceholder(
  { gpc, permissions }: Pick<State, "gpc" | "permissions">,
  view: LayerView & Embedded<string>,
): Tree {
  const { messages, policy, service, by } = view;
  const { title, provider } = serviceTexts(view, service);
  const isOverride = gpc && policy.categories[policy.services[service]?.category as string]?.sale;
  return tree(
    "div",
    {
      class: "assent assent-placeholder",
      ...language(view),
      hidden: !!permissions[service],
      "data-assent-placeholder": by !== "page",
    },
    tree("p", {}, fill(messages.embedText, { name: title, provider })),
    form(
      view,
      field("only", service),
      tree(
        "div",
        { class: "assent-actions" },
        tree(
          "button",
          { class: "assent-button", type: "button", "data-assent-once": true },
          messages.embedOnce,
        ),
        button("answer", isOverride ? messages.embedOverride : messages.embedAlways, {
          "data-assent-always": isOverride ? "override" : true,
        }),
      ),
    ),
  );
}

interface Embedded<S extends string> {
  readonly service: S;
  /** Who shows the content: the gates, or the page itself with `behaveEmbed`. @default "gates" */
  readonly by?: "gates" | "page";
}
