import { fileURLToPath } from "node:url";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";
import type { BrowserInstanceOption, TypecheckConfig } from "vitest/node";
import { bootCode } from "./packages/core/build-boot.ts";
import { chromium } from "./scripts/chromium.ts";
import { pages } from "./scripts/pages.ts";
import { reactCompiler } from "./scripts/react-compiler.ts";
import { webkitProvider } from "./scripts/webkit-provider.ts";

// ASSENT_BROWSERS    chromium (default), firefox, webkit: any of them, with commas between
// ASSENT_FRAMEWORKS  newest (default) or oldest: the React and Vue that the adapters' tests run on
// ASSENT_RUNS        how many sequences a property test generates (default 1000)
// ASSENT_SEED        what they are generated from (default another each time)
// ASSENT_REPORT      a file for the results as JSON

const browsers = (process.env.ASSENT_BROWSERS ?? "chromium").split(",");

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** Tests beside the sources run on the sources, so that no build stands between a change and its test. */
const sources = [
  { find: /^@assent\/(core|react|server|signals|ui|vue)$/, replacement: path("packages/$1/src/index.ts") },
  { find: /^@assent\/core\/(boot|dom|testing)$/, replacement: path("packages/core/src/$1/index.ts") },
  { find: /^@assent\/(server|signals)\/(.+)$/, replacement: path("packages/$1/src/$2.ts") },
  { find: /^@assent\/ui\/(layers|locales|policy|locales\/.+)$/, replacement: path("packages/ui/src/$1.ts") },
];

const frameworks =
  process.env.ASSENT_FRAMEWORKS === "oldest"
    ? [{ find: /^(react|react-dom|vue)(\/.*)?$/, replacement: path("tests/oldest/node_modules/$1$2") }]
    : [];

const boot = await bootCode();

const unit: TestProjectInlineConfiguration = {
  define: boot,
  resolve: { alias: [...sources, ...frameworks] },
  test: {
    name: "unit",
    include: ["packages/*/{src,test}/**/*.test.{ts,tsx}", "tests/unit/**/*.test.{ts,tsx}"],
    exclude: ["**/*.browser.test.{ts,tsx}", "**/*.postgres.test.ts"],
    setupFiles: [path("tests/unit/seed.ts")],
    testTimeout: 300_000,
    // Vitest would leave one core to itself; of two, that is half.
    maxWorkers: "100%",
    sequence: { groupOrder: 2 },
  },
};

/** What needs a PostgreSQL: one is started for all of them. */
const postgres: TestProjectInlineConfiguration = {
  define: boot,
  resolve: { alias: sources },
  test: {
    name: "postgres",
    include: ["packages/*/{src,test}/**/*.postgres.test.ts", "tests/postgres/**/*.test.ts"],
    setupFiles: [path("tests/unit/seed.ts")],
    globalSetup: [path("tests/postgres/setup.ts")],
    testTimeout: 300_000,
  },
};

const types = (name: string, options: Partial<TypecheckConfig>): TestProjectInlineConfiguration => ({
  test: { name, include: [], typecheck: { enabled: true, only: true, ...options } },
});

const browser = async (name: string): Promise<TestProjectInlineConfiguration> => ({
  plugins: [pages(), reactCompiler()],
  resolve: { alias: [...sources, ...frameworks] },
  define: {
    ...boot,
    __VUE_OPTIONS_API__: "true",
    __VUE_PROD_DEVTOOLS__: "false",
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "true",
  },
  // Found by Vite only when a test first imports them, these would reload the page in the middle of a run.
  optimizeDeps: {
    include: [
      "axe-core",
      "fast-check",
      "react",
      "react-dom",
      "react-dom/client",
      "react-dom/server",
      "react/jsx-dev-runtime",
      "vue",
      "vue/server-renderer",
      ...(frameworks[0] ? [] : ["react/compiler-runtime"]),
    ],
  },
  test: {
    name: `browser ${name}`,
    include: [
      "packages/*/{src,test}/**/*.browser.test.{ts,tsx}",
      "tests/adapters/**/*.browser.test.{ts,tsx}",
    ],
    testTimeout: 30_000,
    expect: { poll: { timeout: 5_000 } },
    browser: {
      enabled: true,
      headless: name !== "webkit",
      screenshotFailures: false,
      viewport: { width: 1024, height: 768 },
      instances: [{ name: `browser ${name}`, ...(await instance(name)) }],
    },
  },
});

async function instance(name: string): Promise<BrowserInstanceOption> {
  if (name === "webkit") return { browser: "safari", provider: webkitProvider() };
  if (name === "firefox") {
    const launchOptions = { channel: "moz-firefox", executablePath: "/usr/bin/firefox-esr" };
    return { browser: "firefox", provider: playwright({ launchOptions }) };
  }
  const { env, ...options } = await chromium();
  const launchOptions = { ...options, env: { ...process.env, ...env } };
  return { browser: "chromium", provider: playwright({ launchOptions }) };
}

/** An audit is Chromium's: no other browser logs all that it stores. The others' subjects are no browser's rules. */
const chromiumAlone = ["audit*", "autoconsent", "consent-o-matic", "migrate", "take-over"];

const e2e: TestProjectInlineConfiguration = {
  test: {
    name: "e2e",
    // These mostly wait for browsers, and those are processes of their own.
    maxWorkers: 3,
    sequence: { groupOrder: 1 },
    // WebKit's driver loses its browser once in a thousand pages; that says nothing of the page.
    retry: { count: 2, condition: /invalid session id/ },
    include: ["tests/e2e/**/*.test.ts"],
    exclude: browsers.includes("chromium") ? [] : chromiumAlone.map((name) => `tests/e2e/${name}.test.ts`),
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
};

const built: TestProjectInlineConfiguration = {
  test: { name: "built", include: ["tests/built/**/*.test.ts"], testTimeout: 60_000 },
};

const report = process.env.ASSENT_REPORT;

export default defineConfig({
  test: {
    passWithNoTests: true,
    // Playwright trips over Firefox telling of a frame that is gone; no test's result hangs on it.
    onUnhandledError: ({ stack }) => !stack?.includes("BidiPage._onNavigationCommitted"),
    reporters: report ? ["default", ["json", { outputFile: report }]] : ["default"],
    projects: [
      unit,
      postgres,
      types("types", {
        tsconfig: "./tsconfig.types.json",
        include: ["packages/*/{src,test}/**/*.test-d.{ts,tsx}"],
        exclude: ["**/registered.test-d.{ts,tsx}"],
      }),
      // A policy put into `Register` is there for the whole program, so these tests are a program of their own.
      types("types registered", {
        tsconfig: "./tsconfig.registered.json",
        include: ["packages/*/{src,test}/**/registered.test-d.{ts,tsx}"],
      }),
      ...(await Promise.all(browsers.map(browser))),
      built,
      e2e,
    ],
  },
});
