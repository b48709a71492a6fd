import { encodeRecord, readConsent } from "@assent/core";
import { fixedClock } from "@assent/core/testing";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { policy as anyPolicy, holds, now, recordUnder } from "../../core/test/world.js";
import { cookieOf, policy, start } from "../test/site.js";
import { consentFor, renew } from "./index.js";

const consentOf = (cookie: string, site = {}, request = {}) =>
  consentFor(
    { headers: new Headers({ cookie }), ...request },
    { policy, region: () => "FR", clock: fixedClock(start), ...site },
  );

test("is what the visitor's browser computes, for any policy, record, region and signal", () => {
  const told = anyPolicy.chain((site) =>
    fc.record({
      site: fc.constant(site),
      cookie: fc.oneof(recordUnder(site).map(encodeRecord), fc.constantFrom("", "garbage")),
      gpc: fc.constantFrom(undefined, "1", "0", "true"),
      region: fc.constantFrom(undefined, "FR", "GB", "US-CA", "JP"),
    }),
  );
  holds(
    told,
    ({ site, cookie: value, gpc, region }) => {
      const cookie = `a=b; ${site.recordName}=${value}`;
      const headers = new Headers({ cookie, ...(gpc && { "sec-gpc": gpc }) });
      const clock = fixedClock(now);
      const consent = consentFor({ headers }, { policy: site, region: () => region, clock });
      expect(consent.state).toEqual(readConsent(site, { cookie, gpc, region, now }));
      for (const name of Object.keys(consent.state.permissions))
        expect(consent.allows(name)).toBe(consent.state.permissions[name]);
    },
    0.25,
  );
});

test("allows what is granted, by category, service and stored name, and nothing unknown", () => {
  const consent = consentOf(cookieOf({ statistics: true }));
  expect(consent.allows("statistics")).toBe(true);
  expect(consent.allows("basket_seen_1")).toBe(true);
  expect(consent.allows("player")).toBe(false);
  expect(consent.allows("unheard" as never)).toBe(false);
});

describe("a record is sent once more", () => {
  const record = cookieOf({ statistics: true });

  test("as it is, for as long as it would have lived", () => {
    expect(consentOf(record).renewal()).toBe(`${record}; Path=/; Max-Age=34560000; SameSite=Lax`);
    const clock = fixedClock(start);
    clock.advance(100 * 86_400_000);
    expect(consentOf(record, { clock }).renewal()).toBe(
      `${record}; Path=/; Max-Age=${300 * 86_400}; SameSite=Lax`,
    );
    clock.advance(300 * 86_400_000);
    expect(consentOf(record, { clock }).renewal()).toBeUndefined();
  });

  test("again and again, without a life of its own", () => {
    const clock = fixedClock(start);
    const ends = Array.from({ length: 50 }, () => {
      clock.advance(8.5 * 86_400_000);
      const age = consentOf(record, { clock })
        .renewal()
        ?.match(/Max-Age=(\d+)/)?.[1];
      return age ? clock.now() + Number(age) * 1000 : undefined;
    });
    expect(new Set(ends)).toEqual(new Set([start + 400 * 86_400_000, undefined]));
  });

  test("over https as secure, and on the domain that subdomains share", () => {
    const { renewal } = consentOf(record, { domain: "example.org" }, { url: "https://www.example.org/" });
    expect(renewal()).toContain("; Secure; Domain=example.org");
    const proxied = { headers: new Headers({ cookie: record, "x-forwarded-proto": "https" }) };
    expect(consentOf(record, {}, proxied).renewal()).toContain("; Secure");
  });

  test("where there is one", () => {
    expect(consentOf("").renewal()).toBeUndefined();
    expect(consentOf(`${policy.recordName}=garbage`).renewal()).toBeUndefined();
  });

  test.each([
    [undefined, true],
    ["private, max-age=60", true],
    ["no-store", true],
    ["public, max-age=60", false],
    ["max-age=60", false],
    ["no-cache", false],
    ["s-maxage=60", false],
  ])("in a response under Cache-Control %s: %s", (control, isAdded) => {
    const headers = { "set-cookie": "a=1", ...(control && { "cache-control": control }) };
    const response = renew(new Response("Hello", { status: 201, headers }), consentOf(record));
    expect(response.headers.getSetCookie()).toHaveLength(isAdded ? 2 : 1);
    expect(response.headers.get("cache-control")).toBe(control ?? "private");
    expect(response.status).toBe(201);
  });
});
