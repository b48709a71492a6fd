import { defineConfig } from "tsup";

export default defineConfig([
  {
    entry: { index: "src/index.ts", dom: "src/dom/index.ts", testing: "src/testing/index.ts" },
    format: "esm",
    target: "es2022",
    dts: true,
    clean: ["**/*", "!assent.global.js"],
    tsconfig: "tsconfig.build.json",
  },
  {
    entry: { assent: "src/global.ts" },
    format: "iife",
    globalName: "assent",
    target: "es2022",
    minify: true,
    clean: ["assent.global.js*"],
    define: { "process.env.NODE_ENV": '"production"' },
    tsconfig: "tsconfig.build.json",
  },
]);
