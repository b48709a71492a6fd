import { fileURLToPath } from "node:url";
import { defineConfig, type Options } from "tsup";
import { bootCode } from "./build-boot.ts";

const entries: Options = {
  entry: {
    index: "src/index.ts",
    boot: "src/boot/index.ts",
    clear: "src/dom/clear.ts",
    dom: "src/dom/index.ts",
    testing: "src/testing/index.ts",
  },
  format: "esm",
  target: "es2022",
  tsconfig: "tsconfig.build.json",
  define: await bootCode(),
};

/** What visitors download has passed its checks where it was developed, tested and rendered. */
const unchecked = {
  name: "unchecked",
  setup(build: { onResolve(on: { filter: RegExp }, resolve: () => { path: string }): void }) {
    const path = fileURLToPath(new URL("src/check.production.ts", import.meta.url));
    build.onResolve({ filter: /\/check\.js$/ }, () => ({ path }));
  },
};

export default defineConfig([
  { ...entries, dts: true, clean: ["**/*", "!assent.global.js", "!production/**"] },
  { ...entries, outDir: "dist/production", clean: true, esbuildPlugins: [unchecked] },
  {
    ...entries,
    entry: { assent: "src/global.ts" },
    format: "iife",
    globalName: "assent",
    minify: "terser",
    // Read as the page starts: browsers that know this compile it beside the page's own work.
    terserOptions: { format: { preamble: "//# allFunctionsCalledOnLoad" } },
    clean: ["assent.global.js*"],
  },
]);
