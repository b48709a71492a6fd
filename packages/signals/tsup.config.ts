import { defineConfig } from "tsup";
import manifest from "./package.json" with { type: "json" };

/** What the package exports as `./google` stands in `src/google.ts`. */
const entries = Object.keys(manifest.exports)
  .filter((name) => !name.endsWith(".json"))
  .map((name) => `src/${name.slice(2) || "index"}.ts`);

export default defineConfig({
  entry: entries,
  format: "esm",
  target: "es2022",
  platform: "neutral",
  clean: true,
  dts: true,
  tsconfig: "tsconfig.build.json",
});
