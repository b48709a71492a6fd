import { fixedClock } from "@assent/core/testing";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { holds } from "../../core/test/world.js";
import { cookieOf, policy, start } from "../test/site.js";
import { allowedCookies, consentFor, type RequestConsent, type Withheld, withhold } from "./index.js";

interface Granted {
  readonly statistics?: boolean;
  readonly media?: boolean;
}
const visitors: readonly Granted[] = [
  {},
  { statistics: true },
  { media: true },
  { statistics: true, media: true },
];
const site = { policy, clock: fixedClock(start) };
const consents = new Map(
  visitors.map((granted) => [
    JSON.stringify(granted),
    consentFor({ headers: new Headers({ cookie: cookieOf(granted) }) }, site),
  ]),
);
const consentOf = (granted: Granted) => consents.get(JSON.stringify(granted)) as RequestConsent;

const through = (line: string, choices: Granted = {}) => allowedCookies([line], consentOf(choices));

describe("lets out", () => {
  test("what is declared and permitted, in its own words", () => {
    expect(through("sessionid=a%20b; Path=/; Secure; HttpOnly; SameSite=Lax")).toEqual([
      "sessionid=a%20b; Path=/; Secure; HttpOnly; SameSite=Lax",
    ]);
    expect(through("basket_seen_1=2; Path=/", { statistics: true })).toEqual(["basket_seen_1=2; Path=/"]);
  });

  test("the record, whether the policy declares it or not", () => {
    const record = `${cookieOf({})}; Path=/; Max-Age=34560000; SameSite=Lax`;
    expect(through(record)).toEqual([record]);
  });

  test("what deletes, so that it can do nothing else", () => {
    expect(through("unheard=x; Max-Age=0")).toEqual([
      "unheard=; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
    ]);
    expect(through("visitor=x; Domain=a.example; expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/x")).toEqual([
      "visitor=; Domain=a.example; Path=/x; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
    ]);
    expect(through("visitor=x; Max-Age=0; Max-Age=60")).toEqual([]);
    expect(through("visitor=x; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT")).toEqual([]);
    expect(through("visitor=x; Max-Age=0x")).toEqual([]);
  });
});

describe("holds back", () => {
  test.each([
    ["what nothing declares", "unheard=1", {}],
    ["what is declared as another kind of storage", "stored=1", { statistics: true }],
    ["what isn't permitted", "visitor=1", {}],
    ["what only one of two that declare it may set", "visitor=1", { statistics: true }],
    ["by the more specific pattern", "basket_seen_1=1", {}],
    ["what is called as a category is", "necessary=1", {}],
    ["a cookie without a name", "visitor", { statistics: true }],
    ["a name in other letters", "SESSIONID=1", {}],
  ])("%s", (_what, line, choices) => {
    expect(through(line, choices)).toEqual([]);
  });

  test("each of several that were folded into one header, and no date", () => {
    const date = new Date(start + 86_400_000).toUTCString();
    expect(
      through(`sessionid=1; Path=/, visitor=2; Expires=${date}, basket=3; Expires=${date}; Path=/,unheard=4`),
    ).toEqual(["sessionid=1; Path=/; HttpOnly", "basket=3; Path=/; Max-Age=86400"]);
  });
});

describe("makes what is permitted as declared", () => {
  test("HttpOnly", () => {
    expect(through("sessionid=1")).toEqual(["sessionid=1; HttpOnly"]);
    expect(through("sessionid=1; httponly")).toEqual(["sessionid=1; httponly"]);
  });

  test("to the browser's end where that is declared, and no longer than declared anywhere", () => {
    expect(through("sessionid=1; Max-Age=60; HttpOnly")).toEqual(["sessionid=1; HttpOnly"]);
    expect(through("basket=1; Max-Age=99999999999999999999999")).toEqual(["basket=1; Max-Age=2592000"]);
    expect(through("basket=1; Expires=Fri, 31 Dec 2999 00:00:00 GMT")).toEqual(["basket=1; Max-Age=2592000"]);
    expect(through("basket=1; Expires=some day; mAx-aGe=60")).toEqual(["basket=1; Max-Age=60"]);
  });
});

