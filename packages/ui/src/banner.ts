import type { ConsentState } from "@assent/core";
import { fill } from "./messages.js";
import { type Tree, tree } from "./tree.js";
import {
  askedCategories,
  button,
  categoryNames,
  field,
  form,
  hasAnswered,
  language,
  policyLink,
  type State,
  type View,
} from "./view.js";

/**
 * The first layer, with the place where changes are announced. It is always in the page, and hidden while nothing has
 * to be asked.
 *
 * Where the visitor has answered before, it asks about what is new alone.
 *
 * @example
 * ```ts
 * import { banner, english, toHtml } from "@assent/ui";
 *
 * toHtml(banner(consent.getState(), { policy, messages: english, policyUrl: "/cookies" }));
 * ```
 */
export function banner<C extends string, S extends string, K extends string>(
  state: ConsentState<C, S>,
  view: View<C, S, K>,
): Tree;
export function banner(state: State, view: View): Tree {
  const { messages, policy, layout = "box", id = "assent" } = view;
  const { status, asks = [] } = state as { readonly status: string; readonly asks?: readonly string[] };
  const asked = askedCategories(policy);
  const isPartial = !!asks[0] && asks.length < asked.length && hasAnswered(state);
  const purposes = categoryNames(view, asks[0] ? asks : asked);
  return tree(
    "div",
    { class: "assent", id, ...language(view) },
    tree(
      "section",
      {
        class: "assent-banner",
        "aria-labelledby": `${id}-title`,
        "data-layout": layout,
        // Boot may know more.
        "data-status": status === "pending" && status,
        hidden: status !== "banner",
      },
      form(
        view,
        tree(
          "div",
          { class: "assent-text" },
          tree("h2", { id: `${id}-title` }, messages.bannerTitle),
          tree(
            "p",
            {},
            fill(isPartial ? messages.bannerNew : messages.bannerText, { purposes }),
            " ",
            policyLink(view),
          ),
          state.gpc && tree("p", {}, messages.signal),
        ),
        isPartial && asks.map((name) => field("only", name)),
        tree(
          "div",
          { class: "assent-actions" },
          button("reject", messages.reject),
          button("accept", messages.accept),
          button("preferences", messages.choose),
        ),
      ),
    ),
    tree("p", { class: "assent-status", role: "status" }),
  );
}
