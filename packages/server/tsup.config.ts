import { defineConfig } from "tsup";

export default defineConfig({
  entry: {
    index: "src/index.ts",
    browser: "src/browser.ts",
    cli: "src/cli/main.ts",
    node: "src/node.ts",
    postgres: "src/postgres.ts",
    sqlite: "src/sqlite.ts",
  },
  format: "esm",
  target: "node22",
  platform: "neutral",
  // There is no `sqlite` without its `node:`.
  removeNodeProtocol: false,
  external: [/^node:/],
  clean: true,
  dts: true,
  tsconfig: "tsconfig.build.json",
});
