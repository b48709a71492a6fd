import { encodeRecord, type Policy, readConsent, readRecord, type Stored } from "@assent/core";
import { fixedClock } from "@assent/core/testing";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { policy as anyPolicy, holds, now, recordUnder } from "../../core/test/world.js";
import { cookieOf, policy, start } from "../test/site.js";
import { consentFor, type RequestConsent, renew } from "./index.js";

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
      const state = readConsent(site, { cookie, gpc, region, now });
      const [before, after] = [0, 1].map(() =>
        consentFor({ headers }, { policy: site, region: () => region, clock }),
      ) as [RequestConsent, RequestConsent];
      expect(after.state).toEqual(state);
      for (const name of Object.keys(state.permissions))
        for (const consent of [before, after]) expect(consent.allows(name)).toBe(state.permissions[name]);
      expect(before.state).toEqual(state);
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

describe("without scripts, Global Privacy Control", () => {
  const told = anyPolicy.chain((site) =>
    fc.record({
      site: fc.constant(site),
      cookie: fc.oneof(recordUnder(site).map(encodeRecord), fc.constantFrom("", "garbage")),
      region: fc.constantFrom(undefined, "FR", "GB", "US-CA", "JP"),
    }),
  );
  const permissionsOf = (site: Policy, cookie: string, region: string | undefined, gpc: string) => {
    const headers = new Headers({ cookie, "sec-gpc": gpc });
    const clock = fixedClock(now);
    const consent = consentFor({ headers }, { policy: site, region: () => region, clock });
    return { permissions: consent.state.permissions, renewal: consent.renewal() };
  };

  test("holds from the first request, before anything is stored", () => {
    const consent = consentOf("", { region: () => "US-CA" });
    expect(consent.allows("media")).toBe(true);
    const headers = new Headers({ "sec-gpc": "1" });
    expect(consentOf("", { region: () => "US-CA" }, { headers }).allows("media")).toBe(false);
  });

  test("is stored by `renew`, so that nothing comes back when the signal goes", () => {
    holds(
      told,
      ({ site, cookie: value, region }) => {
        const cookie = `${site.recordName}=${value}`;
        const under = permissionsOf(site, cookie, region, "1");
        const after = permissionsOf(site, under.renewal?.split(";")[0] ?? cookie, region, "0");
        for (const { name, category, sale } of site.entries)
          if (!category && sale) expect(after.permissions[name]).toBe(under.permissions[name]);
      },
      0.25,
    );
  });

  test("begins a record of its own", () => {
    const headers = new Headers({ "sec-gpc": "1" });
    const begun = [0, 1].map(() => consentOf("", {}, { headers }).renewal() ?? "");
    const [one, other] = begun.map((cookie) => readRecord(policy, cookie.split(";")[0])) as [Stored, Stored];
    expect(one).toMatchObject({ seq: 1, answers: { media: { value: "denied", by: "gpc" } } });
    expect(other).not.toEqual(one);
  });
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
    ["a page over https", { "sec-fetch-dest": "document", "sec-fetch-mode": "navigate" }, true],
    ["a page over http", { accept: "text/html,application/xhtml+xml" }, true],
    ["a prefetched page", { "sec-purpose": "prefetch", "sec-fetch-dest": "document" }, false],
    ["a prerendered page", { "sec-purpose": "prefetch;prerender", "sec-fetch-dest": "document" }, false],
    ["a link that is prefetched", { purpose: "prefetch", accept: "text/html" }, false],
    ["a preview", { "x-purpose": "preview", accept: "text/html" }, false],
    ["a frame", { "sec-fetch-dest": "iframe", accept: "text/html" }, false],
    ["a script that fetches", { "sec-fetch-dest": "empty" }, false],
    ["an image over http", { accept: "image/avif,image/*;q=0.8" }, false],
  ])("with %s, if its visitor goes there now", (_, headers, isSent) => {
    const renewal = consentOf("", {}, { headers: new Headers({ cookie: record, ...headers }) }).renewal();
    expect(renewal !== undefined).toBe(isSent);
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
