import { defineConfig, type Options } from "tsup";
import { stylesheet } from "./build-css.ts";

const entries: Options = {
  entry: ["src/index.ts", "src/layers.ts", "src/policy.ts", "src/locales/*.ts"],
  format: "esm",
  target: "es2022",
  tsconfig: "tsconfig.build.json",
};

export default defineConfig([
  { ...entries, dts: true, clean: ["**/*", "!*.css", "!assent.global.js"] },
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
