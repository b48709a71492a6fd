import type { Choices, ConsentState, Entry, Exemption, Policy, Service } from "@assent/core";
import { modeOf } from "@assent/core";
import { keptFor, plural } from "./format.js";
import { fill, type KnownCategory } from "./messages.js";
import { serviceTexts } from "./service.js";
import { type Content, type Tree, tree } from "./tree.js";
import {
  answersIn,
  button,
  categoryName,
  form,
  hasAnswered,
  isAnswered,
  known,
  language,
  policyLink,
  type SecondView,
  type State,
} from "./view.js";

/**
 * The second layer: every category with its services, what they store, what for and how long, and a toggle where
 * there is something to answer. A native dialog, closed until `mountPreferences` opens it.
 *
 * @example
 * ```ts
 * import { preferences, toDom } from "@assent/ui/layers";
 * import german from "@assent/ui/locales/de";
 *
 * document.body.append(toDom(preferences(consent.getState(), { policy, messages: german })));
 * ```
 */
export function preferences<C extends string, S extends string, K extends string>(
  state: ConsentState<C, S>,
  view: SecondView<C, S, K> & As,
): Tree;
export function preferences(state: State, view: SecondView & As): Tree {
  const { messages, policy, id = "assent", as = "dialog" } = view;
  return tree(
    as,
    { class: "assent assent-preferences", ...language(view), "aria-labelledby": `${id}-preferences` },
    tree(
      "div",
      { class: "assent-head" },
      tree("h2", { id: `${id}-preferences` }, messages.choices),
      as === "dialog" &&
        tree(
          "form",
          { class: "assent-form", method: "dialog" },
          button("close", messages.close, { class: "assent-link" }),
        ),
    ),
    form(
      view,
      // What Enter in a toggle submits.
      tree("button", { name: "choice", value: "save", hidden: true }),
      tree(
        "div",
        { class: "assent-scroll" },
        tree("p", {}, messages.preferencesText, " ", policyLink(view)),
        state.gpc && tree("p", {}, messages.signal),
        Object.keys(policy.categories).map((category) => row(view, state, category)),
      ),
      tree(
        "div",
        { class: "assent-actions" },
        button("reject", messages.reject),
        button("save", messages.save),
        button("accept", messages.accept),
      ),
    ),
  );
}

interface As {
  /** A part of the page instead of a dialog: for pages without scripts. @default "dialog" */
  readonly as?: "dialog" | "section";
}

/**
 * The names that the preferences show a toggle for: the categories that can be answered, and services that have an
 * answer of their own, in the policy's order.
 *
 * @param each - the view's: the categories in which each service has one.
 */
export function togglesIn<C extends string, S extends string>(
  policy: Policy<C, S>,
  state: ConsentState<C, S>,
  each?: readonly string[] | undefined,
): (C | S)[] {
  const answers = answersIn(state as State);
  return policy.entries
    .filter(
      (entry) =>
        isAnswered(entry, state) &&
        (entry.category ? answers[entry.name] || each?.includes(entry.category) : entry.isAsked),
    )
    .map(({ name }) => name as C | S);
}

function row(view: SecondView, state: State, category: string): Tree {
  const { messages, policy, id = "assent" } = view;
  const services = servicesOf(view, category);
  const toggles = togglesIn(policy, state, view.each);
  const isEach = view.each?.includes(category);
  const own = services
    .filter(([service]) => toggles.includes(service))
    .map(([service]) => {
      const { title, provider } = serviceTexts(view, service);
      return tree(
        "div",
        { class: "assent-row assent-own" },
        tree("label", { for: `${id}-${service}` }, isEach ? provider : title),
        toggle(view, state, service),
        tree("p", { id: `${id}-${service}-text` }, isEach ? title : messages.ownAnswer),
      );
    });
  const isToggled = toggles.includes(category);
  const isNew = "asks" in state && state.asks.includes(category) && hasAnswered(state);
  const name = categoryName(view, category);
  const text = categoryText(view, category);
  return tree(
    "section",
    { class: "assent-category", "data-category": category },
    tree(
      "div",
      { class: "assent-row" },
      tree(
        "h3",
        {},
        isToggled ? tree("label", { for: `${id}-${category}` }, name) : name,
        isNew && [" ", tree("span", { class: "assent-new" }, messages.isNew)],
      ),
      isToggled && toggle(view, state, category),
    ),
    tree(
      "p",
      { id: `${id}-${category}-text` },
      text,
      !isToggled && [text && " ", fixed(view, state, category)],
    ),
    isNew && note(messages.newText),
    isToggled && state.gpc && policy.categories[category]?.sale && note(messages.signalToggle),
    !isEach && own,
    services[0] && details(view, services, category, isEach && own),
  );
}

function note(text: string): Tree {
  return tree("p", { class: "assent-note" }, text);
}

function toggle({ messages, id = "assent" }: SecondView, state: State, name: string): Tree {
  const { permissions, draft } = state as { readonly permissions: Choices; readonly draft?: Choices };
  return tree(
    "span",
    { class: "assent-toggle", "data-on": messages.on, "data-off": messages.off },
    tree("input", {
      type: "checkbox",
      id: `${id}-${name}`,
      name,
      "aria-describedby": `${id}-${name}-text`,
      checked: !!{ ...permissions, ...draft }[name],
    }),
  );
}

/** Why a category has no toggle. */
export function fixed(view: SecondView, state: State, category: string): string {
  const { policy, messages, texts } = view;
  const entry = policy.entries.find(({ name }) => name === category) as Entry;
  if (entry.isAsked) return modeOf(entry, state) === "off" ? messages.offHere : messages.onHere;
  const exempt = servicesOf(view, category).find(([, service]) => service.exempt);
  return alwaysOn(view, exempt?.[1].exempt, texts?.categories?.[category]?.reason);
}

/** Why there is nothing to answer. */
export function alwaysOn(
  { messages }: SecondView,
  exemption: Service["exempt"] = "strictly-necessary",
  reason: string = messages.reasons[exemption as Exemption],
): string {
  return fill(messages.alwaysOn, { reason });
}

function details(view: SecondView, services: [string, Service][], category: string, own: Content): Tree {
  const { messages, policy, texts } = view;
  const { comma } = messages;
  const isExempt = policy.categories[category]?.rule === "exempt";
  return tree(
    "details",
    {},
    tree(
      "summary",
      {},
      plural(messages, messages.services, services.length),
      comma,
      plural(messages, messages.cookies, services.flatMap(([, { cookies }]) => cookies).length),
    ),
    own ||
      tree(
        "ul",
        {},
        services.map(([name, { exempt, cookies }]) => {
          const { title, provider } = serviceTexts(view, name);
          return tree(
            "li",
            {},
            tree("strong", {}, title),
            comma,
            provider,
            !isExempt && exempt && [". ", alwaysOn(view, exempt)],
            tree(
              "ul",
              {},
              cookies.map((cookie) =>
                tree(
                  "li",
                  {},
                  tree("code", {}, cookie.name),
                  `: ${texts?.cookies?.[cookie.name] ?? cookie.purpose} (${keptFor(messages, cookie)})`,
                ),
              ),
            ),
          );
        }),
      ),
  );
}

export function servicesOf({ policy }: SecondView, category: string): [string, Service][] {
  return Object.entries(policy.services).filter(([, service]) => service.category === category);
}

/** What a category is for. */
export function categoryText({ texts, messages }: SecondView, category: string): string {
  const own = texts?.categories?.[category]?.text;
  return own ?? messages.categoryTexts[known(category) as KnownCategory] ?? "";
}
