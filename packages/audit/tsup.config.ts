import { defineConfig } from "tsup";

export default defineConfig({
  entry: { index: "src/index.ts", cli: "src/cli.ts", playwright: "src/playwright.ts" },
  format: "esm",
  target: "node22",
  clean: true,
  dts: { entry: { index: "src/index.ts", playwright: "src/playwright.ts" } },
  tsconfig: "tsconfig.build.json",
});
