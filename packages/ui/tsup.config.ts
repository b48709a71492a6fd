import { fileURLToPath } from "node:url";
import { defineConfig, type Options } from "tsup";
import { stylesheet } from "./build-css.ts";
import { locales } from "./src/locale.ts";

const exported = ["index", "layers", "locales", "policy", ...locales.map((locale) => `locales/${locale}`)];
const pathsOf = (names: string[]): string[] => names.map((name) => `src/${name}.ts`);

const entries: Options = {
  // What a first visit does without is a file of its own.
  entry: pathsOf([...exported, "dialog", "notice", "english/second"]),
  format: "esm",
  target: "es2022",
  tsconfig: "tsconfig.build.json",
  esbuildOptions(options) {
    // Modules are UTF-8 wherever they load: escapes would make most languages three times as long.
    options.charset = "utf8";
  },
};

/** Leads to what `build-first.ts` writes. */
const first = {
  name: "first",
  setup(build: {
    onResolve(on: { filter: RegExp }, resolve: (given: { path: string }) => OnResolved): void;
  }) {
    build.onResolve({ filter: /\?first$/ }, ({ path }) => ({
      path: path.replace(/locales\/(.+)\?first$/, "locales/first/$1"),
      external: true,
    }));
  },
};

/** A page without a bundler has everything in one file. */
const eager = {
  name: "eager",
  setup(build: { onResolve(on: { filter: RegExp }, resolve: () => { path: string }): void }) {
    const path = fileURLToPath(new URL("src/eager.ts", import.meta.url));
    build.onResolve({ filter: /\/lazy\.js$/ }, () => ({ path }));
  },
};

interface OnResolved {
  path: string;
  external: boolean;
}

export default defineConfig([
  {
    ...entries,
    dts: { entry: pathsOf(exported) },
    esbuildPlugins: [first],
    clean: ["**/*", "!*.css", "!assent.global.js"],
  },
  {
    ...entries,
    entry: { assent: "src/global.ts" },
    format: "iife",
    minify: "terser",
    // Read as the page starts: browsers that know this compile it beside the page's own work.
    terserOptions: {
      compress: { passes: 3, unsafe_arrows: true },
      format: { preamble: "//# allFunctionsCalledOnLoad" },
    },
    splitting: false,
    esbuildPlugins: [eager],
    noExternal: [/^@assent\/core/],
    define: { __ASSENT_CSS__: JSON.stringify(stylesheet("banner", "layers")) },
    esbuildOptions(options) {
      options.conditions = ["production"];
    },
    clean: ["assent.global.js*"],
  },
]);
