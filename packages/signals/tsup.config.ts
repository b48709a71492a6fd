import { defineConfig } from "tsup";

export default defineConfig({
  // Every file of this folder is an entry: what entries share lies in folders.
  entry: ["src/*.ts", "!src/*.test.ts", "!src/*.test-d.ts"],
  format: "esm",
  target: "es2022",
  platform: "neutral",
  clean: true,
  dts: true,
  tsconfig: "tsconfig.build.json",
});
