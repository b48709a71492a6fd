import type { ConsentState, Service } from "@assent/core";
import { fill } from "./messages.js";
import { type Tree, tree } from "./tree.js";
import { form, type LayerView, language, type State } from "./view.js";

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
  typed: Pick<ConsentState<C, S>, "gpc" | "permissions">,
  options: LayerView<C, S, K> & {
    readonly service: S;
    /** Who shows the content: the gates, or the page itself with `behaveEmbed`. @default "gates" */
    readonly by?: "gates" | "page";
  },
): Tree {
  const { gpc, permissions } = typed as Pick<State, "gpc" | "permissions">;
  const view = options as unknown as LayerView;
  const { messages, policy, texts } = view;
  const name = options.service;
  const service = policy.services[name] as Service;
  const { sale } = policy.categories[service.category] as { sale: boolean };
  const isOverride = gpc && sale;
  return tree(
    "div",
    {
      class: "assent assent-placeholder",
      ...language(view),
      hidden: !!permissions[name],
      "data-assent-placeholder": options.by !== "page",
    },
    tree(
      "p",
      {},
      fill(messages.embedText, {
        name: texts?.services?.[name]?.function ?? (service.function || name),
        provider: texts?.services?.[name]?.provider ?? service.provider,
      }),
    ),
    form(
      view,
      tree("input", { type: "hidden", name: "only", value: name }),
      tree(
        "div",
        { class: "assent-actions" },
        tree(
          "button",
          { class: "assent-button", type: "button", "data-assent-once": true },
          messages.embedOnce,
        ),
        tree(
          "button",
          {
            class: "assent-button",
            name: "choice",
            value: "answer",
            "data-assent-always": isOverride ? "override" : true,
          },
          isOverride ? messages.embedOverride : messages.embedAlways,
        ),
      ),
    ),
  );
}
