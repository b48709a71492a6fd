import fc from "fast-check";
import { expect, test } from "vitest";
import { now, runs } from "../test/world.js";
import {
  createConsent,
  day,
  decodeRecord,
  definePolicy,
  encodeRecord,
  fingerprint,
  memoryStorage,
  readConsent,
} from "./index.js";
import { fixedClock, memoryTabs, recordFor } from "./testing/index.js";

/** How many texts to try. */
const numRuns = Number(process.env.ASSENT_FUZZ ?? 5 * runs);

const policy = definePolicy({
  categories: { necessary: "exempt", statistics: "ask", advertising: { rule: "ask", sale: true } },
  services: {
    session: {
      category: "necessary",
      provider: "Example",
      party: "first",
      cookies: { sessionid: { purpose: "To remember the user", maxAge: "session" } },
    },
    counter: {
      category: "statistics",
      provider: "Example",
      party: "third",
      cookies: { "_ex_*": { purpose: "To count visitors", maxAge: 90 * day } },
    },
  },
});
const closed = { necessary: true, session: true, statistics: false, advertising: false, counter: false };
const granted = recordFor(
  policy,
  { statistics: true, advertising: true, counter: true },
  { region: "FR", now },
);
const denied = recordFor(policy, { statistics: false, advertising: false }, { region: "FR", now });

const octets = fc.constantFrom(
  ...'1.~+-@=;,% \t"\\\u0000\u00e9\ud83d\ud800zZ_09az'.split(""),
  "~statistics+",
  "__proto__",
  "constructor",
);
const arbitrary = fc.oneof(
  fc.string(),
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.string({ unit: octets, maxLength: 80 }),
  fc
    .string({ unit: octets, maxLength: 60 })
    .map((tail) => `1.${now.toString(36)}.1.k3f9.300${now.toString(36)}${tail}`),
);

/** What a bad network, another program or a curious visitor makes of a record: cut, repeated, exchanged, inserted. */
const mutated = fc
  .tuple(
    fc.constantFrom(granted, denied),
    fc.array(fc.tuple(fc.nat(120), fc.nat(5), fc.string({ unit: octets, maxLength: 4 })), {
      minLength: 1,
      maxLength: 4,
    }),
  )
  .map(([text, cuts]) =>
    cuts.reduce((made, [at, length, noise]) => made.slice(0, at) + noise + made.slice(at + length), text),
  );

const read = (cookie: string) => readConsent(policy, { cookie, region: "FR", now });

/** The names that a header spells grants of, under this policy's fingerprints: the only ones that it could grant. */
function spelled(header: string): string[] {
  const entries = new Set(header.split(/[~;,\s]/));
  return ["statistics", "advertising", "counter"].filter((name) =>
    entries.has(`${name}+${fingerprint(policy, name as "counter")}`),
  );
}

test("arbitrary text throws nothing, permits only what is exempt, and asks", () => {
  fc.assert(
    fc.property(arbitrary, (text) => {
      const stored = decodeRecord(text);
      const consent = createConsent(policy, {
        region: "FR",
        gpc: false,
        storage: memoryStorage(text),
        tabs: memoryTabs()(),
        clock: fixedClock(now),
      });
      consent.start();
      expect(consent.getState().permissions).toEqual(closed);
      expect(consent.getState().status).toBe("banner");
      if (stored !== "corrupt") expect(decodeRecord(encodeRecord(stored))).toEqual(stored);
    }),
    { numRuns },
  );
});

test("a mutated record throws nothing, and grants nothing that it doesn't spell out", () => {
  fc.assert(
    fc.property(mutated, (text) => {
      const { permissions } = read(`cookies_preferences=${text}`);
      const allowed = Object.keys(permissions).filter((name) => permissions[name as "session"]);
      const possible = ["necessary", "session", ...spelled(text)];
      if (possible.includes("statistics")) possible.push("counter");
      for (const name of allowed) expect(possible).toContain(name);
      const stored = decodeRecord(text);
      if (stored !== "corrupt") expect(decodeRecord(encodeRecord(stored))).toEqual(stored);
      else if (!/[;\s]/.test(text)) expect(permissions).toEqual(closed);
    }),
    { numRuns },
  );
});

test("a hostile Cookie header throws nothing, and one that holds no record grants nothing", () => {
  const name = fc.constantFrom(
    "cookies_preferences",
    "xcookies_preferences",
    "cookies_preferencesx",
    "Cookies_Preferences",
    "__proto__",
    "",
  );
  const pair = fc.tuple(name, fc.constantFrom("=", "", " = ", "=="), fc.oneof(arbitrary, mutated));
  const header = fc
    .array(pair, { maxLength: 6 })
    .chain((pairs) =>
      fc
        .constantFrom("; ", ";", ";;", ",", "\n")
        .map((separator) => pairs.map((parts) => parts.join("")).join(separator)),
    );
  fc.assert(
    fc.property(fc.oneof(header, arbitrary), (cookie) => {
      const { permissions } = read(cookie);
      if (!cookie.includes("cookies_preferences=1.") || spelled(cookie).length === 0) {
        expect(permissions).toEqual(closed);
      }
      expect(permissions.necessary && permissions.session).toBe(true);
    }),
    { numRuns },
  );
});

test("long texts take no longer than their length: 4 kB of every repeated unit", () => {
  for (const unit of [
    "~",
    "~a+0000",
    "~statistics+abcd.300",
    "1.",
    "=",
    ";",
    "cookies_preferences=",
    " ;",
    "~a-",
  ]) {
    const text = unit.repeat(Math.ceil(4096 / unit.length)).slice(0, 4096);
    for (const cookie of [text, `cookies_preferences=${text}`, `cookies_preferences=${granted}${text}`])
      if (cookie === text || !text.includes(";")) expect(read(cookie).permissions).toEqual(closed);
  }
});

test("no more than 3,500 bytes are read as a record, though nothing else is wrong with it", () => {
  const ghosts = (count: number) =>
    Array.from({ length: count }, (_, index) => `~ghost-of-${1000 + index}-abcd`).join("");
  expect(read(`cookies_preferences=${granted}${ghosts(150)}`).permissions.statistics).toBe(true);
  expect(read(`cookies_preferences=${granted}${ghosts(200)}`).permissions).toEqual(closed);
});
