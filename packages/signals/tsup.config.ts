import { defineConfig } from "tsup";

export default defineConfig({
  entry: { index: "src/index.ts" },
  format: "esm",
  target: "es2022",
  platform: "neutral",
  clean: true,
  dts: true,
  tsconfig: "tsconfig.build.json",
});
