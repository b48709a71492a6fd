import type { Answers, ConsentState, CookieType } from "@assent/core";
import { date } from "./format.js";
import { fill, type Messages } from "./messages.js";
import { alwaysOn, fixed, servicesOf, togglesIn } from "./preferences.js";
import { serviceTexts } from "./service.js";
import { anchor, list } from "./table.js";
import { type Content, type Tree, tree } from "./tree.js";
import {
  answersIn,
  askedCategories,
  button,
  categoryName,
  form,
  hasGrants,
  type LayerView,
  language,
  type State,
} from "./view.js";

/** What the cookie policy is told besides the state. */
export interface CookiePolicyView<
  C extends string = string,
  S extends string = string,
  K extends string = string,
> extends LayerView<C, S, K> {
  readonly messages: Messages;
}

/**
 * The cookie policy: the visitor's present choices with the way to change them, what cookies are, and one table for
 * each category that says who stores what, what for, how long, and who may read it. Its headings begin at `h2`, for a
 * page that has its own title; each category can be linked to, as `#assent-policy-statistics`.
 *
 * While nothing is known of a visitor (`pending`), their choices are left out.
 *
 * @example
 * ```ts
 * import { render } from "@assent/ui";
 * import english from "@assent/ui/locales/en";
 * import { cookiePolicy } from "@assent/ui/policy";
 * import "@assent/ui/policy.css";
 *
 * const place = document.querySelector<HTMLElement>(".assent-policy");
 * if (place) render(place, consent, (state) => cookiePolicy(state, { policy, messages: english }));
 * ```
 */
export function cookiePolicy<C extends string, S extends string, K extends string>(
  state: ConsentState<C, S>,
  view: CookiePolicyView<C, S, K>,
): Tree;
export function cookiePolicy(state: State, view: CookiePolicyView): Tree {
  const { messages, policy } = view;
  return tree(
    "div",
    { class: "assent-policy", ...language(view) },
    tree("p", {}, messages.policyIntro),
    section(
      messages.changeTitle,
      tree("div", {}, choices(view, state)),
      tree("p", {}, messages.changeText),
      way(view, state),
    ),
    section(messages.cookieTitle, tree("p", {}, messages.cookieText)),
    section(
      messages.typesTitle,
      pairs(
        Object.entries(messages.types).map(([type, name]) => [name, messages.typeTexts[type as CookieType]]),
      ),
    ),
    section(
      messages.listTitle,
      Object.keys(policy.categories).map((category) => list(view, state, category)),
    ),
  );
}

function section(title: string, ...content: Content[]): Tree {
  return tree("section", {}, tree("h2", {}, title), content);
}

function pairs(rows: readonly (readonly Content[])[]): Tree {
  return tree(
    "dl",
    {},
    rows.map(([term, text]) => tree("div", {}, tree("dt", {}, term), tree("dd", {}, text))),
  );
}

/** What the visitor's choices are now. Left empty while they aren't known, so that what a server printed stays. */
function choices(view: CookiePolicyView, state: State): Content {
  if (state.status === "pending") return undefined;
  const { messages, policy } = view;
  const answers = answersIn(state);
  const last = lastChoice(answers);
  const since = last ? date(messages, last) : "";
  const toggles = togglesIn(policy, state);
  const present = (name: string): Content => {
    const { by, at } = answers[name] ?? { by: "gpc", at: 0 };
    const own = by === "gpc" ? since : date(messages, at);
    return [state.permissions[name] ? messages.on : messages.off, own !== since && messages.comma + own];
  };
  const rows = Object.keys(policy.categories).flatMap((category) => [
    [
      tree("a", { href: `#${anchor(view, category)}` }, categoryName(view, category)),
      toggles.includes(category) ? present(category) : fixed(view, state, category),
    ],
    // Services that don't follow their category.
    ...servicesOf(view, category)
      .filter(
        ([name, { exempt }]) =>
          toggles.includes(name) || (exempt && askedCategories(policy).includes(category)),
      )
      .map(([name, service]) => [
        serviceTexts(view, name).title,
        service.exempt ? alwaysOn(view, service.exempt) : present(name),
      ]),
  ]);
  return [
    tree(
      "p",
      {},
      since ? fill(messages.choicesSince, { date: since }) : messages.choicesNone,
      state.gpc && ` ${messages.signal}`,
    ),
    pairs(rows),
  ];
}

/** When a visitor last decided anything, in milliseconds since 1970; 0 where they never did. */
function lastChoice(answers: Answers): number {
  const chosen = Object.values(answers).filter(({ by }) => by !== "gpc");
  return Math.max(0, ...chosen.map(({ at }) => at));
}

/** The way to the preferences, in the components' own looks. */
function way(view: CookiePolicyView, state: State): Tree {
  const { messages, policy } = view;
  return tree(
    "div",
    { class: "assent" },
    form(
      view,
      button("preferences", state.regime === "opt-out" ? messages.privacyChoices : messages.choices),
      hasGrants(policy, state) && button("withdraw", messages.withdraw),
    ),
  );
}
