import type { Tree } from "./tree.js";

/**
 * Prints a tree as HTML, on a server or into a file.
 *
 * @example
 * ```ts
 * import { readConsent } from "@assent/core";
 * import { banner, english, toHtml } from "@assent/ui";
 *
 * const state = readConsent(policy, { cookie: "", region: "FR" });
 * const html = toHtml(banner(state, { policy, messages: english }));
 * ```
 */
export function toHtml(node: Tree | string): string {
  if (typeof node === "string") return escaped(node);
  const { tag, attributes, children } = node;
  const printed = Object.entries(attributes).map(([name, value]) =>
    value === false ? "" : ` ${name}="${value === true ? "" : escaped(value)}"`,
  );
  const open = `<${tag}${printed.join("")}>`;
  return tag === "input" ? open : `${open}${children.map(toHtml).join("")}</${tag}>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
