import { defineConfig, type Options } from "tsup";
import { stylesheet } from "./build-css.ts";

const entries: Options = {
  entry: ["src/index.ts", "src/layers.ts", "src/locales.ts", "src/policy.ts", "src/locales/*.ts"],
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

interface OnResolved {
  path: string;
  external: boolean;
}

export default defineConfig([
  { ...entries, dts: true, esbuildPlugins: [first], clean: ["**/*", "!*.css", "!assent.global.js"] },
  {
    ...entries,
    entry: { assent: "src/global.ts" },
    format: "iife",
    globalName: "assent",
    minify: true,
    splitting: false,
    noExternal: [/^@assent\/core/],
    define: { __ASSENT_CSS__: JSON.stringify(stylesheet("banner", "layers")) },
    esbuildOptions(options) {
      options.conditions = ["production"];
    },
    clean: ["assent.global.js*"],
  },
]);
