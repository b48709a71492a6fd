import type { ConsentState } from "@assent/core";
import { fill } from "./messages.js";
import { type Attributes, type Tree, tree } from "./tree.js";
import { button, categoryNames, form, hasGrants, language, type State, type View } from "./view.js";

/**
 * The permanent way back to the choices, for the foot of every page; while something is granted, one click withdraws
 * it. Where the visitor's region gives a right to opt out, it has the words that the law asks for, and says whether
 * they opted out.
 *
 * @example
 * ```ts
 * import { english, privacyChoices, toHtml } from "@assent/ui";
 *
 * toHtml(privacyChoices(consent.getState(), { policy, messages: english }));
 * ```
 */
export function privacyChoices<C extends string, S extends string, K extends string>(
  state: ConsentState<C, S>,
  view: View<C, S, K>,
): Tree;
export function privacyChoices(state: State, view: View): Tree {
  const { gpc, permissions, regime, status } = state;
  const { messages, policy } = view;
  const isOptOut = regime === "opt-out";
  const sold = Object.keys(policy.categories).filter((name) => policy.categories[name]?.sale);
  const refused = sold.filter((name) => !permissions[name]);
  return tree(
    "div",
    { class: "assent assent-choices", ...language(view) },
    form(
      view,
      button("preferences", isOptOut ? messages.privacyChoices : messages.choices, link),
      hasGrants(policy, state) && button("withdraw", messages.withdraw, link),
    ),
    isOptOut &&
      !!sold[0] &&
      status !== "pending" &&
      tree(
        "p",
        { role: "status" },
        !refused[0]
          ? messages.optedIn
          : gpc
            ? messages.signal
            : fill(messages.optedOut, { purposes: categoryNames(view, refused) }),
      ),
  );
}

const link: Attributes = { class: "assent-link" };
