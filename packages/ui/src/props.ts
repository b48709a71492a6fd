import type { Attributes } from "./tree.js";

/** A tree's attributes as frameworks take them: what isn't there is left out, and what has other names there has them. */
export function propsOf(
  attributes: Attributes,
  names: { readonly [attribute: string]: string } = {},
): { readonly [name: string]: string | boolean } {
  return Object.fromEntries(
    Object.entries(attributes)
      .filter(([, value]) => value !== false)
      // Frameworks know which of HTML's own attributes have no value, and print "true" for any other.
      .map(([name, value]) => [names[name] ?? name, value === true && name.startsWith("data-") ? "" : value]),
  );
}
