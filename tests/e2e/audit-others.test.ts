import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { type Answers, audit } from "@assent/audit";
import { definePolicy } from "@assent/core";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, it } from "vitest";
import { chromium } from "../../scripts/chromium.ts";

/** Where other tools are installed: for the benchmarks, and for this. */
const require = createRequire(new URL("../../benchmarks/package.json", import.meta.url));
const file = (path: string): string => readFileSync(require.resolve(path), "utf8");

/** What a site with any of them declares. */
const policy = definePolicy({
  categories: { necessary: "exempt", statistics: "ask" },
  services: {
    choices: {
      category: "necessary",
      provider: "Site",
      party: "first",
      cookies: {
        cc_cookie: { purpose: "To remember choices", maxAge: 190 * 86_400 },
        klaro: { purpose: "To remember choices", maxAge: 130 * 86_400 },
        c15t: [
          { purpose: "To remember choices", maxAge: 400 * 86_400 },
          { purpose: "To remember choices", maxAge: "persistent", kind: "local" },
        ],
        "c15t*": { purpose: "To send choices later", maxAge: "persistent", kind: "local" },
      },
    },
    counter: {
      category: "statistics",
      provider: "Site",
      party: "first",
      cookies: { counted: { purpose: "To count visits", maxAge: 86_400 } },
    },
  },
});

/** Each tool gates `counted` as its manual says, and each site has a script beside it that it forgot to gate. */
const forgotten = `<script>
  document.cookie = "forgotten=v; max-age=60";
  document.cookie = "counted=v; max-age=60";
</script>`;
const counts = `document.cookie = "counted=v; max-age=60";`;

const evaluate =
  (script: string): Answers["accept"] =>
  (page) =>
    page.evaluate(script).then(() => undefined);

const tools: {
  readonly [tool: string]: { readonly page: () => Promise<string>; readonly answers: Answers };
} = {
  "vanilla-cookieconsent": {
    page: async () => `<script>${file("vanilla-cookieconsent/dist/cookieconsent.umd.js")}</script>
<script type="text/plain" data-category="statistics">${counts}</script>
<script>CookieConsent.run({
  categories: { necessary: { readOnly: true }, statistics: { autoClear: { cookies: [{ name: "counted" }] } } },
  language: { default: "en", translations: { en: {
    consentModal: { title: "Cookies", acceptAllBtn: "Accept", acceptNecessaryBtn: "Reject" },
    preferencesModal: { sections: [] } } } },
});</script>`,
    answers: {
      accept: (page) => page.getByRole("button", { name: "Accept" }).click(),
      reject: (page) => page.getByRole("button", { name: "Reject" }).click(),
      save: (page, { statistics }) =>
        evaluate(`CookieConsent.acceptCategory(${statistics ? '"all"' : "[]"})`)(page),
      withdraw: evaluate("CookieConsent.acceptCategory([])"),
    },
  },
  klaro: {
    page: async () => `<script>window.klaroConfig = {
  storageName: "klaro", translations: {}, lang: "en",
  services: [{ name: "counter", title: "Counter", purposes: ["statistics"], cookies: ["counted"] }],
};</script>
<script type="text/plain" data-type="text/javascript" data-name="counter">${counts}</script>
<script defer data-config="klaroConfig" src="/klaro.js"></script>`,
    answers: {
      accept: klaro(true),
      reject: klaro(false),
      save: (page, { statistics }) => klaro(statistics === true)(page),
      withdraw: klaro(false),
    },
  },
  c15t: {
    page: async () => `<script type="module">${await bundledC15t()}</script>`,
    answers: {
      accept: evaluate(`consentStore.getState().saveConsents("all")`),
      reject: evaluate(`consentStore.getState().saveConsents("necessary")`),
      save: (page, { statistics }) =>
        evaluate(`consentStore.getState().saveConsents("${statistics ? "all" : "necessary"}")`)(page),
      withdraw: evaluate(`consentStore.getState().saveConsents("necessary")`),
    },
  },
};

function klaro(value: boolean): Answers["accept"] {
  return async (page) => {
    await page.waitForFunction("window.klaro");
    await page.evaluate(`klaro.getManager().changeAll(${value}); klaro.getManager().saveAndApplyConsents();`);
  };
}

async function bundledC15t(): Promise<string> {
  const contents = `import { getOrCreateConsentRuntime } from "c15t";
window.consentStore = getOrCreateConsentRuntime({
  mode: "offline", consentCategories: ["necessary", "measurement"], overrides: { country: "FR" },
  reloadOnConsentRevoked: false,
  scripts: [{ id: "counter", textContent: ${JSON.stringify(counts)}, category: "measurement" }],
}).consentStore;`;
  const resolveDir = new URL("../../benchmarks", import.meta.url).pathname;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir },
    bundle: true,
    format: "esm",
    write: false,
  });
  return outputFiles[0]?.text.replaceAll("</script", "<\\/script") ?? "";
}

let server: Server;
let browser: Awaited<ReturnType<typeof chromium>>;
beforeAll(async () => {
  browser = await chromium();
  Object.assign(process.env, browser.env);
  server = createServer(async (request, response) => {
    const [, tool = "", kind] = /^\/([^.?]*)(\.js)?/.exec(request.url ?? "") ?? [];
    response.setHeader("content-type", `${kind ? "text/javascript" : "text/html"}; charset=utf-8`);
    if (kind) return void response.end(file("klaro/dist/klaro.js"));
    const [name = "", isBroken] = tool.split("/");
    const body = await tools[name]?.page();
    response.end(`<!doctype html><html lang="en"><title>Site</title><link rel="icon" href="data:,">
<body>${isBroken ? forgotten : ""}<main>Text</main>${body}</body></html>`);
  });
  await new Promise<void>((done) => server.listen(0, done));
});
afterAll(() => {
  server?.close();
  server?.closeAllConnections();
});

const run = async (path: string, answers: Answers) => {
  const { port } = server.address() as AddressInfo;
  const { executablePath, args } = browser;
  const { findings } = await audit({
    policy,
    url: `http://localhost:${port}/${path}`,
    region: "FR",
    answers,
    quiet: 200,
    browser: { executablePath, args },
    scenarios: ["reject", "accept", "withdraw"],
    severity: { "declared-unseen": "off" },
  });
  return findings.map(({ rule, subject }) => `${rule} ${subject}`);
};

it.each(Object.entries(tools))(
  "finds what a site with %s forgot to gate, and only that",
  async (tool, { answers }) => {
    const honest = await run(tool, answers);
    const broken = await run(`${tool}/broken`, answers);
    expect(broken.filter((finding) => !honest.includes(finding))).toEqual(
      expect.arrayContaining([
        "pre-consent-write counted",
        "undeclared-cookie forgotten",
        "write-after-reject counted",
      ]),
    );
    expect(honest.filter((finding) => !finding.startsWith("survives-withdrawal"))).toEqual([]);
  },
);
