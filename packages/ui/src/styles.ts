/** How a stylesheet is asked for. */
export interface StylesOptions {
  /** The page's, where its Content-Security-Policy names one in `style-src` and not the address. @default none */
  readonly nonce?: string | undefined;
  /** @default the global one */
  readonly document?: Document | undefined;
}

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
export function loadStyles(
  href: string,
  { nonce = "", document = globalThis.document }: StylesOptions = {},
): Promise<unknown> {
  return new Promise((resolve) => {
    const link = document.createElement("link");
    Object.assign(link, { rel: "stylesheet", href, nonce, onload: resolve, onerror: resolve });
    document.head.append(link);
  });
}
