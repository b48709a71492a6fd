import { definePolicy } from "@assent/core";
import { expect, it } from "vitest";
import { applyAllowances } from "./allowance.js";
import { cloakedAmong } from "./cloaked.js";
import { declaredFor, isSameSite, servicesAt } from "./declared.js";
import { judge } from "./judge.js";
import { knownAs } from "./known.js";
import type { Phase, Write } from "./observation.js";
import { placesIn } from "./witness.js";

const policy = definePolicy({
  categories: { necessary: "exempt", statistics: "ask" },
  services: {
    basket: {
      category: "necessary",
      provider: "Shop",
      party: "first",
      cookies: {
        _ga: { purpose: "It is called so", maxAge: "session" },
        basket: { purpose: "", maxAge: "session" },
      },
    },
    audience: {
      category: "statistics",
      provider: "Stats",
      party: "third",
      origins: {
        "script-src": ["https://*.stats.example", "plain.example:8443"],
        "connect-src": ["https://collect.stats.example/v2/"],
      },
      cookies: {
        "_ex_*": { purpose: "", maxAge: 60 },
        _ex_own: { purpose: "", maxAge: 60 },
        uid: { purpose: "", maxAge: 60, domain: "tracker.example" },
      },
    },
  },
});

const short = ({ rule, subject }: { rule: string; subject: string }) => `${rule} ${subject}`;
const nothing = { policy, host: "shop.example", observations: [], known: [], cloaked: [] };

it("says what is declared and was never seen", () => {
  expect(judge(nothing).map(short)).toEqual([
    "declared-unseen _ex_*",
    "declared-unseen _ex_own",
    "declared-unseen _ga",
    "declared-unseen basket",
    "declared-unseen uid",
  ]);
});

const visitor = (scenario: string, troubles: readonly string[], names: readonly string[] = []) => {
  const writes = names.map(
    (name): Write => ({ kind: "cookie", name, host: "shop.example", by: "response", from: [], at: 0 }),
  );
  const phase: Phase = { name: "unanswered", permissions: {}, writes, sent: [], stored: [] };
  return { scenario, troubles, phases: [phase] };
};

it("keeps each trouble, once, and says nothing of what was never seen where not all was", () => {
  const observations = [visitor("reject", ["one", "two"]), visitor("accept", ["two"])];
  const told = judge({ ...nothing, observations });
  expect(told.map(({ rule, message, scenarios }) => [rule, message, scenarios])).toEqual([
    ["audit-inconclusive", "one", ["reject"]],
    ["audit-inconclusive", "two", ["reject", "accept"]],
  ]);
});

it("shows a name that is empty, and each sign of one that would not show", () => {
  const observations = [visitor("reject", [], ["", "a\n::error ::b", "\u202E\u001B[31m"])];
  expect(judge({ ...nothing, observations }).map(short)).toEqual(
    expect.arrayContaining([
      "undeclared-cookie (no name)",
      "undeclared-cookie a\\u{a}::error ::b",
      "undeclared-cookie \\u{202e}\\u{1b}[31m",
    ]),
  );
});

it("warns where what is said to be necessary is known to measure", () => {
  const known = [{ name: "_ga", provider: "Google Analytics", category: "statistics" as const }];
  expect(judge({ ...nothing, known }).map(short)).toContain("database-disagrees _ga");
});

it("says which host leads to a tracker, through other names too, and in circles", async () => {
  const aliases: { [host: string]: string[] } = {
    "metrics.shop.example": ["a.cdn.example"],
    "a.cdn.example": ["shop.eulerian.net."],
    "round.shop.example": ["round.shop.example"],
  };
  const resolve = async (host: string) => aliases[host] ?? Promise.reject(new Error("ENODATA"));
  const hosts = ["metrics.shop.example", "round.shop.example", "www.shop.example"];
  const cloaked = await cloakedAmong(hosts, ["eulerian.net"], resolve);
  expect(cloaked).toEqual([{ host: "metrics.shop.example", tracker: "shop.eulerian.net" }]);
  expect(judge({ ...nothing, cloaked }).map(short)).toContain("cname-cloaked metrics.shop.example");
});

it("finds the most specific declaration, in the place it is declared for", () => {
  const of = (name: string, host: string) =>
    declaredFor(policy, "shop.example", { kind: "cookie", name, host }).map(({ cookie }) => cookie.name);
  expect(of("_ex_1", "www.shop.example")).toEqual(["_ex_*"]);
  expect(of("_ex_own", "shop.example")).toEqual(["_ex_own"]);
  expect(of("my_ex_1", "shop.example")).toEqual([]);
  expect(of("uid", "tracker.example")).toEqual(["uid"]);
  expect(of("uid", "shop.example")).toEqual([]);
  expect(of("_ex_1", "tracker.example")).toEqual([]);
});

it("reads origins as a Content-Security-Policy does", () => {
  const at = (url: string) => servicesAt(policy, url);
  expect(at("https://cdn.stats.example/x.js")).toEqual(["audience"]);
  expect(at("http://stats.example/")).toEqual([]);
  expect(at("http://plain.example:8443/")).toEqual(["audience"]);
  expect(at("http://plain.example/")).toEqual([]);
  expect(at("http://deep.tracker.example/")).toEqual(["audience"]);
});

it.each([
  ["shop.example", "www.shop.example", true],
  ["a.co.uk", "b.co.uk", false],
  ["localhost", "localhost", true],
  ["localhost", "127.0.0.1", false],
])("%s and %s are one site: %s", (one, other, same) => expect(isSameSite(one, other)).toBe(same));

it("prefers an exact name, then the longest pattern, and asks for the domain of what says too little", () => {
  const database = [
    { name: "_ga*", provider: "Pattern", category: "statistics" as const },
    { name: "_ga_x*", provider: "Longer", category: "statistics" as const },
    { name: "_ga", provider: "Exact", category: "statistics" as const },
    { name: "uid", provider: "There", category: "advertising" as const, domains: ["there.example"] },
  ];
  const who = (name: string, host = "shop.example") => knownAs(database, name, host)?.provider;
  expect([who("_ga"), who("_gax"), who("_ga_xy"), who("uid"), who("uid", "www.there.example")]).toEqual([
    "Exact",
    "Pattern",
    "Longer",
    undefined,
    "There",
  ]);
});

it("allows until the end of a day, and then no more", () => {
  const findings = judge(nothing);
  const allow = [{ rule: "declared-unseen" as const, subject: "_ex_*", reason: "", until: "2027-03-01" }];
  const left = (now: string) => applyAllowances(findings, allow, Date.parse(now)).findings.map(short);
  expect(left("2027-03-01T23:00:00Z")).not.toContain("declared-unseen _ex_own");
  expect(left("2027-03-01T23:00:00Z")).toContain("declared-unseen basket");
  expect(left("2027-03-02T00:00:00Z")).toContain("declared-unseen _ex_own");
  const broken = [{ ...allow[0], until: "some day" } as (typeof allow)[number]];
  expect(applyAllowances(findings, broken, 0)).toMatchObject({ findings, ended: broken });
});

it("reads a stack's places, innermost first", () => {
  const stack = `Error
    at told (<anonymous>:1:1)
    at track (https://cdn.example/tag.js:10:5)
    at https://cdn.example/tag.js?a=(b):20:7
    at async Promise.all (index 0)
    at new Page (http://localhost:3000/app.js:1:200)`;
  expect(placesIn(stack).map(({ line, column }) => [line, column])).toEqual([
    [10, 5],
    [20, 7],
    [1, 200],
  ]);
});
