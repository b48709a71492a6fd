import { definePolicy, type PolicyInput } from "@assent/core";
import fc from "fast-check";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { cookieNames } from "./cookie-names.js";
import { planKlaro } from "./klaro.js";
import { lifetimeIn } from "./lifetime.js";
import type { Plan } from "./plan.js";
import { planVanillaCookieConsent } from "./vanilla-cookieconsent.js";
import { writePolicy } from "./write.js";

describe("a cookie's name or pattern", () => {
  it.each<[unknown, readonly string[] | undefined]>([
    ["_ga", ["_ga"]],
    [pattern(/^_ga/), ["_ga*"]],
    [pattern(/^_ga$/), ["_ga"]],
    [pattern(/^(_ga|_gid)/), ["_ga*", "_gid*"]],
    [pattern(/^(_ga|_gid)$/), ["_ga", "_gid"]],
    [pattern(/^(?:_pk_id|_pk_ses)/), ["_pk_id*", "_pk_ses*"]],
    [pattern(/^_pk_id\..*$/), ["_pk_id.*"]],
    [pattern(/^_hj.+/i), ["_hj*"]],
    // What matches anywhere in a name, or something that a star can't say.
    [pattern(/_ga/), undefined],
    [pattern(/^_ga|_gid/), undefined],
    [pattern(/^_g[ai]/), undefined],
    [pattern(/^/), undefined],
    [pattern(/^.*$/), undefined],
    ["a*", undefined],
    [undefined, undefined],
    [7, undefined],
  ])("%j becomes %j", (given, expected) => {
    expect(cookieNames(given)).toEqual(expected);
  });

  it("matches no name that the pattern doesn't, where it can be told", () => {
    const part = fc.stringMatching(/^[a-z_]{1,4}$/);
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        fc.array(fc.stringMatching(/^[a-z_]{0,6}$/)),
        (parts, isWhole, names) => {
          const expression = new RegExp(`^(${parts.join("|")})${isWhole ? "$" : ""}`);
          const ours = cookieNames(pattern(expression)) ?? [];
          for (const name of [...names, ...parts]) {
            const matches = ours.some((each) =>
              each.endsWith("*") ? name.startsWith(each.slice(0, -1)) : name === each,
            );
            expect([name, matches]).toEqual([name, expression.test(name)]);
          }
        },
      ),
    );
  });
});

it.each([
  ["1 year", 31_536_000],
  ["13 months", 33_696_000],
  ["2 years", 34_560_000],
  ["30 min", 1800],
  ["Session", "session"],
  ["", undefined],
  ["for ever", undefined],
])("a lifetime of %j is %j", (words, expected) => {
  expect(lifetimeIn(words)).toBe(expected);
});

describe("a configuration of vanilla-cookieconsent", () => {
  const plan = planVanillaCookieConsent({
    mode: "opt-in",
    revision: 2,
    cookie: { name: "our_cookie", expiresAfterDays: 90 },
    onChange: { "~function": true },
    categories: {
      necessary: { enabled: true, readOnly: true },
      analytics: {
        enabled: true,
        autoClear: { cookies: [{ name: pattern(/^_ga/) }, { name: "_gid" }] },
        services: {
          ga: {
            label: "Google Analytics",
            onAccept: { "~function": true },
            cookies: [{ name: pattern(/^_ga/) }],
          },
        },
      },
      "site ads": {},
    },
    language: {
      default: "en",
      translations: {
        en: {
          consentModal: {},
          preferencesModal: {
            sections: [
              {
                title: "Performance <b>cookies</b>",
                description: "To  count.",
                linkedCategory: "analytics",
                cookieTable: {
                  headers: { col1: "Name", col2: "Description", col3: "Expiration" },
                  body: [{ col1: "_gid", col2: "Tells visits apart", col3: "1 day" }],
                },
              },
            ],
          },
        },
        fr: "/fr.json",
      },
    },
  });

  it("becomes a policy that says the same", () => {
    const { categories, former, services, texts, ttl } = plan;
    expect(categories).toEqual({
      necessary: { rule: "exempt", revision: 2 },
      analytics: { rule: "ask", revision: 2 },
      siteAds: { rule: "ask", revision: 2 },
    });
    expect(services).toMatchObject({
      ga: { category: "analytics", provider: "Google Analytics", cookies: { "_ga*": {} } },
      analyticsCookies: {
        category: "analytics",
        cookies: { _gid: { purpose: "Tells visits apart", maxAge: 86_400 } },
      },
    });
    expect(texts).toEqual({ analytics: { name: "Performance cookies", text: "To count." } });
    expect([ttl, former]).toEqual([
      90 * 86_400,
      {
        from: { cookie: "our_cookie" },
        names: { analytics: "analytics", ga: "analytics/ga", siteAds: "site ads" },
        regime: "opt-in",
      },
    ]);
  });

  it("and a list of what is left to do", () => {
    const told = plan.notes.join("\n");
    for (const what of [
      "siteAds",
      "ticked before",
      "onGrant",
      "onChange",
      "fr stay behind",
      "_ga* is for, or",
      "Who provides ga",
    ])
      expect(told).toContain(what);
  });
});

