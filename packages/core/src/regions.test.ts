import { expect, test } from "vitest";
import { day, definePolicy, type Regime, readConsent, regimeOf, regions } from "./index.js";

const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
const pairs = letters.flatMap((one) => letters.map((other) => one + other));
const codes = [
  ...pairs,
  ...pairs.map((state) => `US-${state}`),
  ...pairs.map((province) => `CA-${province}`),
];
const isNowhere = (code: string) => /^(X|ZZ)/.test(code);

test("each row says what the presets do", () => {
  for (const { region, regime } of regions) expect([region, regimeOf(region)]).toEqual([region, regime]);
});

test("each region that requires more than a notice has a row, and one only", () => {
  const listed = regions.map(({ region }) => region).sort();
  const found = codes.filter((code) => !isNowhere(code) && regimeOf(code) !== "notice").sort();
  expect(listed).toEqual(found);
});

test("each row has a source, a date, and an address that is one", () => {
  for (const { source, since, url, basis } of regions) {
    expect(source.length).toBeGreaterThan(20);
    expect(since).toBe(new Date(since).toISOString().slice(0, 10));
    expect(["primary", "secondary"]).toContain(basis);
    if (url !== undefined) expect(new URL(url).protocol).toBe("https:");
  }
});

test("what is unknown, or nowhere, counts as the strictest", () => {
  for (const code of [
    undefined,
    "",
    "fr",
    "F",
    "FRA",
    "T1",
    "A1",
    "XX",
    "XA",
    "ZZ",
    "FR ",
    "US-",
    "<script>",
    "__proto__",
  ])
    expect([code, regimeOf(code)]).toEqual([code, "opt-in"]);
});

test("a country whose parts differ counts as the strictest of them, a part without a law of its own as the rest", () => {
  expect([regimeOf("US"), regimeOf("US-CA"), regimeOf("US-WY")]).toEqual(["opt-out", "opt-out", "notice"]);
  expect([regimeOf("CA"), regimeOf("CA-QC"), regimeOf("CA-ON")]).toEqual(["opt-in", "opt-in", "notice"]);
  expect([regimeOf("FR-IDF"), regimeOf("DE-BY"), regimeOf("JP-13")]).toEqual(["opt-in", "opt-in", "notice"]);
});

test("a policy may know better: for a region, for the rest of a country, and for a category of its own", () => {
  const site = definePolicy({
    categories: {
      statistics: { rule: "ask", modes: { GB: "optOut", "opt-in": "optIn" } },
      advertising: { rule: "ask", sale: true },
    },
    services: {},
    regimes: { JP: "opt-in", "US-*": "opt-out" },
    ttl: 30 * day,
  });
  const read = (region: string) => readConsent(site, { cookie: "", region, now: 0 });
  const regime = (region: string): Regime => read(region).regime;
  expect([regime("JP"), regime("US-WY"), regime("US-CA"), regime("FR"), regime("IN")]).toEqual([
    "opt-in",
    "opt-out",
    "opt-out",
    "opt-in",
    "notice",
  ]);
  expect(read("GB").permissions).toEqual({ statistics: true, advertising: false });
  expect(read("GB")).toMatchObject({ asks: ["advertising"] });
  expect(read("FR").permissions).toEqual({ statistics: false, advertising: false });
});
