import type { ConsentState, Entry, Policy, Service } from "@assent/core";
import { modeOf } from "@assent/core";
import { keptFor, plural } from "./format.js";
import { fill, type KnownCategory } from "./messages.js";
import { type Tree, tree } from "./tree.js";
import {
  answersIn,
  button,
  categoryName,
  form,
  hasAnswered,
  isAnswered,
  known,
  type LayerView,
  language,
  policyLink,
  type State,
} from "./view.js";

/**
 * The second layer: every category with its services, what they store, what for and how long, and a toggle where
 * there is something to answer. A native dialog, closed until `behaveDialog` opens it.
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
  typed: ConsentState<C, S>,
  options: LayerView<C, S, K> & {
    /** A part of the page instead of a dialog: for pages without scripts. @default "dialog" */
    readonly as?: "dialog" | "section";
  },
): Tree {
  const state = typed as State;
  const view = options as unknown as LayerView;
  const { messages, policy, id = "assent" } = view;
  const { as = "dialog" } = options;
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
          tree("button", { class: "assent-link", name: "choice", value: "close" }, messages.close),
        ),
    ),
    form(
      view,
      // What Enter in a toggle submits.
      tree("button", { name: "choice", value: "save", hidden: true }),
      tree(
        "div",
        { class: "assent-scroll" },
        tree("p", {}, `${messages.preferencesText} `, policyLink(view)),
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

/**
 * The names that the preferences show a toggle for: the categories that can be answered, and services that have an
 * answer of their own, in the policy's order.
 *
 * @param each - the view's: the categories in which each service has one.
 */
export function togglesIn<C extends string, S extends string>(
  policy: Policy<C, S>,
  state: ConsentState<C, S>,
  each: readonly string[] = [],
): (C | S)[] {
  const answers = answersIn(state as State);
  return policy.entries
    .filter(
      (entry) =>
        isAnswered(entry, state) &&
        (entry.category ? answers[entry.name] || each.includes(entry.category) : entry.isAsked),
    )
    .map(({ name }) => name as C | S);
}

function row(view: LayerView, state: State, category: string): Tree {
  const { messages, policy, id = "assent" } = view;
  const { sale } = policy.categories[category] as Policy["categories"][string];
  const services = Object.entries(policy.services).filter(([, service]) => service.category === category);
  const toggles = togglesIn(policy, state, view.each);
  const isEach = view.each?.includes(category);
  const own = services.filter(([name]) => toggles.includes(name));
  const isToggled = toggles.includes(category);
  const isNew = "asks" in state && state.asks.includes(category) && hasAnswered(state);
  const text = categoryText(view, category);
  const prefix = `${id}-${category}`;
  const rows = own.map(([name, service]) =>
    tree(
      "div",
      { class: "assent-row assent-own" },
      tree("label", { for: `${id}-${name}` }, (isEach ? providerOf : serviceName)(view, name, service)),
      toggle(view, state, name),
      tree("p", { id: `${id}-${name}-text` }, isEach ? serviceName(view, name, service) : messages.ownAnswer),
    ),
  );
  return tree(
    "section",
    { class: "assent-category", "data-category": category },
    tree(
      "div",
      { class: "assent-row" },
      tree(
        "h3",
        {},
        isToggled
          ? tree("label", { for: prefix }, categoryName(view, category))
          : categoryName(view, category),
        isNew && [" ", tree("span", { class: "assent-new" }, messages.isNew)],
      ),
      isToggled && toggle(view, state, category),
    ),
    tree(
      "p",
      { id: `${prefix}-text` },
      [text, isToggled ? "" : fixed(view, state, category)].filter(Boolean).join(" "),
    ),
    isNew && tree("p", { class: "assent-note" }, messages.newText),
    sale && state.gpc && isToggled && tree("p", { class: "assent-note" }, messages.signalToggle),
    !isEach && rows,
    services[0] && details(view, services, category, isEach && rows),
  );
}

function toggle({ messages, id = "assent" }: LayerView, state: State, name: string): Tree {
  const isOn = state.status === "preferences" ? state.draft[name] : undefined;
  return tree(
    "span",
    { class: "assent-toggle", "data-on": messages.on, "data-off": messages.off },
    tree("input", {
      type: "checkbox",
      id: `${id}-${name}`,
      name,
      "aria-describedby": `${id}-${name}-text`,
      checked: isOn ?? !!state.permissions[name],
    }),
  );
}

/** Why a category has no toggle. */
export function fixed({ policy, messages, texts }: LayerView, state: State, category: string): string {
  const entry = policy.entries.find(({ name }) => name === category) as Entry;
  const services = Object.values(policy.services).filter((service) => service.category === category);
  if (!entry.isAsked) {
    const exemption = services.find(({ exempt }) => exempt)?.exempt || "strictly-necessary";
    const reason = texts?.categories?.[category]?.reason ?? messages.reasons[exemption];
    return fill(messages.alwaysOn, { reason });
  }
  return modeOf(entry, state) === "off" ? messages.offHere : messages.onHere;
}

function details(
  view: LayerView,
  services: [string, Service][],
  category: string,
  rows: readonly Tree[] | false | undefined,
): Tree {
  const { messages, policy } = view;
  const count = services.reduce((sum, [, { cookies }]) => sum + cookies.length, 0);
  const isExempt = policy.categories[category]?.rule === "exempt";
  return tree(
    "details",
    {},
    tree(
      "summary",
      {},
      [plural(messages, messages.services, services.length), plural(messages, messages.cookies, count)].join(
        messages.comma,
      ),
    ),
    rows ||
      tree(
        "ul",
        {},
        services.map(([name, service]) =>
          tree(
            "li",
            {},
            tree("strong", {}, serviceName(view, name, service)),
            messages.comma,
            providerOf(view, name, service),
            !isExempt &&
              !!service.exempt &&
              `. ${fill(messages.alwaysOn, { reason: messages.reasons[service.exempt] })}`,
            tree(
              "ul",
              {},
              service.cookies.map((cookie) =>
                tree(
                  "li",
                  {},
                  tree("code", {}, cookie.name),
                  `: ${view.texts?.cookies?.[cookie.name] ?? cookie.purpose} (${keptFor(messages, cookie)})`,
                ),
              ),
            ),
          ),
        ),
      ),
  );
}

/** What a service is called: its function, as in the cookie policy. */
export function serviceName({ texts }: LayerView, name: string, service: Service): string {
  return texts?.services?.[name]?.function ?? (service.function || name);
}

export function providerOf({ texts }: LayerView, name: string, service: Service): string {
  return texts?.services?.[name]?.provider ?? service.provider;
}

/** What a category is for. */
export function categoryText({ texts, messages }: LayerView, category: string): string {
  const own = texts?.categories?.[category]?.text;
  return own ?? messages.categoryTexts[known(category) as KnownCategory] ?? "";
}
