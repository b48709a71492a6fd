import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answersOf, running } from "../test/grants.js";
import { expectedPermissions } from "../test/oracle.js";
import { holds, load, now, policy, recordUnder, storyWithPast, tell } from "../test/world.js";
import {
  type ConsentRecord,
  decodeRecord,
  encodeRecord,
  merge,
  type Policy,
  permission,
  readConsent,
  type Situation,
  type Stored,
  transition,
} from "./index.js";

test("P16: merge is commutative, associative and idempotent", () => {
  const told = policy.chain((policy) => {
    const stored = fc.oneof(
      { weight: 8, arbitrary: recordUnder(policy) },
      fc.constantFrom<Stored>(undefined, "corrupt"),
    );
    return fc.tuple(stored, stored, stored);
  });
  holds(
    told,
    ([a, b, c]) => {
      expect(merge(a, b)).toEqual(merge(b, a));
      expect(merge(merge(a, b), c)).toEqual(merge(a, merge(b, c)));
      expect(merge(a, a)).toEqual(a);
    },
    4,
  );
});

test("of two records the later one counts, at equal times the one with fewer grants, then the one written more often", () => {
  const told = policy.chain((policy) => fc.tuple(recordUnder(policy), recordUnder(policy)));
  const grants = ({ answers }: ConsentRecord) =>
    Object.values(answers).filter(({ value }) => value === "granted").length;
  holds(told, ([one, other]) => {
    const merged = merge(one, other) as ConsentRecord;
    expect(merged.updatedAt).toBe(Math.max(one.updatedAt, other.updatedAt));
    if (one.updatedAt !== other.updatedAt) return;
    expect(grants(merged)).toBe(Math.min(grants(one), grants(other)));
    if (grants(one) === grants(other)) expect(merged.seq).toBe(Math.max(one.seq, other.seq));
  });
});

describe("P21: what is decoded is what was encoded", () => {
  test("decode(encode(record)) is the record, in cookie-octets alone", () => {
    const told = policy.chain(recordUnder);
    holds(told, (record) => {
      const text = encodeRecord(record);
      expect(decodeRecord(text)).toEqual(record);
      expect(text).toMatch(/^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*$/);
    });
  });

  test("a record is its text's only record: encode(decode(text)) decodes to the same", () => {
    const told = policy.chain(recordUnder).map(encodeRecord);
    holds(fc.tuple(told, fc.nat(200), fc.string({ maxLength: 3 })), ([text, at, noise]) => {
      const mutated = text.slice(0, at) + noise + text.slice(at + 1);
      const record = decodeRecord(mutated);
      if (record !== "corrupt") expect(decodeRecord(encodeRecord(record))).toEqual(record);
    });
  });

  test("arbitrary text never throws, and permits only what is exempt", () => {
    holds(fc.tuple(policy, fc.oneof(fc.string(), fc.string({ unit: "binary" }))), ([policy, text]) => {
      expect(decodeRecord(text)).toBe("corrupt");
      const { permissions } = readConsent(policy, {
        cookie: `cookies_preferences=${text}`,
        regime: "opt-in",
        now,
      });
      const seen: Situation = { regime: "opt-in", gpc: false, now };
      expect(permissions).toEqual(expectedPermissions(policy, "corrupt", seen));
    });
  });
});

test("P23: a withdrawal wins the merge over any record that isn't younger", () => {
  const told = policy.chain((policy) =>
    fc.tuple(
      fc.constant(policy),
      recordUnder(policy),
      recordUnder(policy),
      load,
      fc.constantFrom("rejectAll", "withdraw"),
    ),
  );
  holds(told, ([policy, base, other, first, type]) => {
    const situation: Situation = { ...first, now: Math.max(now, other.updatedAt) };
    const withdrawn = transition(policy, base, situation, { type });
    for (const merged of [merge(withdrawn, other), merge(other, withdrawn)]) {
      expect(running(permission(policy, merged, situation))).toEqual(
        running(expectedPermissions(policy, "corrupt", situation)),
      );
    }
  });
});

test("P24: a server and a browser compute the same from the same header", () => {
  holds(fc.tuple(storyWithPast(), load), ([told, next]) => {
    const world = tell(told);
    const { text } = world.seen();
    const cookie = `theme=dark; cookies_preferences=${text}; x_cookies_preferences=1`;
    const policy = told.policies[next.policy] as Policy;
    const header = text === null ? "theme=dark" : cookie;
    const server = readConsent(policy, { ...next, cookie: header, now: world.clock.now() });
    world.happen({ do: "reload", load: next });
    const { record, ...browser } = world.seen().state;
    expect(JSON.parse(JSON.stringify({ ...server, record: null }))).toEqual(
      JSON.parse(JSON.stringify({ ...browser, record: null })),
    );
    if (server.status === "pending" || !server.record || server.record === "corrupt")
      expect(server).toMatchObject({ record });
    else expect(server.record.answers).toEqual(answersOf(world.seen()));
  });
});
