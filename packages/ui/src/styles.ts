/**
 * Puts a stylesheet into the page, and waits until it is there: for pages that have `banner.css` alone, and get the
 * layers' looks with the layers. A bundler does the same with `import("@assent/ui/layers.css")`.
 *
 * What doesn't come is not waited for: the layers work without.
 *
 * @example
 * ```ts
 * import { loadStyles, mount } from "@assent/ui";
 *
 * mount(consent, { styles: () => loadStyles("/layers.css") });
 * ```
 */
export function loadStyles(href: string, document: Document = globalThis.document): Promise<unknown> {
  return new Promise((resolve) => {
    const link = document.createElement("link");
    document.head.append(Object.assign(link, { rel: "stylesheet", href, onload: resolve, onerror: resolve }));
  });
}
