import type { Tree } from "./tree.js";

/**
 * Builds a tree's elements, without parsing anything: fit for Trusted Types.
 *
 * @example
 * ```ts
 * import { english, privacyChoices, toDom } from "@assent/ui";
 *
 * document.querySelector("footer")?.append(toDom(privacyChoices(consent.getState(), { policy, messages: english })));
 * ```
 */
export function toDom(node: Tree, document: Document = globalThis.document): HTMLElement {
  return update(document.createElement(node.tag), node);
}

/**
 * Makes an element show a tree of its tag, and returns it. What is already right stays as it is, focus and open
 * disclosures included; so what a server printed is taken over.
 */
export function update(element: HTMLElement, { attributes, children }: Tree): HTMLElement {
  for (const name in attributes) {
    const value = attributes[name] as string | boolean;
    const text = value === true ? "" : value;
    // The gates show and hide what stands in for them, also where a visitor loaded it once.
    if (name === "hidden" && element.hasAttribute("data-assent-placeholder")) continue;
    if (name === "checked") (element as HTMLInputElement).checked = !!value;
    if (text === false) element.removeAttribute(name);
    else if (element.getAttribute(name) !== text) element.setAttribute(name, text);
  }
  children.forEach((child, index) => {
    const found = element.childNodes[index];
    const isText = typeof child === "string";
    if (isText && found?.nodeType === 3) {
      if (found.nodeValue !== child) found.nodeValue = child;
    } else if (!isText && (found as Element | undefined)?.localName === child.tag) {
      update(found as HTMLElement, child);
    } else {
      const next = isText ? child : toDom(child, element.ownerDocument);
      if (found) found.replaceWith(next);
      else element.append(next);
    }
  });
  // What a component leaves empty is there for others to fill.
  while (children.length && element.childNodes.length > children.length) element.lastChild?.remove();
  return element;
}
