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
 * - `<iframe data-assent="youtube" data-assent-src="…">`, also `img`, `video`, `source`, `link`: has its source while granted.
 * - An element with `data-assent-placeholder` shows while something gated beside it doesn't. In it, a click on
 *   `data-assent-once` loads that for this page view, one on `data-assent-always` answers for the service.
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
  const consent: Consent = typed as unknown as Consent;
  const { services } = consent.policy;
  const selector = ["[data-assent]", ...markup.map((tool) => selectors[tool])].join();
  const runScript = createScripts(isAllowed);
  const closers = new WeakMap<Element, () => void>();
  const watched = new Set<string>();
  const unfinished = new Set<Element>();
  const stops: (() => void)[] = [];
  let once = new WeakSet<Element>();

  function nameOf({ dataset }: HTMLElement): string {
    const { assent, name, service = "", category } = dataset;
    return assent ?? name ?? (service in services ? service : category) ?? "";
  }

  function isAllowed(element: HTMLElement): boolean {
    return once.has(element) || consent.allows(nameOf(element));
  }

  /** Lets the consent know what runs under a name, and whether that can be stopped. */
  function watch(name: string, isScript: boolean): void {
    const key = name + isScript;
    if (watched.has(key) || !consent.allows(name)) return;
    watched.add(key);
    stops.push(consent.onGrant(name, () => (isScript ? undefined : () => {})));
  }

  function update(element: HTMLElement): void {
    if (!isComplete(element)) {
      unfinished.add(element);
      return;
    }
    unfinished.delete(element);
    const close = closers.get(element);
    const allowed = isAllowed(element);
    if (!allowed && close) {
      closers.delete(element);
      close();
    } else if (allowed && !close) {
      const isScript = element instanceof HTMLScriptElement;
      watch(nameOf(element), isScript);
      if (isScript) runScript(element);
      else closers.set(element, element instanceof HTMLTemplateElement ? insert(element) : load(element));
    }
  }

  function within(root: ParentNode): NodeListOf<HTMLElement> {
    return root.querySelectorAll<HTMLElement>(selector);
  }

  function sweep(root: ParentNode = document): void {
    within(root).forEach(update);
    for (const place of document.querySelectorAll<HTMLElement>("[data-assent-placeholder]")) {
      place.hidden = ![...gatedBy(place)].some((element) => !isAllowed(element));
    }
  }

  function gatedBy(place: Element): HTMLElement[] {
    return [...within(place.parentElement ?? document)];
  }

  function click({ target }: Event): void {
    const button = (target as Element).closest("[data-assent-once],[data-assent-always]");
    const place = button?.closest("[data-assent-placeholder]");
    if (!button || !place) return;
    const gated = gatedBy(place);
    if (button.hasAttribute("data-assent-once")) {
      for (const element of gated) once.add(element);
      sweep();
    } else {
      const names = new Set(gated.map(nameOf));
      for (const name of names) if (name in services) consent.answer(name, true);
    }
    const shown = gated.find((element) => element instanceof HTMLIFrameElement);
    if (place.contains(document.activeElement) || (place as HTMLElement).hidden) shown?.focus();
  }

  const observer = new MutationObserver((changes) => {
    for (const { addedNodes, target } of changes) {
      for (const node of addedNodes.length ? addedNodes : [target]) {
        if (node instanceof HTMLElement) {
          if (node.matches(selector)) update(node);
          sweep(node);
        }
      }
    }
    for (const element of unfinished) update(element as HTMLElement);
  });

  const finish = () => sweep();
  observer.observe(document, { childList: true, subtree: true, attributeFilter: ["data-assent"] });
  document.addEventListener("click", click);
  document.addEventListener("DOMContentLoaded", finish);
  stops.push(
    consent.on("change", finish),
    consent.on("choice", (_, { type }) => {
      if (type === "rejectAll" || type === "withdraw") {
        once = new WeakSet();
        sweep();
      }
    }),
  );
  sweep();
  return () => {
    observer.disconnect();
    document.removeEventListener("click", click);
    document.removeEventListener("DOMContentLoaded", finish);
    for (const stop of stops) stop();
  };
}

const selectors: { readonly [tool in Markup]: string } = {
  "vanilla-cookieconsent": "[data-category]:is(script,[data-src])",
  klaro: "[data-name]:is(script,[data-src],template)",
};

/** Inserts a template's content behind it; returns what removes it again. Its scripts run the first time only. */
function insert(template: HTMLTemplateElement): () => void {
  const content = template.ownerDocument.importNode(template.content, true);
  for (const script of content.querySelectorAll("script")) {
    if (ran.has(template)) script.remove();
    else if (!script.hasAttribute("async")) script.async = false;
  }
  ran.add(template);
  const nodes = [...content.childNodes];
  template.after(content);
  return () => {
    for (const node of nodes) node.remove();
  };
}

const ran = new WeakSet<HTMLTemplateElement>();

/** Sets the source that an element was written without; returns what takes it away again. */
function load(element: HTMLElement): () => void {
  const attribute = element instanceof HTMLLinkElement ? "href" : "src";
  const media = element.closest<HTMLMediaElement>("video,audio");
  element.setAttribute(attribute, element.dataset.assentSrc ?? element.dataset.src ?? "");
  media?.load();
  return () => {
    element.removeAttribute(attribute);
    media?.load();
    // Without its source a frame would stay as it is; this way it leaves no step in the history.
    if (element instanceof HTMLIFrameElement) element.contentWindow?.location.replace("about:blank");
  };
}

/** The parser may still be inside an element that nothing follows yet. */
function isComplete(element: Element): boolean {
  let node: Node | null = element;
  while (node && !node.nextSibling) node = node.parentNode;
  return !!node || element.ownerDocument.readyState !== "loading";
}
