/** What the page's tool is set up for: written in by the bundler. */
declare const __SERVICES__: readonly import("../../site.ts").SiteService[];
