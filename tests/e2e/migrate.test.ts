import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bundle } from "./bundle.ts";
import { type Fixture, startFixture } from "./fixture.ts";
import { inEachBrowser, openTab, press, waitUntil } from "./visitor.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
/** Within the tests, so that what is written there finds its packages. */
const folder = mkdtempSync(`${root}tests/migrated-`);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** As a site has it: with its own types, what it calls, and a call of the tool. */
const vanilla = `
import * as CookieConsent from "vanilla-cookieconsent";
import type { CookieConsentConfig } from "vanilla-cookieconsent";
import "vanilla-cookieconsent/dist/cookieconsent.css";

console.log("a site may print what it likes");
const config: CookieConsentConfig = {
  hideFromBots: false,
  cookie: { expiresAfterDays: 100 },
  categories: {
    necessary: { enabled: true, readOnly: true },
    analytics: { autoClear: { cookies: [{ name: /^_ga/ }, { name: "_gid" }] } },
    ads: { services: { pixel: { label: "The pixel", cookies: [{ name: /^_px$/ }], onAccept: () => document.title } } },
  },
  onConsent: () => window.location.href,
  language: {
    default: "en",
    translations: {
      en: {
        consentModal: { title: "Cookies", acceptAllBtn: "Yes", acceptNecessaryBtn: "No" },
        preferencesModal: {
          title: "Cookies", acceptAllBtn: "Yes", acceptNecessaryBtn: "No", savePreferencesBtn: "Save",
          sections: ["necessary", "analytics", "ads"].map((linkedCategory) => ({ title: "About " + linkedCategory, linkedCategory })),
        },
      },
    },
  },
};
(globalThis as any).tool = CookieConsent;
CookieConsent.run(config);
`;

/** As a page includes it: a script that leaves its configuration in a variable. */
const klaro = `
// Ours
var klaroConfig = {
  version: 1,
  mustConsent: false,
  translations: { zz: { privacyPolicyUrl: "/privacy" }, en: { purposes: { analytics: { title: "Statistics" }, ads: "Ads" } } },
  services: [
    { name: "login", purposes: ["security"], required: true, cookies: ["sid"] },
    { name: "matomo", purposes: ["analytics"], cookies: [/^_pk_.*$/] },
    { name: "pixel", purposes: ["ads"], cookies: [["_px", "/", ".example.org"]], callback: function () {} },
  ],
};
klaroConfig.self = klaroConfig;
`;

interface Written {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Where the policy was to be written. */
  readonly out: string;
}

let count = 0;

/** Runs the command as it is installed, on a file. */
function migrate(name: string, contents: string, ...args: string[]): Promise<Written> {
  const file = `${folder}/${name}`;
  count += 1;
  const out = `${folder}/policy-${count}.ts`;
  writeFileSync(file, contents);
  return new Promise((done) => {
    const command = [`${root}packages/audit/dist/cli.js`, "migrate", "--out", out, file, ...args];
    execFile(process.execPath, command, (error, stdout, stderr) =>
      done({ code: error ? Number(error.code) : 0, stdout, stderr, out }),
    );
  });
}

