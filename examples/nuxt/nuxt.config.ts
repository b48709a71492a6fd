import { fileURLToPath } from "node:url";

export default defineNuxtConfig({
  app: {
    head: { htmlAttrs: { lang: "en" }, title: "Civis, with Nuxt", link: [{ rel: "icon", href: "data:," }] },
    rootId: "app",
  },
  compatibilityDate: "2026-11-01",
  css: ["@assent/example-civis/site.css", "@assent/ui/assent.css", "@assent/ui/policy.css"],
  devtools: { enabled: false },
  features: { inlineStyles: false },
  // The platform's own scripts, as they are, and the third party.
  nitro: {
    plugins: [fileURLToPath(new URL("../civis/nitro.ts", import.meta.url))],
    publicAssets: [{ dir: fileURLToPath(new URL("../civis/public", import.meta.url)) }],
  },
  routeRules: { "/cookies": { prerender: true } },
  telemetry: false,
});
