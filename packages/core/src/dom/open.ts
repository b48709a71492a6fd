import type { Consent } from "../consent.js";
import { createScripts } from "./scripts.js";

/** Another tool's attributes, understood while a site moves over. */
export type Markup = "vanilla-cookieconsent" | "klaro";

/** Which page, and which attributes. */
export interface GateOptions {
  /** @default the global one */
  readonly document?: Document;
  /** Attributes of other tools to understand besides our own. @default none */
  readonly markup?: readonly Markup[];
}

/**
 * Runs, inserts and loads what the page's markup holds back, while it is granted. What comes into the page later is
 * held to the same rules.
 *
 * - `<script type="text/plain" data-assent="statistics" src="…">` runs once a page; `data-type="module"` for modules.
 * - `<template data-assent="map">…</template>`: its content stands behind it while granted.
 * - `<iframe data-assent="youtube" data-assent-src="…">`, also `img`, `video`, `audio`, `source`, `link`: has its
 *   source while granted.
 * - An element with `data-assent-placeholder` shows while something gated in its parent doesn't. In it, a click on
 *   `data-assent-once` loads that for this page view or until the next refusal, one on `data-assent-always` answers
 *   for the service.
 *
 * @returns what ends it; what is open stays open.
 * @example
 * ```ts
 * import { openGates } from "@assent/core/dom";
 *
 * consent.start();
 * const stop = openGates(consent);
 * ```
 */
export function openGates<C extends string, S extends string, K extends string>(
  typed: Consent<C, S, K>,
  { document = globalThis.document, markup = [] }: GateOptions = {},
): () => void {
  const consent = typed as unknown as Consent;
  const { services } = consent.policy;
  const gated = ["[data-assent]", ...markup.map((tool) => selectors[tool])].join();
  const places = "[data-assent-placeholder]";
  const watched = new Set<string>();
  const granted = new Set<string>();
  const closers = new Map<Node, () => void>();
  const stops: (() => void)[] = [];
  const runScript = createScripts(isAllowed);
  let once = new WeakSet<Element>();
  let isParsed = true;
  let isDue = false;

  function nameOf({ dataset }: HTMLElement): string {
    const { assent, name, service = "", category = "" } = dataset;
    return assent ?? name ?? (services[service]?.category ? service : category);
  }

  function isAllowed(element: HTMLElement): boolean {
    const name = nameOf(element);
    watch(name, name, () => {
      granted.add(name);
      isDue = true;
      return () => {
        granted.delete(name);
        isDue = true;
      };
    });
    return once.has(element) || granted.has(name);
  }

  function watch(key: string, name: string, run: () => (() => void) | void): void {
    if (watched.has(key)) return;
    watched.add(key);
    try {
      stops.push(consent.onGrant(name, run));
    } catch {
      // What nothing declares stays closed.
    }
  }

  function sweep(): void {
    isDue = false;
    for (const element of closers.keys() as Iterable<HTMLElement>)
      if (!element.isConnected || !isAllowed(element)) close(element);
    within(document).forEach(open);
    isParsed &&= isParsing();
    for (const place of document.querySelectorAll<HTMLElement>(places)) {
      place.hidden = [...within(place.parentElement as Element)].every(isAllowed);
    }
  }

  function close(element: Node): void {
    const end = closers.get(element);
    closers.delete(element);
    end?.();
  }

  function within(root: ParentNode): NodeListOf<HTMLElement> {
    return root.querySelectorAll(gated);
  }

  function isParsing(): boolean {
    return document.readyState === "loading";
  }

  function open(element: HTMLElement): void {
    const { tagName } = element;
    if (isParsed) parsed.add(element);
    if (closers.has(element) || !isAllowed(element) || (isParsing() && !isFollowed(element))) return;
    if (tagName === "SCRIPT") run(element as HTMLScriptElement, element);
    else
      closers.set(element, tagName === "TEMPLATE" ? insert(element as HTMLTemplateElement) : load(element));
  }

  function run(script: HTMLScriptElement, gate: HTMLElement): void {
    const name = nameOf(gate);
    if (script.type !== "text/plain") return;
    // Nothing stops a script: without a clean-up, the consent knows that it lingers.
    watch(`script ${name}`, name, () => {});
    runScript(script, gate, parsed.has(gate));
  }

  /** Moves a template's content behind it; returns what moves it back. Its scripts run in their order, as gated ones do. */
  function insert(template: HTMLTemplateElement): () => void {
    const { content } = template;
    const nodes = [...content.childNodes];
    const inner = [...content.querySelectorAll<HTMLScriptElement>(`script,${gated}`)];
    const own = new Set(inner.filter((element) => !element.matches(gated)));
    for (const script of own) {
      script.dataset.type ??= script.type;
      script.type = "text/plain";
    }
    template.after(content);
    for (const element of inner) own.has(element) ? run(element, template) : open(element);
    return () => content.append(...nodes);
  }

  function click({ target }: Event): void {
    const button = (target as Element).closest("[data-assent-once],[data-assent-always]");
    const place = button?.closest<HTMLElement>(places);
    const frame = place?.parentElement;
    if (!button || !place || !frame) return;
    const hadFocus = place.contains(document.activeElement);
    for (const element of within(frame)) {
      const name = nameOf(element);
      if (button.matches("[data-assent-once]")) once.add(element);
      else if (services[name]?.category) consent.answer(name, true);
    }
    sweep();
    if (hadFocus && place.hidden) {
      frame.tabIndex = -1;
      frame.focus();
    }
  }

  function concerns(node: Node): boolean {
    const all = `${gated},${places}`;
    return node.nodeType === 1 && ((node as Element).matches(all) || !!(node as Element).querySelector(all));
  }

  const observer = new MutationObserver((changes) => {
    let isConcerned = isParsing();
    for (const { addedNodes, removedNodes, attributeName, target } of changes) {
      // Its source, or what it asks for, is another now.
      if (attributeName) close(target);
      isConcerned ||= !!attributeName || [...addedNodes, ...removedNodes].some(concerns);
    }
    if (isConcerned) sweep();
  });

  observer.observe(document, {
    childList: true,
    subtree: true,
    attributeFilter: ["data-assent", "data-assent-src"],
  });
  const ending = new AbortController();
  document.addEventListener("click", click, ending);
  document.addEventListener("readystatechange", sweep, ending);
  stops.push(
    consent.subscribe(() => isDue && sweep()),
    consent.on("choice", (_, { type, choices = {} }) => {
      if (type === "acceptAll" || Object.values(choices).includes(true)) return;
      once = new WeakSet();
      sweep();
    }),
    () => observer.disconnect(),
    () => ending.abort(),
  );
  sweep();
  return () => {
    for (const stop of stops) stop();
  };
}