describe("a response", () => {
  const headers: [string, string][] = [
    ["content-type", "text/plain"],
    ["set-cookie", "sessionid=1"],
    ["Set-Cookie", "unheard=2"],
    ["set-cookie", "visitor=3"],
  ];
  const whole = () => new Response("Hello", { status: 203, statusText: "So so", headers });

  test("keeps all but its cookies", async () => {
    const response = withhold(whole(), consentOf({}));
    expect(response.headers.getSetCookie()).toEqual(["sessionid=1; HttpOnly"]);
    expect([response.status, response.statusText]).toEqual([203, "So so"]);
    expect(response.headers.get("content-type")).toBe("text/plain");
    expect(await response.text()).toBe("Hello");
  });

  test("is the same one where nothing is held back, and may be unchangeable where something is", () => {
    const clean = Response.redirect("https://a.example/");
    expect(withhold(clean, consentOf({}))).toBe(clean);
    expect(withhold(new Response(null, { status: 204, headers }), consentOf({})).status).toBe(204);
  });

  test("passes as it is where it is only reported on", () => {
    const reports: Withheld[] = [];
    const given = whole();
    const report = (withheld: Withheld) => reports.push(withheld);
    expect(withhold(given, consentOf({}), { mode: "report", report })).toBe(given);
    expect(reports).toEqual([
      { name: "sessionid", reason: "attributes" },
      { name: "unheard", reason: "undeclared" },
      { name: "visitor", reason: "denied" },
    ]);
  });
});

/** What may be set, written by hand for the four visitors: permitted, for how long, and out of scripts' reach. */
const rules: { readonly [name: string]: [needs: string[], longest: number, httpOnly: boolean] } = {
  sessionid: [[], 0, true],
  basket: [[], 30 * 86_400, false],
  "basket_*": [[], 86_400, true],
  "basket_seen_*": [["statistics"], 86_400, false],
  visitor: [["statistics", "media"], 86_400, true],
  viewer: [["media"], 365 * 86_400, false],
  necessary: [["statistics"], 86_400, false],
};

function ruleFor(name: string): (typeof rules)[string] | undefined {
  const pattern = ["basket_seen_", "basket_"].find((start) => name.startsWith(start));
  return rules[pattern ? `${pattern}*` : name];
}

const known = Object.keys(rules).map((name) => name.replace("*", "1"));
const names = [
  ...known,
  "basket_",
  "stored",
  "unheard",
  "statistics",
  "player",
  "Basket",
  "xbasket",
  "",
  "__Host-visitor",
];

/** Letters in either case. */
const cased = (text: string) =>
  fc
    .array(fc.boolean(), { minLength: text.length, maxLength: text.length })
    .map((bits) =>
      [...text].map((letter, index) => (bits[index] ? letter.toUpperCase() : letter.toLowerCase())).join(""),
    );
const blank = fc.constantFrom("", "", " ", "\t", "  ");
const date = fc
  .date({ min: new Date(0), max: new Date("2999-01-01"), noInvalidDate: true })
  .chain((day) =>
    fc.constantFrom(
      day.toUTCString(),
      day.toISOString(),
      day.toUTCString().replaceAll(" ", "-"),
      "never",
      "",
    ),
  );
const life = fc.oneof(
  fc.integer({ min: -5, max: 500 * 86_400 }).map(String),
  fc.constantFrom("1e3", "0x10", "+5", "", "00", "-0", "60 ", "9".repeat(30)),
);
const attribute = fc.oneof(
  life.chain((text) => cased("max-age").map((name) => `${name}=${text}`)),
  date.chain((text) => cased("expires").map((name) => `${name}=${text}`)),
  cased("httponly"),
  fc.constantFrom(
    "Path=/",
    "Path=/a,b",
    "Domain=example.org",
    "SameSite=Lax",
    "Secure",
    "",
    "=",
    "Priority=High",
  ),
);
const value = fc.oneof(
  fc.constantFrom("1", "", "a,b", 'a="b"', '{"a":1,"b":2}', "a=b", "visitor=1", "a, b", "x,visitor=1"),
  fc.string({ maxLength: 12 }).map((text) => text.replace(/[^\x20-\x7e]/g, "?")),
);
const cookie = fc
  .tuple(
    blank,
    fc.constantFrom(...names),
    blank,
    fc.constantFrom("=", "=", "=", ""),
    blank,
    value,
    fc.array(fc.tuple(blank, attribute, blank), { maxLength: 5 }),
  )
  .map(
    ([a, name, b, equals, c, text, attributes]) =>
      `${a}${name}${b}${equals}${c}${text}${attributes.map((parts) => `;${parts.join("")}`).join("")}`,
  );
