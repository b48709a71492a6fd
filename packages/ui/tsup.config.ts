import { defineConfig } from "tsup";

export default defineConfig({
  entry: ["src/index.ts", "src/layers.ts", "src/locales/*.ts"],
  format: "esm",
  target: "es2022",
  dts: true,
  clean: ["**/*", "!*.css", "!assent.global.js"],
  tsconfig: "tsconfig.build.json",
});
