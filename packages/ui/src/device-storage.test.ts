import { type CookieInput, day, definePolicy, type PolicyInput, type ServiceInput } from "@assent/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seed } from "../test/seed.js";
import { type DeviceStorage, deviceStorage, fromDeviceStorage } from "./policy.js";

const numRuns = Number(process.env.ASSENT_RUNS ?? 1000) / 4;

/** As it arrives where it is fetched. */
const sent = (disclosed: unknown): unknown => JSON.parse(JSON.stringify(disclosed));

describe("what a policy discloses", () => {
  const { disclosures } = deviceStorage(seed, {
    domain: "civis.example",
    purposes: { statistics: [8], media: [5, 6] },
  });
  const of = (name: string) => disclosures.find(({ identifier }) => identifier === name);

  test("has the standard's fields, and one entry for each name", () => {
    expect(disclosures).toHaveLength(9);
    expect(of("sessionid")).toMatchObject({
      type: "cookie",
      maxAgeSeconds: 0,
      cookieRefresh: false,
      domains: ["civis.example"],
      purposes: [],
      description: "To remember the user from one page to another",
    });
    expect(of("django_language")).toMatchObject({ maxAgeSeconds: 365 * day, cookieRefresh: true });
    expect(of("seen")).toMatchObject({ type: "web", maxAgeSeconds: null });
    expect(of("player_id")).toMatchObject({ domains: ["agora.example"] });
  });

  test("names purpose 1 where the law asks for consent, and nowhere else", () => {
    expect(of("visit")?.purposes).toEqual([1, 8]);
    expect(of("player_id")?.purposes).toEqual([1, 5, 6]);
    expect(of("month")?.purposes).toEqual([8]);
    expect(of("cookies_preferences")?.purposes).toEqual([]);
  });
});

const text = fc.string({ unit: "grapheme", maxLength: 12 });
const name = fc.constantFrom("alpha", "beta", "gamma", "delta", "epsilon");
const maxAge = fc.oneof(
  fc.constant("session" as const),
  fc.integer({ min: 1, max: 400 * day }),
  fc.constantFrom(0.5, 1.5),
);
const optional = { requiredKeys: [] };

const cookie: fc.Arbitrary<CookieInput> = fc
  .record({
    purpose: text,
    age: maxAge,
    kind: fc.constantFrom("cookie", "local", "session", "indexeddb", "cache"),
    endless: fc.boolean(),
    rest: fc.record(
      {
        httpOnly: fc.boolean(),
        domain: fc.constantFrom("a.example", "*.b.example", ""),
        path: fc.constantFrom("/", "/shop"),
        refresh: fc.boolean(),
      },
      optional,
    ),
  })
  .map(({ purpose, age, kind, endless, rest }) => ({
    purpose,
    kind,
    maxAge: endless && kind !== "cookie" ? "persistent" : age,
    ...rest,
  }));

const stored = fc.constantFrom("sid", "_ga_*", "a|b", "__proto__", "toString", "vendor*end", "1");

/** Any policy that can be declared: what stands in one place is declared once. */
const policyInput: fc.Arbitrary<PolicyInput> = fc
  .record({
    rules: fc.dictionary(
      fc.constantFrom("necessary", "statistics", "advertising"),
      fc.record({
        rule: fc.constantFrom("ask", "exempt"),
        sale: fc.boolean(),
        revision: fc.nat(3),
        modes: fc.dictionary(fc.constantFrom("GB", "opt-in"), fc.constantFrom("always", "optOut")),
      }),
      { minKeys: 1 },
    ),
    services: fc.dictionary(
      name,
      fc.record({
        pick: fc.nat(),
        provider: text.map((given) => given || "Somebody"),
        party: fc.constantFrom("first", "third"),
        exempt: fc.constantFrom(undefined, "communication", "strictly-necessary"),
        rest: fc.record(
          { function: text, location: fc.oneof(text, fc.array(text, { maxLength: 2 })), revision: fc.nat(3) },
          optional,
        ),
        cookies: fc.array(fc.tuple(stored, cookie), { maxLength: 4 }),
      }),
    ),
    rest: fc.record(
      {
        recordName: fc.constantFrom("choices", "cookies_preferences"),
        ttl: fc.integer({ min: 1, max: 400 * day }),
        regimes: fc.dictionary(fc.constantFrom("GB", "US-*", "FR"), fc.constantFrom("notice", "opt-out")),
      },
      optional,
    ),
  })
  .map(({ rules, services, rest }) => {
    const places = new Set<string>();
    const categories = Object.keys(rules);
    return {
      ...rest,
      categories: rules,
      services: Object.fromEntries(
        Object.entries(services).map(([key, { pick, cookies, exempt, rest, ...service }]) => [
          key,
          {
            ...service,
            ...rest,
            ...(exempt && { exempt }),
            category: categories[pick % categories.length] as string,
            cookies: once(cookies, places),
          } satisfies ServiceInput,
        ]),
      ),
    } as PolicyInput;
  });

function once(
  cookies: readonly (readonly [string, CookieInput])[],
  places: Set<string>,
): { [name: string]: CookieInput[] } {
  const kept = cookies.filter(([name, { kind, domain, path = "/" }]) => {
    const place = [kind, domain, path, name].join("|");
    return !places.has(place) && places.add(place);
  });
  return Object.fromEntries(
    kept.map(([name]) => [name, kept.filter(([other]) => other === name).map(([, given]) => given)]),
  );
}