describe("a configuration of klaro", () => {
  const plan = planKlaro({
    storageName: "choices",
    cookieExpiresAfterDays: 30,
    mustConsent: true,
    translations: {
      en: { purposes: { analytics: { title: "Statistics" } }, matomo: { description: "Counts visits" } },
      de: {},
    },
    services: [
      {
        name: "matomo",
        title: "Matomo",
        purposes: ["analytics"],
        cookies: [pattern(/^_pk_/), ["piwik_ignore", "/", ".example.org"]],
      },
      { name: "session", purposes: ["login"], required: true },
      { name: "maps", purposes: ["maps"], optOut: true, default: true, callback: { "~function": true } },
    ],
  });

  it("becomes a policy that says the same", () => {
    expect(plan.categories).toEqual({
      necessary: { rule: "exempt" },
      analytics: { rule: "ask" },
      maps: { rule: "ask", modes: { "opt-in": "optOut" } },
    });
    expect(plan.services).toMatchObject({
      matomo: {
        category: "analytics",
        function: "Counts visits",
        cookies: { "_pk_*": {}, piwik_ignore: { domain: "example.org" } },
      },
      session: { category: "necessary" },
      mapsService: { category: "maps" },
    });
    expect(plan.former).toEqual({
      from: { cookie: "choices" },
      names: { analytics: ["matomo"], maps: ["maps"] },
      regime: "opt-in",
      lifetime: 30 * 86_400,
    });
  });

  it("and a list of what is left to do", () => {
    const told = plan.notes.join("\n");
    for (const what of [
      "toggle each",
      "layout",
      "de stay behind",
      "mapsService was ticked",
      'consent.onGrant("mapsService"',
    ])
      expect(told).toContain(what);
  });
});

describe("whatever a configuration holds", () => {
  const key = fc.oneof(
    fc.constantFrom(
      "analytics",
      "necessary",
      "__proto__",
      "constructor",
      "toString",
      "1st",
      "a b",
      "é",
      "",
      "services",
      "x'\"`\u2028",
    ),
    fc.string({ maxLength: 6 }),
  );
  const value = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom({ "~function": true }, pattern(/^_ga/), pattern(/x/)),
    key,
  );
  const cookies = fc.array(fc.record({ name: value, domain: value }, { requiredKeys: [] }));
  const vanilla = fc.record(
    {
      categories: fc.dictionary(
        key,
        fc.record(
          {
            enabled: value,
            readOnly: fc.boolean(),
            autoClear: fc.record({ cookies }),
            services: fc.dictionary(
              key,
              fc.record({ label: value, cookies, onAccept: value }, { requiredKeys: [] }),
            ),
          },
          { requiredKeys: [] },
        ),
        { minKeys: 1 },
      ),
      mode: fc.constantFrom("opt-in", "opt-out", 7),
      revision: value,
      cookie: fc.record(
        { name: value, expiresAfterDays: fc.oneof(value, fc.double()) },
        { requiredKeys: [] },
      ),
      language: value,
    },
    { requiredKeys: ["categories"] },
  );
  const klaro = fc.record(
    {
      services: fc.array(
        fc.record(
          {
            name: key,
            title: value,
            purposes: fc.array(key),
            cookies: fc.array(value),
            required: fc.boolean(),
            optOut: fc.boolean(),
          },
          { requiredKeys: ["name"] },
        ),
        { minLength: 1 },
      ),
      translations: value,
      cookieExpiresAfterDays: fc.oneof(value, fc.double()),
      storageMethod: value,
    },
    { requiredKeys: ["services"] },
  );

  it("it becomes a module that compiles, and a policy that core takes", () => {
    const plans = fc.oneof(vanilla.map(planVanillaCookieConsent), klaro.map(planKlaro));
    fc.assert(
      fc.property(plans, fc.string(), (plan, file) => {
        fc.pre(Object.keys(plan.categories).length > 0);
        const text = writePolicy(plan, file);
        const { diagnostics, outputText } = ts.transpileModule(text, {
          reportDiagnostics: true,
          compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
        });
        expect(diagnostics?.map(({ messageText }) => messageText)).toEqual([]);
        const exported = run(outputText);
        expect(exported.policy.recordName).toBe("cookies_preferences");
        for (const name of Object.keys(exported.former.names))
          expect(exported.policy.entries.map((entry) => entry.name)).toContain(name);
      }),
      { numRuns: Math.min(500, Number(process.env.ASSENT_RUNS ?? 1000)) },
    );
  });
});

function pattern(expression: RegExp): object {
  return { "~pattern": String(expression) };
}

interface Exported {
  readonly policy: { readonly recordName: string; readonly entries: readonly { readonly name: string }[] };
  readonly former: Plan["former"];
}

/** What a module exports that imports core alone. */
function run(code: string): Exported {
  const exported = {} as Exported;
  const core = { day: 86_400, definePolicy: (input: PolicyInput) => definePolicy(input as never) };
  new Function("exports", "require", code)(exported, () => core);
  return exported;
}
