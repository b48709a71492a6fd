import { decodeRecord, encodeRecord, permission } from "@assent/core";
import { fixedClock } from "@assent/core/testing";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { recordUnder, runs } from "../../core/test/world.js";
import { type Running, servers } from "../test/servers.js";
import { policy, start } from "../test/site.js";
import { createConsentHandler } from "./index.js";

const origin = "http://www.example.org";
const handle = createConsentHandler({
  policy,
  region: "cloudflare",
  preferences: "/choices",
  clock: fixedClock(start),
});

/** A record that a visitor could have: recent, or from ahead of the clock. */
const record = recordUnder(policy).map((made) =>
  encodeRecord({ ...made, updatedAt: start - made.seq * 1000 }),
);

const odd = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ maxLength: 40, unit: "binary" }),
  fc.constantFrom(
    "__proto__",
    "constructor",
    "toString",
    "null",
    "-1",
    "1e999",
    "%00",
    "\u0000",
    "👩‍👩‍👧",
    "=;,&",
  ),
);
const name = fc.oneof(fc.constantFrom("statistics", "media", "player", "necessary"), odd);
const choice = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom("accept", "reject", "save", "answer", "withdraw", "preferences", "close"),
  },
  odd,
);
const field = fc.oneof(fc.constantFrom("choice", "only", "next", "locale", "layer", "record", "ack"), name);
const next = fc.constantFrom(
  "//evil.example",
  "/\\\\evil.example",
  "/.//evil.example",
  "https://evil.example/a",
  "/a",
);
const form = fc
  .tuple(choice, next, fc.array(fc.tuple(field, fc.oneof(odd, name)), { maxLength: 6 }))
  .map(
    ([chosen, place, fields]) => `${new URLSearchParams([["choice", chosen], ["next", place], ...fields])}`,
  );
const json = fc
  .record(
    {
      choice: fc.oneof(choice, fc.jsonValue({ maxDepth: 2 })),
      choices: fc.oneof(fc.dictionary(name, fc.oneof(fc.boolean(), odd)), fc.jsonValue({ maxDepth: 2 })),
      ack: fc.oneof(fc.boolean(), odd),
      record: fc.oneof({ weight: 3, arbitrary: record }, odd, fc.jsonValue({ maxDepth: 1 })),
      forgotten: fc.oneof(fc.boolean(), odd),
      locale: odd,
      layer: odd,
    },
    { requiredKeys: [] },
  )
  .map((value) => JSON.stringify(value));
const body = fc.oneof(
  form,
  json,
  record,
  odd,
  fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.stringify(value)),
  fc.constantFrom(
    "",
    "{",
    "[".repeat(5000),
    '{"a":'.repeat(1500),
    "choice=accept&".repeat(700),
    "%".repeat(8192),
  ),
  // Cut somewhere, or with one letter exchanged.
  fc.tuple(fc.oneof(form, json), fc.nat(60)).map(([text, at]) => text.slice(0, at)),
  fc
    .tuple(fc.oneof(form, json), fc.nat(60), fc.string({ maxLength: 1 }))
    .map(([text, at, letter]) => text.slice(0, at) + letter + text.slice(at + 1)),
);

/** What a header may hold. */
const sendable = (text: string) => text.replace(/[^\t\x20-\x7e\x80-\xff]/g, "").trim();
const header = (...values: (string | undefined)[]) => fc.oneof(fc.constantFrom(...values), odd.map(sendable));

const wellFormed = (text: string) => text.replace(/[\ud800-\udfff]/g, "?");