const selectors: { readonly [tool in Markup]: string } = {
  "vanilla-cookieconsent": "[data-category]:is(script,[data-src])",
  klaro: "[data-name]:is(script,template,[data-src],[data-href])",
};

/** What the parser made, so far as is known: it was there when the gates were opened, or while the page was parsed. */
const parsed = new WeakSet<Element>();

/** Sets the source that an element was written without; returns what takes it away again. */
function load(element: HTMLElement): () => void {
  const { dataset, tagName, style } = element;
  const { display } = style;
  const attribute = tagName === "LINK" ? "href" : "src";
  const source = dataset.assentSrc ?? dataset.src ?? dataset.href;
  const reload = () => element.closest<HTMLMediaElement>("video,audio")?.load();
  const { parentNode, nextSibling } = element;
  // When a page is reloaded, Firefox loads again what a frame last showed, permitted or not; none that was put in later.
  const isFrame = tagName === "IFRAME";
  if (isFrame) element.remove();
  if (source) element.setAttribute(attribute, source);
  if (isFrame) parentNode?.insertBefore(element, nextSibling);
  if (dataset.originalDisplay !== undefined) style.display = dataset.originalDisplay;
  reload();
  return () => {
    element.removeAttribute(attribute);
    style.display = display;
    reload();
    // A frame without its source would stay as it is, one that leaves its place is emptied, with no step in the history.
    if (isFrame) element.replaceWith(element);
  };
}

/** What the parser may still be in the midst of has nothing behind it yet. */
function isFollowed(element: Element): boolean {
  let node: Node | null = element;
  while (node && !node.nextSibling) node = node.parentNode;
  return !!node;
}