/** One header, of one cookie or of several folded together. */
const header = fc
  .array(cookie, { minLength: 1, maxLength: 3 })
  .chain((cookies) => fc.constantFrom(", ", ",", " , ").map((comma) => cookies.join(comma)));

test("nothing that the policy denies gets out, whatever the header's shape", () => {
  const told = fc.record({
    choices: fc.constantFrom(...visitors),
    lines: fc.array(header, { maxLength: 6 }),
  });
  holds(told, ({ choices, lines }) => {
    const headers = new Headers();
    for (const line of lines) headers.append("Set-Cookie", line);
    const response = withhold(new Response("", { headers }), consentOf(choices));
    // As most browsers read a header, and as those do that take a comma for an end.
    for (const line of response.headers.getSetCookie())
      for (const read of [line, ...partsOf(line)]) judge(read, choices);
  });
});

test("nothing that it permits is lost", () => {
  const plain = fc.record({
    name: fc.constantFrom(...known),
    text: fc.constantFrom("1", "a%2Cb", "", "a=b"),
    seconds: fc.integer({ min: 1, max: 500 * 86_400 }),
  });
  const told = fc.record({
    choices: fc.constantFrom(...visitors),
    cookies: fc.array(plain, { maxLength: 6 }),
  });
  holds(told, ({ choices, cookies }) => {
    const lines = cookies.map(({ name, text, seconds }) => `${name}=${text}; Max-Age=${seconds}; Path=/`);
    const expected = cookies.filter(({ name }) => isPermitted(name, choices));
    expect(allowedCookies(lines, consentOf(choices)).map((line) => line.split(";")[0])).toEqual(
      expected.map(({ name, text }) => `${name}=${text}`),
    );
  });
});

function isPermitted(name: string, granted: Granted): boolean {
  return !!ruleFor(name)?.[0].every((category) => granted[category as keyof Granted]);
}

/** What a reader takes for cookies that takes a comma for an end wherever a name and "=" follow. */
function partsOf(line: string): string[] {
  const found: string[] = [];
  for (const part of line.split(",")) {
    if (!found[0] || part.split(";")[0]?.includes("=")) found.push(part);
    else found.push(`${found.pop()},${part}`);
  }
  return found;
}

/** Reads a header letter by letter, as a browser does, and holds it to the rules. */
function judge(line: string, granted: Granted): void {
  const [pair = "", ...attributes] = line.split(";");
  const equals = pair.indexOf("=");
  // Without "=", or with nothing before it, browsers keep a cookie that has no name.
  const name = equals < 0 ? "" : pair.slice(0, equals).trim();
  let ends = Number.POSITIVE_INFINITY;
  let age: number | undefined;
  let expires: number | undefined;
  let httpOnly = false;
  for (const attribute of attributes) {
    const [key = "", ...rest] = attribute.split("=");
    const text = rest.join("=").trim();
    const lower = key.trim().toLowerCase();
    if (lower === "httponly") httpOnly = true;
    if (lower === "max-age" && /^-?[0-9]+$/.test(text)) age = Number(text);
    if (lower === "expires" && !Number.isNaN(Date.parse(text))) expires = (Date.parse(text) - start) / 1000;
  }
  ends = age ?? expires ?? ends;
  if (ends <= 0) return;
  const [, longest, isHidden] = ruleFor(name) ?? [[], 0, true];
  if (!isPermitted(name, granted)) throw new Error(`${line} came out`);
  if (isHidden && !httpOnly) throw new Error(`${line} can be read by scripts`);
  if (ends < Number.POSITIVE_INFINITY && ends > longest) throw new Error(`${line} lives too long`);
}