const hostile = fc.record({
  method: fc.constantFrom(
    "POST",
    "POST",
    "POST",
    "POST",
    "GET",
    "HEAD",
    "PUT",
    "DELETE",
    "OPTIONS",
    "PATCH",
    "QUERY",
  ),
  path: fc.oneof(
    { weight: 8, arbitrary: fc.constant("/consent") },
    fc.constantFrom(
      "/consent/",
      "/CONSENT",
      "/consent/policy.html",
      "/.well-known/gpc.json",
      "//consent",
      "/consent%2f",
    ),
    odd.map((text) => `/consent/${encodeURIComponent(wellFormed(text))}`),
    odd.map((text) => `/consent?locale=${encodeURIComponent(wellFormed(text))}`),
  ),
  headers: fc.record({
    "sec-fetch-site": header(
      undefined,
      "same-origin",
      "same-origin",
      "same-site",
      "cross-site",
      "none",
      "SAME-ORIGIN",
    ),
    origin: header(
      undefined,
      origin,
      "https://evil.example",
      "null",
      `${origin}.evil.example`,
      "https://www.example.org@evil.example",
    ),
    "content-type": header(
      "application/x-www-form-urlencoded",
      "application/x-www-form-urlencoded; charset=utf-16",
      "application/json",
      "text/plain;charset=UTF-8",
      "multipart/form-data; boundary=x",
      "text/html",
    ),
    cookie: fc.oneof(
      record.map((value) => `${policy.recordName}=${value}`),
      fc
        .tuple(record, record)
        .map(([one, other]) => `a=b; ${policy.recordName}=${one};${policy.recordName}=${other}`),
      odd.map((text) => sendable(`${policy.recordName}=${text}`)),
      fc.constantFrom(undefined, "=", ";;;", "basket_seen_1=1; visitor=2", "visitor=1; ".repeat(300)),
    ),
    "sec-gpc": header(undefined, "1", "0"),
    "cf-ipcountry": header(undefined, "FR", "US", "T1"),
    "cf-region-code": header(undefined, "CA", "WY"),
    referer: header(undefined, `${origin}/news`, "https://evil.example/", "//evil"),
    "content-length": header(undefined, "-1", "999999999", "NaN"),
    "x-forwarded-proto": header(undefined, "https", "ftp"),
  }),
  body,
});
type Hostile = typeof hostile extends fc.Arbitrary<infer Value> ? Value : never;

/** What is sent, as far as the Fetch API lets it be written down. */
function requestOf({ method, path, headers, body: text }: Hostile): Request {
  const given = Object.entries(headers).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const hasBody = method !== "GET" && method !== "HEAD";
  return new Request(origin + path, { method, headers: given, ...(hasBody && { body: text }) });
}

const statuses = [200, 204, 303, 400, 403, 404, 405, 413, 415, 422];

async function judge(sent: Hostile, response: Response): Promise<void> {
  expect(statuses).toContain(response.status);
  await response.arrayBuffer();
  const location = response.headers.get("location");
  if (location) expect(new URL(location, `${origin}/consent`).origin).toBe(origin);
  const set = response.headers.getSetCookie().find((line) => line.startsWith(`${policy.recordName}=`));
  if (!set) return;
  const after = decodeRecord(/=([^;]*)/.exec(set)?.[1] ?? "");
  const site = sent.headers["sec-fetch-site"];
  const isOurs = site ? site === "same-origin" : sent.headers.origin === origin;
  const isChoice =
    sent.method === "POST" &&
    isOurs &&
    /accept|reject|save|answer|withdraw/.test(sent.body) &&
    sent.body.length <= 8192;
  if (isChoice) return;
  // Whatever else was sent: nothing may be granted that the visitor's own cookie doesn't grant.
  const cookie = sent.headers.cookie ?? "";
  const own = [...cookie.matchAll(/cookies_preferences=([^;]*)/g)].map(([, value]) =>
    decodeRecord(value ?? ""),
  );
  for (const regime of ["opt-in", "opt-out"] as const)
    for (const gpc of [false, true]) {
      const situation = { regime, gpc, now: start };
      const before = (own[0] ? own : [undefined]).map((found) => permission(policy, found, situation));
      for (const [name, value] of Object.entries(permission(policy, after, situation)))
        expect(value && !before.some((granted) => granted[name as keyof typeof granted])).toBe(false);
    }
}

test("whatever is sent: an answer, none of them a failure, and no record that grants more", async () => {
  const property = fc.asyncProperty(hostile, async (sent) => judge(sent, await handle(requestOf(sent))));
  await fc.assert(property, { numRuns: runs * 5 });
});

let server: Running;
beforeAll(async () => {
  server = await (servers["node:http"] as (typeof servers)[string])(handle);
});
afterAll(() => server.close());

test("the same over HTTP", async () => {
  const property = fc.asyncProperty(hostile, async (sent) => {
    const { "content-length": _length, origin: _origin, ...headers } = sent.headers;
    const request = requestOf({
      ...sent,
      headers: { ...headers, "content-length": undefined, origin: undefined },
    });
    const given = new Headers(request.headers);
    const text = request.body ? await request.text() : undefined;
    const response = await fetch(server.origin + sent.path, {
      method: sent.method,
      headers: given,
      redirect: "manual",
      ...(text !== undefined && { body: text }),
    });
    await judge({ ...sent, headers: { ...sent.headers, origin: undefined } }, response);
  });
  await fc.assert(property, { numRuns: Math.ceil(runs / 10) });
});
