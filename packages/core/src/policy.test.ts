import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { holds, names, policyInput } from "../test/world.js";
import {
  AssentError,
  cookieType,
  createConsent,
  day,
  definePolicy,
  type ErrorCode,
  fingerprint,
  isAllowed,
  type Permissions,
  type Policy,
  type PolicyInput,
  permission,
  type ServiceInput,
} from "./index.js";

const cookie = { purpose: "To show how it works", maxAge: 30 * day };
const counter: ServiceInput = {
  category: "statistics",
  provider: "Example",
  party: "first",
  cookies: { _count: cookie },
};
const anonymous = { solePurpose: true, crossSite: false, combined: false, retention: 90 * day };
const measuring: ServiceInput = { ...counter, exempt: "anonymous-statistics", anonymous };

/** Defines what no type checker would let through, as plain JavaScript does. */
function define(input: { [field: string]: unknown }): Policy {
  return definePolicy({
    categories: { necessary: "exempt", statistics: "ask" },
    services: {},
    ...input,
  } as never);
}
const withService = (service: { [field: string]: unknown }, name = "counter") => ({
  services: { [name]: { ...counter, ...service } },
});
const withCookie = (declared: unknown, name = "_count") => withService({ cookies: { [name]: declared } });

describe("what can't be right is refused, with its place and its cure", () => {
  const refusals: [string, { [field: string]: unknown }, ErrorCode, string, string][] = [
    ["no category", { categories: {} }, "category-empty", "categories", "declare at least one"],
    [
      "a name for a category and a service",
      withService({}, "statistics"),
      "name-taken",
      "services.statistics",
      "rename one",
    ],
    [
      "a service of an unknown category",
      withService({ category: "analytic" }),
      "category-unknown",
      'services.counter.category "analytic"',
      "use necessary, statistics",
    ],
    [
      "a service of a category that every object has",
      withService({ category: "constructor" }),
      "category-unknown",
      'services.counter.category "constructor"',
      "use necessary, statistics",
    ],
    [
      "a service that isn't exempt in a category that is",
      withService({ category: "necessary", exempt: false }),
      "category-exempt",
      "services.counter",
      "move it to a category that asks",
    ],
    ["a lone *", withCookie(cookie, "*"), "cookie-pattern", 'services.counter.cookies["*"]', "not first"],
    ["an unanchored *", withCookie(cookie, "*_id"), "cookie-pattern", 'cookies["*_id"]', "not first"],
    ["two *", withCookie(cookie, "_a*b*"), "cookie-pattern", 'cookies["_a*b*"]', "one *"],
    ["no name", withCookie(cookie, ""), "cookie-pattern", 'cookies[""]', "begin with"],
    [
      "a lifetime over 400 days",
      withCookie({ ...cookie, maxAge: 400 * day + 1 }),
      "cookie-lifetime",
      'services.counter.cookies["_count"].maxAge 34560001',
      "400 days at most",
    ],
    ["a lifetime of nothing", withCookie({ ...cookie, maxAge: 0 }), "cookie-lifetime", "maxAge 0", "seconds"],
    [
      "a lifetime in words",
      withCookie({ ...cookie, maxAge: "1 year" }),
      "cookie-lifetime",
      "1 year",
      "seconds",
    ],
    ["a number in words", withCookie({ ...cookie, maxAge: "90" }), "cookie-lifetime", "maxAge 90", "seconds"],
    [
      "a cookie without an end",
      withCookie({ ...cookie, maxAge: "persistent" }),
      "cookie-lifetime",
      "maxAge persistent",
      "400 days",
    ],
    [
      "two services declaring one name for one place",
      { services: { counter, other: counter } },
      "cookie-twice",
      'services.other.cookies["_count"] is declared by services.counter',
      "declare it once, or give its domain",
    ],
    [
      "a service declaring one name twice for one place",
      withCookie([cookie, cookie]),
      "cookie-twice",
      'services.counter.cookies["_count"]',
      "declare it once",
    ],
    [
      "no provider",
      withService({ provider: "" }),
      "provider-missing",
      "services.counter.provider",
      "name who",
    ],
    [
      "an unknown party",
      withService({ party: "both" }),
      "field-value",
      'services.counter.party "both"',
      '"first"',
    ],
    [
      "an unknown exemption",
      withService({ exempt: "ours" }),
      "field-value",
      "services.counter.exempt",
      "communication",
    ],
    [
      "an unknown kind",
      withCookie({ ...cookie, kind: "disk" }),
      "field-value",
      '.kind "disk"',
      '"indexeddb"',
    ],
    [
      "an unknown rule",
      { categories: { a: "maybe" } },
      "field-value",
      'categories.a.rule "maybe"',
      '"exempt"',
    ],
    [
      "an unknown mode",
      { categories: { a: { rule: "ask", modes: { GB: "opt-out" } } } },
      "field-value",
      'categories.a.modes.GB "opt-out"',
      '"optOut"',
    ],
    ["an unknown regime", { regimes: { GB: "gdpr" } }, "field-value", 'regimes["GB"] "gdpr"', '"opt-in"'],
    [
      "an unknown directive",
      withService({ origins: { "script-source": [] } }),
      "field-value",
      'services.counter.origins "script-source"',
      '"script-src"',
    ],
    [
      "origins that are no list",
      withService({ origins: { "img-src": "https://a.example" } }),
      "origin-invalid",
      'services.counter.origins["img-src"] "https://a.example"',
      "must list origins",
    ],
    [
      "an origin that would end its directive",
      withService({ origins: { "img-src": ["https://a.example; script-src *"] } }),
      "origin-invalid",
      "a.example; script-src",
      "like https://example.com",
    ],
    ...[
      "*",
      "https:",
      "'none'",
      "'unsafe-inline'",
      "https://a.example,b.example",
      "a b",
      "",
      "'nonce-a'",
    ].map((source): (typeof refusals)[number] => [
      `an origin that permits more, or nothing: ${source}`,
      withService({ origins: { "script-src": ["https://a.example", source] } }),
      "origin-invalid",
      'services.counter.origins["script-src"]',
      "'self', data: or blob:",
    ]),
    [
      "a name that breaks the record",
      { categories: { "a~b": "ask" } },
      "name-invalid",
      "categories.a~b",
      "letters",
    ],
    [
      "a name that every object has",
      { categories: { constructor: "ask" } },
      "name-invalid",
      "categories.constructor",
      "Object",
    ],
    [
      "a service's name that breaks the record",
      withService({}, "you tube"),
      "name-invalid",
      "services.you tube",
      "letters",
    ],
    [
      "a record's name that is no cookie's",
      { recordName: "a=b" },
      "record-name",
      'recordName "a=b"',
      "letters, digits",
    ],
    ["a grant that never counts", { ttl: 0 }, "record-ttl", "ttl 0", "0 < ttl"],
    [
      "a refusal shorter than a grant",
      { ttl: 90 * day, ttlDeny: 30 * day },
      "record-ttl",
      "ttlDeny 2592000",
      "ttl ≤ ttlDeny",
    ],
    ["a refusal longer than a cookie", { ttlDeny: 401 * day }, "record-ttl", "ttlDeny", "400 days"],
  ];

  test.each(refusals)("%s", (_what, input, code, place, cure) => {
    const refusal = catches(() => define(input));
    expect(refusal.code).toBe(code);
    expect(refusal.message).toContain(place);
    expect(refusal.message).toContain(cure);
    expect(refusal.message).toContain(`errors.md#${code}`);
  });

  const claims: [string, { [field: string]: unknown }, string][] = [
    ["third party", { party: "third" }, "services.counter.party"],
    ["without conditions", { anonymous: undefined }, "services.counter.anonymous "],
    [
      "for more than measuring this site",
      { anonymous: { ...anonymous, solePurpose: false } },
      "anonymous.solePurpose",
    ],
    ["across sites", { anonymous: { ...anonymous, crossSite: true } }, "anonymous.crossSite"],
    ["combined with other data", { anonymous: { ...anonymous, combined: true } }, "anonymous.combined"],
    [
      "with data kept over 25 months",
      { anonymous: { ...anonymous, retention: 763 * day } },
      "anonymous.retention",
    ],
    [
      "with a cookie over 13 months",
      { cookies: { _c: { ...cookie, maxAge: 397 * day } } },
      'cookies["_c"].maxAge',
    ],
    [
      "with a cookie that visits extend",
      { cookies: { _c: { ...cookie, refresh: true } } },
      'cookies["_c"].refresh',
    ],
    [
      "with storage without an end",
      { cookies: { _c: { ...cookie, kind: "local", maxAge: "persistent" } } },
      ".maxAge",
    ],
  ];

  test.each(claims)("statistics that claim to be anonymous, %s", (_what, fields, place) => {
    const refusal = catches(() => define({ services: { counter: { ...measuring, ...fields } } }));
    expect(refusal.code).toBe("exemption-claim");
    expect(refusal.message).toContain(place);
    expect(refusal.message).toContain('"anonymous-statistics"');
  });

  test("a claim at its limits is accepted", () => {
    const edge = { _c: { ...cookie, maxAge: 396 * day } };
    const limits = { ...anonymous, retention: 762 * day };
    const site = define({ services: { counter: { ...measuring, anonymous: limits, cookies: edge } } });
    expect(site.services.counter?.exempt).toBe("anonymous-statistics");
  });

  test("one name is accepted for two places: another domain, path or kind", () => {
    const places = [
      cookie,
      { ...cookie, path: "/shop" },
      { ...cookie, domain: "a.example" },
      { ...cookie, kind: "local" },
    ];
    expect(define(withCookie(places)).services.counter?.cookies).toHaveLength(4);
  });

  test.each([
    "https://a.example",
    "https://*.a.example",
    "wss://a.example:8443",
    "http://127.0.0.1:4174",
    "localhost:*",
    "https://a.example/s/counter.js",
    "a.example",
    "'self'",
    "data:",
    "blob:",
  ])("%s is accepted as an origin", (source) => {
    const origins = { "script-src": [source] };
    expect(define(withService({ origins })).services.counter?.origins).toEqual(origins);
  });

  test("a hoisted policy, whose fields are plain strings to the type checker, is checked all the same", () => {
    const hoisted = {
      categories: { necessary: "exempt", statistics: "ask" },
      services: { counter: { category: "statistic", provider: "Example", party: "first", cookies: {} } },
    };
    expect(() => definePolicy(hoisted)).toThrow(/services\.counter\.category "statistic" is not declared/);
  });

  function catches(run: () => void): AssentError {
    try {
      run();
    } catch (error) {
      if (error instanceof AssentError) return error;
      throw error;
    }
    throw new Error("nothing was refused");
  }
});

