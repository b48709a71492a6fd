import { readFileSync } from "node:fs";
import { audit, type Finding } from "@assent/audit";
import { day, definePolicy, type Policy } from "@assent/core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { policy as civis } from "../../examples/civis/policy.ts";
import { chromium } from "../../scripts/chromium.ts";
import { type Examples, examples, startExamples } from "./served.ts";

let running: Examples;
let browser: Awaited<ReturnType<typeof chromium>>;
beforeAll(async () => {
  running = await startExamples();
  browser = await chromium();
  Object.assign(process.env, browser.env);
});
afterAll(() => running?.close());

/** What the page without a bundler declares in its own script. */
function scriptTagPolicy(): Policy {
  const html = readFileSync(new URL("../../examples/script-tag/index.html", import.meta.url), "utf8");
  const source = /const policy = (definePolicy\([\s\S]*?\n {4}\}\));/.exec(html)?.[1];
  return new Function("definePolicy", "day", `return ${source}`)(definePolicy, day) as Policy;
}

/** Only the player itself can delete what it stored; a page that a visitor doesn't go to stores nothing. */
const expected = ({ rule, subject }: Finding): boolean =>
  rule === "declared-unseen" || (rule === "survives-withdrawal" && subject === "player_id");

const allow = [
  {
    rule: "database-disagrees" as const,
    subject: "mtm_consent_removed",
    reason: "It is Matomo's, and remembers a refusal",
    until: "2999-12-31",
  },
  {
    rule: "undeclared-storage" as const,
    subject: "vue-router:scroll",
    reason: "Nuxt's router keeps a tab's place in the page with it",
    until: "2999-12-31",
  },
];

it.each(examples)("%s does what its policy says, whatever a visitor answers", async (example) => {
  const { executablePath, args } = browser;
  const { outcome, findings, scenarios } = await audit({
    policy: example === "script-tag" ? scriptTagPolicy() : civis,
    url: running.places[example]?.address ?? "",
    region: "FR",
    ...(["civis", "next", "nuxt"].includes(example) && { routes: ["/", "/cookies"] }),
    allow,
    quiet: 250,
    browser: { executablePath, args },
  });
  expect(
    findings
      .filter((finding) => !expected(finding))
      .map(({ rule, subject, message }) => `${rule} ${subject}: ${message}`),
  ).toEqual([]);
  expect(outcome).toBe("clean");
  expect(scenarios).toHaveLength(9);
});