function mistakesIn(file: string): string[] {
  const { config } = ts.readConfigFile(`${root}tsconfig.base.json`, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const program = ts.createProgram([file], { ...options, noEmit: true, types: [] });
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

const theirs = {
  "vanilla-cookieconsent": {
    file: ["cookieconsent.config.ts", vanilla],
    script: vanilla.replace(/^import "vanilla.*css";$/m, ""),
    read: "fromVanillaCookieConsent",
    allows: { analytics: `tool.acceptedCategory("analytics")`, ads: `tool.acceptedCategory("ads")` },
    asks: "!tool.validConsent()",
    accept: `tool.acceptCategory("all")`,
    reject: `tool.acceptCategory([])`,
    one: `tool.acceptCategory(["analytics"])`,
    labels: { analytics: "About analytics" },
  },
  klaro: {
    file: ["klaro-config.js", klaro],
    script: `import * as klaro from "klaro/dist/klaro-no-css.js";${klaro} delete klaroConfig.self; window.tool = klaro.getManager(klaroConfig);`,
    read: "fromKlaro",
    allows: { analytics: `tool.getConsent("matomo")`, ads: `tool.getConsent("pixel")` },
    asks: "!tool.confirmed",
    accept: `tool.changeAll(true); tool.saveAndApplyConsents("accept")`,
    reject: `tool.changeAll(false); tool.saveAndApplyConsents("decline")`,
    one: `tool.changeAll(false); tool.updateConsent("matomo", true); tool.saveAndApplyConsents("save")`,
    labels: { analytics: "Statistics" },
  },
} as const;

const ours = (policy: string, read: string): string => `
import { cookieStorage, createConsent } from "@assent/core";
import { ${read}, takingOver } from "@assent/signals/migrate";
import { mount } from "@assent/ui";
import { former, policy, texts } from ${JSON.stringify(policy)};

window.consent = createConsent(policy, {
  region: "FR",
  storage: takingOver(policy, cookieStorage(policy.recordName), { ...former, read: ${read} }),
});
consent.start();
mount(consent, { texts });
`;

describe.each(Object.entries(theirs))("a policy from %s", (name, tool) => {
  let written: Written;
  let fixture: Fixture;

  beforeAll(async () => {
    written = await migrate(tool.file[0], tool.file[1]);
    const [theirScript, ourScript] = await Promise.all([
      bundle(tool.script),
      bundle(ours(written.out, tool.read)),
    ]);
    const page = (script: string) =>
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>Site</title><link rel="icon" href="data:,"><main>Content</main><script type="module" src="${script}"></script></html>`;
    fixture = await startFixture({
      "/theirs.js": theirScript,
      "/ours.js": ourScript,
      "/theirs": page("/theirs.js"),
      "/ours": page("/ours.js"),
    });
  });

  afterAll(() => fixture?.close());

  test("is written, compiles, and comes with what is left to do", () => {
    expect([written.code, written.stderr]).toEqual([0, ""]);
    expect(mistakesIn(written.out)).toEqual([]);
    expect(written.stdout).toContain(`is written, from ${name}.`);
    expect(written.stdout).toContain("To do by hand:");
    expect(written.stdout).toContain("pixel");
    expect(written.stdout).not.toContain("a site may print");
  });

  inEachBrowser((visit, browser) => {
    // A policy is the same in every browser.
    test.skipIf(browser !== "chromium").each(["accept", "reject", "one"] as const)(
      "asks, allows and goes on as it did: %s",
      async (choice) => {
        const before = await visit(fixture.at("localhost", "/theirs"));
        await before.waitFor("window.tool");
        const after = await visit(fixture.at("localhost", "/ours"));
        await waitUntil(after, ".assent-banner", "shown");
        const seen = (tab: typeof before, asks: string, allows: { analytics: string; ads: string }) =>
          tab.evaluate(`({ asks: ${asks}, analytics: !!${allows.analytics}, ads: !!${allows.ads} })`);
        const seenBefore = () => seen(before, tool.asks, tool.allows);
        const seenAfter = () =>
          seen(after, "consent.getState().asks.length > 0", {
            analytics: `consent.allows("analytics")`,
            ads: `consent.allows("ads")`,
          });
        expect(await seenAfter()).toEqual(await seenBefore());

        await before.evaluate(
          `void (${JSON.stringify(tool[choice])}.split("; ").forEach((each) => (0, eval)(each)))`,
        );
        if (choice === "one") {
          await press(after, "Choose");
          await waitUntil(after, "dialog.assent-preferences[open]", "shown");
          await press(after, tool.labels.analytics);
          await press(after, "Save");
        } else await press(after, choice === "accept" ? "Accept all" : "Reject all");
        expect(await seenAfter()).toEqual(await seenBefore());

        for (const tab of [before, after]) await tab.reload();
        await before.waitFor("window.tool");
        await after.waitFor("window.consent?.getState().status === 'closed'");
        expect(await seenAfter()).toEqual(await seenBefore());

        // And whoever answered the former tool isn't asked again.
        const next = await openTab(before.context, fixture.at("localhost", "/ours"));
        await next.waitFor("window.consent?.getState().status === 'closed'");
        expect(
          await seen(next, "consent.getState().asks.length > 0", {
            analytics: `consent.allows("analytics")`,
            ads: `consent.allows("ads")`,
          }),
        ).toEqual(await seenBefore());
      },
    );
  });
});

describe("the command", () => {
  test("reads JSON, and a configuration among a module's exports", async () => {
    const json = await migrate(
      "config.json",
      JSON.stringify({ categories: { necessary: { readOnly: true }, analytics: {} } }),
    );
    const module = await migrate(
      "config.mjs",
      `export const other = 1; export const klaroOptions = { services: [{ name: "matomo", purposes: ["analytics"] }] };`,
    );
    expect([json.code, module.code]).toEqual([0, 0]);
    expect(readFileSync(json.out, "utf8")).toContain('necessary: "exempt",\n    analytics: "ask",');
    expect(readFileSync(module.out, "utf8")).toContain('matomo: {\n      category: "analytics",');
  });

  test.each([
    ["empty.mjs", "export default {};", /holds no configuration/],
    ["broken.mjs", "export default {\n  categories: {\n", /can't be read: .* \(line 3\)/],
    ["broken.ts", "const name: string = 1;\nexport default { a: [ };", /can't be read: .* \(line 2\)/],
    ["asked.mjs", "export default () => ({ categories: { analytics: {} } });", /exports a function/],
    [
      "policy.mjs",
      'export const policy = { categories: { analytics: "ask" } };',
      /a policy of Assent's already/,
    ],
    [
      "defined.mjs",
      'import { definePolicy } from "@assent/core"; export const policy = definePolicy({ categories: { analytics: "ask" }, services: {} });',
      /a policy of Assent's already/,
    ],
    ["throws.mjs", 'throw new Error("not here");', /not here/],
    ["quits.mjs", "process.exit(0);", /doesn't come to an end/],
    ["list.json", "[]", /holds no configuration/],
    ["wrong.json", "{", /can't be read/],
  ])("says what is wrong with %s", async (name, contents, expected) => {
    const { code, stderr } = await migrate(name, contents);
    expect([code, stderr]).toEqual([2, expect.stringMatching(expected)]);
    expect(stderr).not.toContain("    at ");
  });

  test("isn't led astray by values that throw, never end, or name what every object has", async () => {
    const { code, out } = await migrate(
      "hostile.mjs",
      `const config = { categories: { analytics: {}, ["__proto__"]: {}, constructor: {}, "*/ x": {} }, get cookie() { throw 1; }, language: null };
      config.categories.analytics.services = { get a() { throw 2; }, b: { label: "\`\${process.exit(1)}\` */ \\u2028", cookies: [{ name: /(a+)+$/ }] } };
      config.itself = config;
      export default config;`,
    );
    expect(code).toBe(0);
    expect(mistakesIn(out)).toEqual([]);
  });

  test("overwrites nothing, unless it is told to", async () => {
    const contents = JSON.stringify({ categories: { analytics: {} } });
    const { out } = await migrate("first.json", contents);
    const again = await migrate("second.json", contents, "--out", out);
    expect([again.code, again.stderr]).toEqual([2, expect.stringContaining("is there already")]);
    expect((await migrate("third.json", contents, "--out", out, "--force")).code).toBe(0);
    const printed = await migrate("fourth.json", contents, "--out", "-");
    expect([printed.code, printed.stdout]).toEqual([0, expect.stringContaining("export const policy")]);
  });
});