describe("a policy", () => {
  test("is frozen: nobody adds, takes away or exchanges a category, a service or a cookie's fields", () => {
    const { categories, services, ...site } = define({ services: { counter } });
    const parts = [
      categories,
      services,
      ...Object.values(categories),
      ...Object.values(services),
      site.regimes,
    ];
    for (const part of [...parts, services.counter?.cookies[0]]) expect(Object.isFrozen(part)).toBe(true);
    expect(Object.isFrozen(define({}))).toBe(true);
  });

  test("leaves what it was made from as it was", () => {
    const input = {
      categories: { statistics: { rule: "ask", modes: { GB: "optOut" } } },
      services: { counter },
    } as const;
    const before = structuredClone(input);
    definePolicy(input);
    expect(input).toEqual(before);
    expect(Object.isFrozen(input.categories.statistics.modes)).toBe(false);
  });

  test("is completed: what is left out has its default", () => {
    const site = define({
      services: { counter, session: { ...counter, category: "necessary", cookies: { s: cookie } } },
    });
    expect(site).toMatchObject({ recordName: "cookies_preferences", ttl: 180 * day, ttlDeny: 180 * day });
    expect(site.categories.statistics).toMatchObject({ rule: "ask", sale: false, revision: 0, modes: {} });
    expect(site.services.session?.exempt).toBe("strictly-necessary");
    expect(site.services.counter).toMatchObject({ exempt: false, function: "", location: [], revision: 0 });
    expect(site.services.counter?.cookies[0]).toMatchObject({
      kind: "cookie",
      httpOnly: false,
      domain: undefined,
      path: "/",
      refresh: false,
    });
    expect(define({ ttl: 300 * day }).ttlDeny).toBe(300 * day);
  });
});

