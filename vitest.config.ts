import { fileURLToPath } from "node:url";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** Tests beside the sources run on the sources, so that no build stands between a change and its test. */
const sources = {
  alias: [
    { find: /^@assent\/(core|react|vue)$/, replacement: path("packages/$1/src/index.ts") },
    { find: /^@assent\/core\/(dom|testing)$/, replacement: path("packages/core/src/$1/index.ts") },
  ],
};

const unit: TestProjectInlineConfiguration = {
  resolve: sources,
  test: {
    name: "unit",
    environment: "node",
    include: ["packages/*/src/**/*.test.{ts,tsx}", "tests/unit/**/*.test.{ts,tsx}"],
    exclude: ["**/*.browser.test.{ts,tsx}"],
    testTimeout: 300_000,
  },
};

const report = process.env.ASSENT_REPORT;

export default defineConfig({
  test: {
    passWithNoTests: true,
    reporters: report ? ["default", ["json", { outputFile: report }]] : ["default"],
    projects: [unit],
  },
});
