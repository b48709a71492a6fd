/// <reference types="vite/client" />
import type { ConsentState } from "@assent/core";
import {
  banner,
  embedPlaceholder,
  type Messages,
  privacyChoices,
  type Tree,
  toDom,
  toHtml,
} from "@assent/ui";
import { type LayerView, notice, preferences } from "@assent/ui/layers";
import { cookiePolicy } from "@assent/ui/policy";
import { renderToStaticMarkup } from "react-dom/server";
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from "vitest";
import { renderToString } from "vue/server-renderer";
import { toReact } from "../../packages/react/src/ui/index.js";
import { toVue } from "../../packages/vue/src/ui/index.js";
import { policy, states } from "./states.js";

const locales = import.meta.glob<{ default: Messages }>("../../packages/ui/src/locales/*.ts", {
  eager: true,
});

const cleared = {
  stopped: ["ads"],
  deleted: [{ name: "visitor", service: "visitors", kind: "cookie" }],
  remaining: [{ name: "VISITOR_INFO1_LIVE", service: "ads", kind: "cookie", reason: "thirdParty" }],
  reloadRequired: true,
} as const;
const nothing = { stopped: [], deleted: [], remaining: [], reloadRequired: false } as const;

/** Every component, in each of its forms. */
const components: { readonly [name: string]: (state: ConsentState, view: LayerView) => Tree } = {
  "banner, box": banner,
  "banner, bar": (state, view) => banner(state, { ...view, layout: "bar", id: "other" }),
  "banner, dialog": (state, view) => banner(state, { ...view, layout: "dialog" }),
  "preferences, dialog": preferences,
  "preferences, section": (state, view) => preferences(state, { ...view, as: "section" }),
  "privacy choices": privacyChoices,
  "placeholder, gated": (state, view) => embedPlaceholder(state, { ...view, service: "ads" }),
  "placeholder, of the page": (state, view) =>
    embedPlaceholder(state, { ...view, service: "audience", by: "page" }),
  notice: (_, view) => notice(cleared, view),
  "notice of nothing": (_, view) => notice(nothing, view),
  "cookie policy": (state, view) => cookiePolicy(state, view as typeof view & { messages: Messages }),
};

/** How they are told to stand in a page. */
const sites = {
  bare: {},
  full: {
    action: "/choice?from=a&to='b'",
    fields: { token: `"<&>'`, next: "/" },
    policyUrl: "/cookies?a=1&b=2#list",
    texts: {
      categories: { statistics: { name: "“Counts” & <more>", text: "It's 1 < 2" } },
      services: { ads: { function: "Ads \u2028 & videos" } },
    },
  },
} as const;

const renderers: { readonly [name: string]: (tree: Tree) => string | Promise<string> } = {
  toHtml,
  toDom: (tree) => toDom(tree).outerHTML,
  React: (tree) => renderToStaticMarkup(toReact(tree)),
  Vue: (tree) => renderToString(toVue(tree)),
};

/**
 * The four print the same elements, attributes and texts, and spell five things differently; nothing else is evened
 * out: the order of attributes, capitals in their names (React's `rowSpan`), an empty value (`hidden`, `hidden=""`), the
 * slash of a void tag, and which characters are entities, under which name. Comments, with which Vue marks its
 * fragments, say nothing.
 */
function normal(html: string): string {
  return html
    .replace(/<!--.*?-->/gs, "")
    .replace(/<(\/?[\w-]+)((?:\s+[\w-]+(?:="[^"]*")?)*)\s*\/?>|[^<]+/g, (text, tag?: string, given = "") => {
      if (!tag) return spelled(text);
      const attributes = [...given.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].map(
        ([, name = "", value = ""]) => ` ${name.toLowerCase()}="${spelled(value)}"`,
      );
      return `<${tag}${attributes.sort().join("")}>`;
    });
}

function spelled(text: string): string {
  return text
    .replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (_, decimal, hex, name) =>
      name
        ? (entities[name] ?? `?${name}?`)
        : String.fromCodePoint(decimal ? +decimal : Number.parseInt(hex, 16)),
    )
    .replace(/[&<>"'\u00a0]/g, (character) => `&#${character.charCodeAt(0)};`);
}

const entities: { readonly [name: string]: string } = {
  amp: "&",
  apos: "'",
  gt: ">",
  lt: "<",
  nbsp: "\u00a0",
  quot: '"',
};

describe("the four renderers give the same HTML", () => {
  let complaints: MockInstance[];
  beforeEach(() => {
    complaints = [vi.spyOn(console, "error"), vi.spyOn(console, "warn")];
  });
  afterEach(() => {
    const calls = complaints.flatMap(({ mock }) => mock.calls);
    vi.restoreAllMocks();
    expect(calls).toEqual([]);
  });

  const files = Object.entries(locales).map(
    ([path, { default: messages }]) => [path.match(/([\w-]+)\.ts$/)?.[1] ?? path, messages] as const,
  );
  it.each(files)("in %s", async (_, messages) => {
    const seen = new Set<string>();
    for (const [name, component] of Object.entries(components))
      for (const [stateName, state] of Object.entries(states))
        for (const [site, options] of Object.entries(sites)) {
          const tree = component(state, { policy, messages, ...options });
          const printed = normal(toHtml(tree));
          seen.add(printed);
          for (const [renderer, print] of Object.entries(renderers)) {
            const html = normal(await print(tree));
            if (html !== printed) expect(html, `${renderer}: ${name}, ${stateName}, ${site}`).toBe(printed);
          }
        }
    expect(seen.size).toBeGreaterThan(100);
  });

  it("by a comparison that evens out nothing else", () => {
    expect(normal(`<p hidden class='a'>`)).not.toBe(normal(`<p class="a" hidden="">`));
    expect(normal(`<p hidden class="a">&amp;<!-- --></p>`)).toBe(normal(`<p class="a" hidden="">&#38;</p>`));
    expect(normal("<p>a b</p>")).not.toBe(normal("<p>a  b</p>"));
    expect(normal(`<a title="1">`)).not.toBe(normal(`<a title="2">`));
    expect(normal("<p>&lt;b&gt;</p>")).not.toBe(normal("<p><b></p>"));
  });
});

it("what a server printed is what a browser's parser makes of it", () => {
  const messages = Object.values(locales)[0]?.default as Messages;
  for (const component of Object.values(components))
    for (const state of Object.values(states)) {
      const tree = component(state, { policy, messages, ...sites.full });
      const place = document.createElement("div");
      place.innerHTML = toHtml(tree);
      expect(place.firstElementChild?.isEqualNode(toDom(tree))).toBe(true);
    }
});
