import { defineConfig } from "tsup";

export default defineConfig({
  entry: ["src/**/*.{ts,tsx}", "!src/**/*.test.*", "!src/**/*.test-d.*"],
  format: "esm",
  target: "es2022",
  clean: true,
  // One file out for each file in: 'use client' is a matter of files, and index.js must stay without it.
  bundle: false,
  dts: { entry: { index: "src/index.ts", "ui/index": "src/ui/index.ts" } },
  tsconfig: "tsconfig.build.json",
});