test("a service's cookies are of one of four types, by its exemption and its party", () => {
  const type = (fields: Partial<ServiceInput>) =>
    cookieType(define({ services: { counter: { ...counter, ...fields } } }).services.counter as never);
  expect(type({ category: "necessary" })).toBe("necessary");
  expect(type({ exempt: "communication" })).toBe("necessary");
  expect(type({ exempt: "anonymous-statistics", anonymous })).toBe("statistical");
  expect(type({})).toBe("first-party");
  expect(type({ party: "third" })).toBe("third-party");
  expect(type({ category: "necessary", party: "third" })).toBe("third-party");
});

describe("a fingerprint", () => {
  test("is four characters, the same on every machine", () => {
    expect(fingerprint(define({ services: { counter } }), "statistics")).toMatch(/^[0-9a-z]{4}$/);
    const pinned = definePolicy({
      categories: { statistics: "ask" },
      services: {
        counter: {
          category: "statistics",
          provider: "Example",
          party: "first",
          cookies: { _c: { purpose: "", maxAge: 90 } },
        },
      },
    });
    expect([fingerprint(pinned, "counter"), fingerprint(pinned, "statistics")]).toEqual(["s6x1", "701k"]);
  });

  const shuffled = (value: unknown): unknown =>
    Array.isArray(value) || typeof value !== "object" || value === null
      ? value
      : Object.fromEntries(
          Object.entries(value)
            .reverse()
            .map(([key, part]) => [key, shuffled(part)]),
        );

  const reworded = (input: PolicyInput): PolicyInput => ({
    ...input,
    services: Object.fromEntries(
      Object.entries(input.services).map(([name, service]) => [
        name,
        {
          ...service,
          function: "In other words",
          origins: { "img-src": ["https://elsewhere.example"] },
          location: ["elsewhere"],
          cookies: Object.fromEntries(
            Object.entries(service.cookies).map(([key, value]) => [
              key,
              { ...value, purpose: "In other words" },
            ]),
          ) as ServiceInput["cookies"],
        },
      ]),
    ),
  });

  const revs = (input: PolicyInput) => {
    const site = definePolicy(input);
    return Object.fromEntries(
      [...Object.keys(site.categories), ...Object.keys(site.services)].map((name) => [
        name,
        fingerprint(site, name),
      ]),
    );
  };

  test("doesn't follow the order of keys, the wording, nor where something is loaded from", () => {
    holds(policyInput, (input) => {
      expect(revs(shuffled(input) as PolicyInput)).toEqual(revs(input));
      expect(revs(reworded(input))).toEqual(revs(input));
    });
  });

  test("follows what a service means: its provider, party, revision, and its cookies with lifetime, kind and domain", () => {
    const input: PolicyInput = { categories: { statistics: "ask" }, services: { counter } };
    const changes: Partial<ServiceInput>[] = [
      { provider: "Another" },
      { party: "third" },
      { revision: 1 },
      { exempt: "communication" },
      { cookies: { _other: cookie } },
      { cookies: { _count: cookie, _more: cookie } },
      { cookies: { _count: { ...cookie, maxAge: 31 * day } } },
      { cookies: { _count: { ...cookie, maxAge: "session" } } },
      { cookies: { _count: { ...cookie, kind: "local" } } },
      { cookies: { _count: { ...cookie, domain: "a.example" } } },
      { cookies: { _count: { ...cookie, refresh: true } } },
      { cookies: {} },
    ];
    const all = [counter, ...changes.map((change) => ({ ...counter, ...change }))].map((service) =>
      revs({ ...input, services: { counter: service } }),
    );
    for (const name of ["counter", "statistics"])
      expect(new Set(all.map((rev) => rev[name])).size).toBe(all.length);
  });

  test("of a category follows its services, its revision and whether it is sold, and no other category's", () => {
    const named = fc.constantFrom(...names);
    holds(fc.tuple(policyInput, named), ([input, name]) => {
      const service = input.services[name];
      const category = input.categories[name];
      if (!service && typeof category !== "object") return;
      const later: PolicyInput = service
        ? { ...input, services: { ...input.services, [name]: { ...service, revision: 9 } } }
        : {
            ...input,
            categories: { ...input.categories, [name]: { ...(category as { rule: "ask" }), revision: 9 } },
          };
      const [before, after] = [revs(input), revs(later)];
      const changed = Object.keys(before).filter((key) => before[key] !== after[key]);
      expect(changed.sort()).toEqual(service ? [name, service.category].sort() : [name]);
    });
  });
});

