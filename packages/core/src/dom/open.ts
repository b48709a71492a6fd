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
 *   for the service. Under Global Privacy Control, the latter is hidden where it would permit a sale: such an answer
 *   overrides the signal, and that has to be shown. Where it is, beside the button, say so by
 *   `data-assent-always="override"`.
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
  const { categories, services } = consent.policy;
  const gated = ["[data-assent]", ...markup.map((tool) => selectors[tool])].join();
  const places = "[data-assent-placeholder]";
  const watched = new Set<string>();
  const granted = new Set<string>();
  const closers = new Map<Node, () => void>();
  /** How far anything is held back in what has placeholders, by {@link hold}. */
  const held = new Map<Node, number>();
  const doubted = new Set<Node>();
  /** What is still to be looked at, in the page's order. */
  const queue = new Set<HTMLElement>();
  let isWaiting = false;
  const stops: (() => void)[] = [];
  const runScript = createScripts(isAllowed);
  const once = new Set<Element>();
  let isParsed = true;
  let isDue = false;
  let gpc = false;
  /** What is looked at with what comes next: the parser may still be in the midst of it. */
  let late = new Set<Node>();

  function nameOf(element: HTMLElement): string {
    const own = element.getAttribute("data-assent");
    if (own !== null) return own;
    const { name, service = "", category = "" } = element.dataset;
    return name ?? (services[service]?.category ? service : category);
  }

  function isAllowed(element: HTMLElement): boolean {
    const name = nameOf(element);
    watch(name, name, grant);
    return granted.has(name) || once.has(element);
  }

  function grant(name: string): () => void {
    granted.add(name);
    isDue = true;
    return () => {
      granted.delete(name);
      isDue = true;
    };
  }

  function watch(key: string, name: string, run: (name: string) => (() => void) | void): void {
    if (watched.has(key)) return;
    watched.add(key);
    try {
      stops.push(consent.onGrant(name, () => run(name)));
    } catch {
      // What nothing declares stays closed.
    }
  }

  function sweep(): void {
    isDue = false;
    gpc = consent.getState().gpc;
    for (const element of closers.keys() as Iterable<HTMLElement>)
      if (!element.isConnected || !isAllowed(element)) close(element);
    held.clear();
    queue.clear();
    look(new Set([document]));
    work();
    isParsed &&= isParsing();
  }

  /** Has what is in some parts of the page opened, and the placeholders that it concerns told. */
  function look(parts: Set<Node>): void {
    for (const part of parts) {
      if (!part.isConnected || parts.has(part.parentNode as Node)) continue;
      for (const element of within(part, `${gated},${places}`)) {
        queue.add(element);
        if (isParsed) parsed.add(element);
        if (held.size && !element.matches(places)) doubt(element, hold(element));
      }
    }
    for (const part of doubted) for (const place of within(part, places)) queue.add(place);
    doubted.clear();
  }

  function work(): void {
    let left = slice;
    for (const element of queue) {
      queue.delete(element);
      if ((element.matches(places) ? show(element) : open(element)) && !--left) break;
    }
    isWaiting = queue.size > 0;
    if (isWaiting) setTimeout(work);
  }

  /** Has placeholders asked again where less than this is known to be held back. */
  function doubt(from: Node, level: number): void {
    for (let node: Node | null = from; node; node = node.parentNode)
      if ((held.get(node) as number) < level && held.delete(node)) doubted.add(node);
  }

  function close(element: Node): void {
    const end = closers.get(element);
    closers.delete(element);
    end?.();
  }

  /** What matches in a part of the page, itself included. */
  function within(root: Node, selector = gated): HTMLElement[] {
    const own = (root as HTMLElement).matches?.(selector) ? [root as HTMLElement] : [];
    return [...own, ...((root as HTMLElement).querySelectorAll?.<HTMLElement>(selector) ?? [])];
  }

  function isParsing(): boolean {
    return document.readyState === "loading";
  }

  /** Whether there was something to do. */
  function open(element: HTMLElement): unknown {
    const { tagName } = element;
    if (closers.has(element) || !isAllowed(element)) return;
    if (isParsing() && !isFollowed(element)) return late.add(element);
    if (tagName === "SCRIPT") return run(element as HTMLScriptElement, element);
    return closers.set(
      element,
      tagName === "TEMPLATE" ? insert(element as HTMLTemplateElement) : load(element),
    );
  }

  function run(script: HTMLScriptElement, gate: HTMLElement): unknown {
    const name = nameOf(gate);
    // Nothing stops a script: without a clean-up, the consent knows that it lingers.
    watch(`script ${name}`, name, () => {});
    if (script.type !== "text/plain") return;
    runScript(script, gate, parsed.has(gate));
    return true;
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

  /** 0 for what isn't held back, 2 for what can't be answered for without saying that this overrides a signal. */
  function hold(element: HTMLElement): number {
    if (isAllowed(element)) return 0;
    return gpc && categories[services[nameOf(element)]?.category as string]?.sale ? 2 : 1;
  }

  function show(place: HTMLElement): true {
    const parent = place.parentNode ?? place;
    const level =
      held.get(parent) ?? within(parent).reduce((most, element) => Math.max(most, hold(element)), 0);
    held.set(parent, level);
    place.hidden = !level;
    for (const button of place.querySelectorAll<HTMLElement>(silent)) button.hidden = level > 1;
    return true;
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
      else if (services[name]?.category && !granted.has(name))
        consent.answer(name, true, { ack: !button.matches(silent) });
    }
    sweep();
    show(place);
    if (hadFocus && place.hidden) {
      frame.tabIndex = -1;
      frame.focus();
    }
  }

  /** Closes what was taken away, or has another source or name now; whether there is such. */
  function lose({ removedNodes, attributeName, target }: MutationRecord): boolean {
    // A frame that was loaded is back in its place.
    const left = [...removedNodes].filter(({ parentNode }) => parentNode !== target);
    const lost = attributeName ? [target] : left.flatMap((node) => within(node));
    for (const node of lost) if (attributeName || !node.isConnected) close(node);
    return lost.length > 0;
  }

  const observer = new MutationObserver((changes) => {
    const parts = late;
    late = new Set();
    const isLess = changes.filter(lose).length > 0;
    for (const { addedNodes, attributeName, target } of changes) {
      if (isLess) doubt(target, 3);
      for (const node of attributeName ? [target] : addedNodes) parts.add(node);
    }
    look(parts);
    // What was opened is news as well: it mustn't hurry what waits.
    if (!isWaiting) work();
  });

  // Boot stops at this; what it opened under a record that counts no more is closed.
  document.documentElement?.setAttribute("data-assent-gates", "open");
  for (const element of within(document, "[data-assent-src]:is([src],[href])"))
    if (!isAllowed(element)) load(element)();
  observer.observe(document, {
    childList: true,
    subtree: true,
    attributeFilter: ["data-assent", "data-assent-src"],
  });
  const ending = new AbortController();
  document.addEventListener("click", click, ending);
  document.addEventListener("readystatechange", sweep, ending);
  stops.push(
    consent.subscribe(() => (isDue || gpc !== consent.getState().gpc) && sweep()),
    consent.on("choice", (_, { type, choices = {} }) => {
      if (!once.size || type === "acceptAll" || Object.values(choices).includes(true)) return;
      once.clear();
      sweep();
    }),
    () => observer.disconnect(),
    () => ending.abort(),
    () => queue.clear(),
  );
  sweep();
  return () => {
    for (const stop of stops) stop();
  };
}

/** How many are opened in one go: a click on a slow phone waits for no more, and is painted before the next. */
const slice = 25;

const silent = "[data-assent-always]:not([data-assent-always=override])";

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
  const isFrame = tagName === "IFRAME" && !hasSource(element);
  if (isFrame) element.remove();
  if (source && !hasSource(element)) element.setAttribute(attribute, source);
  if (isFrame) parentNode?.insertBefore(element, nextSibling);
  if (dataset.originalDisplay !== undefined) style.display = dataset.originalDisplay;
  reload();
  return () => {
    element.removeAttribute(attribute);
    style.display = display;
    reload();
    // A frame without its source would stay as it is, one that leaves its place is emptied, with no step in the history.
    if (tagName === "IFRAME") element.replaceWith(element);
  };
}

function hasSource(element: HTMLElement): boolean {
  return element.hasAttribute(element.tagName === "LINK" ? "href" : "src");
}

/** What the parser may still be in the midst of has nothing behind it yet. */
function isFollowed(element: Element): boolean {
  let node: Node | null = element;
  while (node && !node.nextSibling) node = node.parentNode;
  return !!node;
}
