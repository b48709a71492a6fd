import { defineConfig } from "tsup";

export default defineConfig({
  entry: {
    index: "src/index.ts",
    cli: "src/cli.ts",
    playwright: "src/playwright.ts",
    "evaluate-child": "src/migrate/evaluate-child.ts",
  },
  format: "esm",
  target: "node22",
  clean: true,
  dts: {
    entry: {
      index: "src/index.ts",
      playwright: "src/playwright.ts",
      "evaluate-child": "src/migrate/evaluate-child.ts",
    },
  },
  tsconfig: "tsconfig.build.json",
});
