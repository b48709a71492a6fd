import { defineConfig } from "tsup";

export default defineConfig({
  entry: ["src/**/*.{ts,tsx}", "!src/**/*.test.*", "!src/**/*.test-d.*"],
  format: "esm",
  target: "es2022",
  clean: true,
  bundle: false,
  dts: { entry: { index: "src/index.ts", "ui/index": "src/ui/index.ts" } },
  tsconfig: "tsconfig.build.json",
});