describe("looking a stored name up", () => {
  const site = definePolicy({
    categories: { a: "ask", b: "ask", c: "ask", d: "ask" },
    services: {
      exact: { category: "a", provider: "A", party: "first", cookies: { _ga_1: cookie } },
      long: { category: "b", provider: "B", party: "first", cookies: { "_ga_*": cookie } },
      short: { category: "c", provider: "C", party: "first", cookies: { "_g*": cookie } },
      tail: {
        category: "d",
        provider: "D",
        party: "first",
        cookies: { "_ga_*_t": cookie, "_pk_id.*": cookie },
      },
    },
  });
  const consent = createConsent(site);
  const owner = (name: string) => {
    const only = (granted: string) => {
      const all = Object.keys(consent.getState().permissions).map((key) => [key, key === granted]);
      return Object.fromEntries(all) as Permissions<"a" | "exact">;
    };
    return Object.keys(site.services).filter((service) => isAllowed(site as Policy, only(service), name));
  };

  test("takes the most specific match: the exact name, the longest beginning, the longest end", () => {
    expect(owner("_ga_1")).toEqual(["exact"]);
    expect(owner("_ga_12")).toEqual(["long"]);
    expect(owner("_ga_12_t")).toEqual(["tail"]);
    expect(owner("_gx")).toEqual(["short"]);
    expect(owner("_ga_")).toEqual(["long"]);
    expect(owner("_pk_id.1.2")).toEqual(["tail"]);
  });

  test("is anchored at both ends", () => {
    for (const name of ["my_ga_1", "_pk_id", "x_pk_id.1", "", "_", "ga_1", "*"])
      expect(owner(name)).toEqual([]);
  });

  test("keeps no state: the same name is found again and again", () => {
    for (let time = 0; time < 5; time++) expect(owner("_ga_12")).toEqual(["long"]);
  });

  test("doesn't take what objects have for what is declared", () => {
    for (const name of ["constructor", "__proto__", "toString", "hasOwnProperty", "_ga_constructor_x"]) {
      expect(owner(name)).toEqual(name.startsWith("_ga_") ? ["long"] : []);
    }
    const odd = definePolicy({
      categories: { a: "ask" },
      services: {
        odd: {
          category: "a",
          provider: "A",
          party: "first",
          cookies: {
            constructor: cookie,
            toString: cookie,
            ["__proto__"]: cookie,
            "hasOwnProperty*": cookie,
          },
        },
      },
    });
    const granted = { a: true, odd: true };
    for (const name of ["constructor", "toString", "__proto__", "hasOwnProperty1"]) {
      expect([name, isAllowed(odd as Policy, granted, name)]).toEqual([name, true]);
      expect([name, isAllowed(odd as Policy, { a: false, odd: false }, name)]).toEqual([name, false]);
    }
    expect(isAllowed(odd as Policy, granted, "valueOf")).toBe(false);
  });

  test("with 10,000 cookies, defining works linearly and looking up doesn't work more", () => {
    const large = (count: number) => {
      let reads = 0;
      const cookies: { [name: string]: typeof cookie } = {};
      for (let index = 0; index < count; index++) {
        const counted = Object.defineProperty({ ...cookie }, "purpose", {
          enumerable: true,
          get() {
            reads += 1;
            return "";
          },
        });
        cookies[index % 2 ? `_c${index}_*` : `_c${index}_`] = counted;
      }
      const made = definePolicy({
        categories: { a: "ask" },
        services: { s: { ...counter, category: "a", cookies } },
      } as PolicyInput);
      return { made, reads: () => reads };
    };
    const [small, big] = [large(1_000), large(10_000)];
    expect(big.reads()).toBe(10 * small.reads());
    for (const name of ["_c999_x", "_c998_", "_c5_", "nowhere"])
      expect(looks(big.made, name)).toBe(looks(small.made, name));
    expect(isAllowed(big.made, { a: true, s: true }, "_c9999_x")).toBe(true);
    expect(isAllowed(big.made, { a: true, s: true }, "_c99999_x")).toBe(false);
  });

  /** How often the policy, or a table in it, is asked for something while a name is looked up. */
  function looks(policy: Policy, name: string): number {
    let count = 0;
    const watched = <Part extends object>(part: Part): Part =>
      new Proxy({} as Part, {
        get(_, key) {
          count += 1;
          const value: unknown = part[key as keyof Part];
          return typeof value === "object" && value && !Array.isArray(value) ? watched(value) : value;
        },
        ownKeys() {
          throw new Error("goes through all that is declared");
        },
      });
    isAllowed(watched(policy), { a: true, s: true }, name);
    return count;
  }

  test("permissions know nothing of it: they have categories and services only", () => {
    const permissions = permission(site, undefined, { regime: "opt-out", gpc: false, now: 0 });
    expect(Object.keys(permissions)).toEqual(["a", "b", "c", "d", "exact", "long", "short", "tail"]);
  });
});
