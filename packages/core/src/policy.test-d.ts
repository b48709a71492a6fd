import { expectTypeOf, test } from "vitest";
import {
  type CategoryOf,
  type CookieOf,
  type CookieType,
  cookieType,
  day,
  definePolicy,
  type Origins,
  type Policy,
  type PolicyInput,
  type ServiceOf,
} from "./index.js";

const cookie = { purpose: "To show how it works", maxAge: 30 * day } as const;

const policy = definePolicy({
  categories: { necessary: "exempt", statistics: "ask", advertising: { rule: "ask", sale: true } },
  services: {
    session: { category: "necessary", provider: "Example", party: "first", cookies: { sessionid: cookie } },
    audience: {
      category: "statistics",
      provider: "Example",
      party: "first",
      cookies: { "_pk_id.*": cookie },
    },
    tags: { category: "advertising", provider: "Example", party: "third", cookies: { "_ga_*_t": cookie } },
    quiet: { category: "statistics", provider: "Example", party: "first", cookies: {} },
  },
});

test("names become literal types", () => {
  expectTypeOf<CategoryOf<typeof policy>>().toEqualTypeOf<"necessary" | "statistics" | "advertising">();
  expectTypeOf<ServiceOf<typeof policy>>().toEqualTypeOf<"session" | "audience" | "tags" | "quiet">();
  expectTypeOf(policy.services.audience.category).toEqualTypeOf<"necessary" | "statistics" | "advertising">();
});

test("a * becomes any text, anchored", () => {
  type Names = CookieOf<typeof policy>;
  expectTypeOf<Names>().toEqualTypeOf<"sessionid" | `_pk_id.${string}` | `_ga_${string}_t`>();
  expectTypeOf<"_pk_id.1.2">().toExtend<Names>();
  expectTypeOf<"my_pk_id.1">().not.toExtend<Names>();
  expectTypeOf<"_pk_id">().not.toExtend<Names>();
});

test("a policy hoisted to a constant without `as const` keeps its names, and the checks", () => {
  const hoisted = {
    categories: { necessary: "exempt", statistics: "ask" },
    services: {
      audience: {
        category: "statistics",
        provider: "Example",
        party: "first",
        exempt: "communication",
        cookies: { "_pk_id.*": { purpose: "To count", maxAge: "session", kind: "cookie" } },
      },
    },
  };
  const made = definePolicy(hoisted);
  expectTypeOf<CategoryOf<typeof made>>().toEqualTypeOf<"necessary" | "statistics">();
  expectTypeOf<ServiceOf<typeof made>>().toEqualTypeOf<"audience">();
  expectTypeOf<CookieOf<typeof made>>().toEqualTypeOf<`_pk_id.${string}`>();
});

test("a policy made at run time, or declared wide, has wide names", () => {
  const input: PolicyInput = { categories: {}, services: {} };
  expectTypeOf(definePolicy(input)).toExtend<Policy>();
  expectTypeOf<CategoryOf<Policy>>().toEqualTypeOf<string>();
  expectTypeOf<CookieOf<Policy>>().toEqualTypeOf<string>();
});

test("a specific policy may stand where any policy may", () => {
  expectTypeOf(policy).toExtend<Policy>();
  expectTypeOf<Policy>().not.toExtend<typeof policy>();
});

test("a service's type of cookies is one of four", () => {
  expectTypeOf(cookieType(policy.services.session)).toEqualTypeOf<CookieType>();
  expectTypeOf<CookieType>().toEqualTypeOf<"necessary" | "statistical" | "first-party" | "third-party">();
});

test("a mistake in a literal is an error where it stands, in words that say what may", () => {
  definePolicy({
    categories: { necessary: "exempt", statistics: "ask" },
    services: {
      // @ts-expect-error: Type '"analytic"' is not assignable to type '"necessary" | "statistics"'
      counter: { category: "analytic", provider: "Example", party: "first", cookies: {} },
    },
  });
  definePolicy({
    // @ts-expect-error: Type '"maybe"' is not assignable to type '"exempt" | "ask"'
    categories: { statistics: "maybe" },
    services: {},
  });
  definePolicy({
    categories: { statistics: { rule: "ask", modes: { GB: "optOut" } } },
    services: {
      // @ts-expect-error: Type '"both"' is not assignable to type '"first" | "third"'
      counter: { category: "statistics", provider: "Example", party: "both", cookies: {} },
    },
  });
  // @ts-expect-error: Type '"opt-out"' is not assignable to type 'Mode'
  definePolicy({ categories: { statistics: { rule: "ask", modes: { GB: "opt-out" } } }, services: {} });
  definePolicy({
    categories: { statistics: "ask" },
    services: {
      counter: {
        category: "statistics",
        provider: "Example",
        party: "first",
        cookies: {
          // @ts-expect-error: Type '"forever"' is not assignable to type 'number | "session" | "persistent"'
          _count: { purpose: "", maxAge: "forever" },
        },
      },
    },
  });
});

test("a regime is one of four", () => {
  definePolicy({
    categories: { statistics: "ask" },
    services: {},
    regimes: { GB: "notice", "US-*": "opt-out" },
  });
  // @ts-expect-error: Type '"gdpr"' is not assignable to type 'Regime'
  definePolicy({ categories: { statistics: "ask" }, services: {}, regimes: { GB: "gdpr" } });
});

test("a service lists what it loads by directive", () => {
  const made = definePolicy({
    categories: { statistics: "ask" },
    services: {
      counter: {
        category: "statistics",
        provider: "Example",
        party: "third",
        origins: { "script-src": ["https://stats.example"], "connect-src": ["https://stats.example"] },
        cookies: {},
      },
    },
  });
  expectTypeOf(made.services.counter.origins).toEqualTypeOf<Origins | undefined>();
  definePolicy({
    categories: { statistics: "ask" },
    services: {
      counter: {
        category: "statistics",
        provider: "Example",
        party: "third",
        // @ts-expect-error: default-src lists what a whole site loads
        origins: { "default-src": ["https://stats.example"] },
        cookies: {},
      },
    },
  });
  definePolicy({
    categories: { statistics: "ask" },
    services: {
      counter: {
        category: "statistics",
        provider: "Example",
        party: "third",
        // @ts-expect-error: Type 'string' is not assignable to type 'readonly string[]'
        origins: { "script-src": "https://stats.example" },
        cookies: {},
      },
    },
  });
});

test("an unknown field is refused at every depth", () => {
  // @ts-expect-error: recordname is no field of a policy
  definePolicy({ categories: { statistics: "ask" }, services: {}, recordname: "x" });
  // @ts-expect-error: sold is no field of a category
  definePolicy({ categories: { statistics: { rule: "ask", sold: true } }, services: {} });
  definePolicy({
    categories: { statistics: "ask" },
    services: {
      // @ts-expect-error: purposes is no field of a service
      counter: { category: "statistics", provider: "Example", party: "first", purposes: "", cookies: {} },
    },
  });
  definePolicy({
    categories: { statistics: "ask" },
    services: {
      counter: {
        category: "statistics",
        provider: "Example",
        party: "first",
        // @ts-expect-error: expires is no field of a cookie
        cookies: { _count: { purpose: "", maxAge: 90, expires: 90 } },
      },
    },
  });
});

test("what must be there is missed", () => {
  // @ts-expect-error: services are missing
  definePolicy({ categories: { statistics: "ask" } });
  definePolicy({
    categories: { statistics: "ask" },
    // @ts-expect-error: the provider is missing
    services: { counter: { category: "statistics", party: "first", cookies: {} } },
  });
});