test("reading what was disclosed gives the same policy again, fingerprints included", () => {
  fc.assert(
    fc.property(policyInput, (input) => {
      const policy = definePolicy(input);
      const read = fromDeviceStorage(sent(deviceStorage(policy, { domain: "site.example" })));
      expect(read.skipped).toEqual([]);
      expect(definePolicy(read.policy as PolicyInput)).toEqual(policy);
    }),
    { numRuns },
  );
});

test("the seed's policy comes back too, its claim of anonymity included", () => {
  const { policy, cookies } = fromDeviceStorage(sent(deviceStorage(seed)));
  expect(definePolicy(policy as PolicyInput)).toEqual(seed);
  expect(Object.keys(cookies)).toHaveLength(9);
});

const vendor: DeviceStorage = {
  disclosures: [
    {
      identifier: "retarget",
      type: "cookie",
      maxAgeSeconds: 2_592_000_000,
      cookieRefresh: true,
      domains: ["retarget.vendor.example", "*.vendor.example"],
      purposes: [1, 3, 4],
      specialPurposes: [1],
    },
    {
      identifier: "user*",
      type: "web",
      maxAgeSeconds: null,
      cookieRefresh: false,
      domains: ["*"],
      purposes: [1, 7],
      description: "Recognises a user",
    },
    {
      identifier: "optout",
      type: "cookie",
      maxAgeSeconds: 0,
      cookieRefresh: false,
      domains: ["vendor.example"],
      purposes: [],
      optOut: true,
    },
    {
      identifier: "id",
      type: "app",
      maxAgeSeconds: null,
      cookieRefresh: false,
      domains: [],
      purposes: [1],
    },
  ],
  domains: [{ domain: "vendor.example", purposes: [1, 3], use: "Retargeting" }],
};

describe("what a vendor discloses", () => {
  const { cookies, policy, skipped } = fromDeviceStorage(sent(vendor));

  test("becomes a service's cookies: one for each domain, none older than browsers let it grow", () => {
    expect(cookies).toEqual({
      retarget: [
        { purpose: "", maxAge: 400 * day, refresh: true, domain: "retarget.vendor.example" },
        { purpose: "", maxAge: 400 * day, refresh: true, domain: "vendor.example" },
      ],
      "user*": [{ purpose: "Recognises a user", maxAge: "persistent", kind: "local" }],
      optout: [{ purpose: "", maxAge: "session", domain: "vendor.example" }],
    });
    expect(policy).toBeUndefined();
  });

  test("is handed back where a website can't store it", () => {
    expect(skipped).toEqual([vendor.disclosures[3]]);
  });

  test("is handed on by the policy that took it over: purposes, opt-outs and domains", () => {
    const own = definePolicy({
      categories: { advertising: "ask" },
      services: { vendor: { category: "advertising", provider: "Vendor", party: "third", cookies } },
    });
    const { disclosures, domains } = deviceStorage(own, { vendors: [vendor] });
    expect(domains).toEqual(vendor.domains);
    expect(disclosures).toMatchObject([
      { domains: ["retarget.vendor.example"], purposes: [1, 3, 4], specialPurposes: [1] },
      { domains: ["vendor.example"], purposes: [1, 3, 4], specialPurposes: [1] },
      { domains: ["*"], purposes: [1, 7], description: "Recognises a user" },
      { domains: ["vendor.example"], purposes: [], optOut: true, maxAgeSeconds: 0 },
    ]);
  });

  test("is read for the worst where it says nothing of how long, and skipped where it says nothing of what", () => {
    const read = fromDeviceStorage({
      disclosures: [
        { identifier: "a", type: "cookie", domain: "v.example" },
        { identifier: "*", type: "cookie" },
        { identifier: "*_suffix", type: "cookie" },
        { identifier: "a", type: "cookie", domain: "v.example", description: "again" },
        null,
      ],
    });
    expect(read.cookies).toEqual({ a: [{ purpose: "", maxAge: 400 * day, domain: "v.example" }] });
    expect(read.skipped).toHaveLength(4);
  });
});

test("nothing that is served as a disclosure throws, and what is read can be declared", () => {
  const field = fc.oneof(fc.jsonValue(), fc.constantFrom("cookie", "web", "a", "b*", "__proto__", 60, true));
  const disclosure = fc.dictionary(
    fc.constantFrom(
      "identifier",
      "type",
      "maxAgeSeconds",
      "cookieRefresh",
      "domains",
      "domain",
      "description",
    ),
    field,
  );
  const json = fc.oneof(
    fc.jsonValue(),
    fc.record({ disclosures: fc.array(fc.oneof(disclosure, fc.jsonValue())), assent: fc.jsonValue() }),
  );
  fc.assert(
    fc.property(json, (given) => {
      const { cookies } = fromDeviceStorage(given);
      definePolicy({
        categories: { advertising: "ask" },
        services: { vendor: { category: "advertising", provider: "Vendor", party: "third", cookies } },
      });
    }),
    { numRuns },
  );
});
