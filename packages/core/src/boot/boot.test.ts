import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayMs, holds, now, policy, recordUnder, regimes, storedUnder } from "../../test/world.js";
import { day, definePolicy, encodeRecord, type Policy, type Regime, readConsent } from "../index.js";
import { recordFor } from "../testing/index.js";
import { type BootScriptOptions, bootHash, bootScript } from "./index.js";

interface Visit {
  readonly cookie: string;
  readonly gpc: boolean;
  readonly now: number;
  readonly region?: string | undefined;
  readonly regime?: Regime | undefined;
  /** @default "/consent.js" */
  readonly src?: string | undefined;
  readonly tells?: "gates" | "head" | undefined;
}

/** Runs the script on a page with a gate for each name; says what ran, whether a banner shows, and what was loaded. */
function visit(policy: Policy, { cookie, gpc, now, ...options }: Visit, more: readonly string[] = []) {
  const ran: { [name: string]: boolean } = {};
  const loads: string[] = [];
  const gates = [...Object.keys(policy.categories), ...Object.keys(policy.services), ...more].map((name) => {
    ran[name] = false;
    return {
      dataset: { assent: name },
      type: "text/plain",
      src: "/it.js",
      replaceWith: () => {},
      attributes: {},
      addEventListener: () => {},
    };
  });
  class Place {
    replaceWith({ dataset }: (typeof gates)[number]): void {
      ran[dataset.assent] = true;
    }
  }
  const dataset: { assentBoot?: string } = {};
  const self: { assentMay?: (name: string) => boolean } = {};
  const document = {
    cookie,
    documentElement: { dataset },
    querySelectorAll: () => gates,
    readyState: "interactive",
  };
  const globals = {
    self,
    document,
    navigator: { globalPrivacyControl: gpc },
    Date: function Moment() {
      return Object(now);
    },
    MutationObserver: class {
      observe(): void {}
    },
    BroadcastChannel: class {},
    Comment: Place,
    addEventListener: () => {},
    load: (src: string) => {
      loads.push(src);
      return Promise.resolve();
    },
  };
  const script = bootScript(policy, { src: "/consent.js", ...options }).replace("import(", "load(");
  new Function(...Object.keys(globals), script)(...Object.values(globals));
  return { ran, isAsking: dataset.assentBoot !== undefined, loads, may: self.assentMay };
}

const where = fc.record({
  region: fc.constantFrom(undefined, "FR", "GB", "US-CA", "US-TX", "JP"),
  regime: fc.option(fc.constantFrom(...regimes), { nil: undefined }),
  gpc: fc.boolean(),
  now: fc.constantFrom(now, now - 1, now + 10 * dayMs - 1, now + 10 * dayMs, now + 180 * dayMs),
});
const others = fc.constantFrom("", "theme=dark", "xcookies_preferences=1", "cookies_preferences2=a; b=c");

/** All that a page's cookies may hold of a policy's record, and a record with something missing, added or changed. */
function cookies(policy: Policy): fc.Arbitrary<string> {
  const record = recordUnder(policy).map(encodeRecord);
  const spoiled = fc
    .tuple(record, fc.nat(), fc.nat(3), fc.constantFrom("", "~", "+", ".", "A", "9", "statistics", "~a+0000"))
    .map(([text, at, gone, more]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + more + text.slice(place + gone);
    });
  const value = fc.oneof(
    { weight: 4, arbitrary: record },
    { weight: 4, arbitrary: spoiled },
    storedUnder(policy).map((stored) => stored ?? ""),
    fc.string({ maxLength: 30 }).map((text) => text.replace(/[;=\s]/g, "")),
  );
  const jar = fc.oneof(
    fc.constant<string[]>([]),
    { weight: 5, arbitrary: fc.tuple(value) },
    fc.tuple(value, value),
  );
  return fc
    .tuple(others, jar, others)
    .map(([one, values, other]) =>
      [one, ...values.map((text) => `cookies_preferences=${text}`), other].filter(Boolean).join("; "),
    );
}

test("boot lets run what `permission` permits, or nothing at all until it has loaded core", () => {
  const told = policy.chain((policy) => fc.tuple(fc.constant(policy), cookies(policy), where));
  holds(
    told,
    ([policy, cookie, situation]) => {
      const { ran, isAsking, loads } = visit(policy, { cookie, ...situation });
      const state = readConsent(policy, { cookie, ...situation });
      const isLeft = !Object.values(ran).includes(true);
      if (isLeft && Object.values(state.permissions).includes(true)) expect(loads).toEqual(["/consent.js"]);
      else expect(ran).toEqual(state.permissions);
      if (isAsking) expect(state.status).toBe("banner");
      if (state.status === "banner") expect(loads).toEqual(["/consent.js"]);
    },
    4,
  );
});

const site = definePolicy({
  categories: {
    necessary: "exempt",
    statistics: "ask",
    media: "ask",
    advertising: { rule: "ask", sale: true },
  },
  services: {
    session: { category: "necessary", provider: "Us", party: "first", cookies: {} },
    counter: { category: "statistics", provider: "Us", party: "first", cookies: {} },
    video: { category: "media", provider: "Them", party: "third", cookies: {} },
    ads: { category: "advertising", provider: "Them", party: "third", cookies: {} },
  },
});
const usual = { region: "FR", gpc: false, now };

describe("a visitor who has answered downloads nothing more", () => {
  const given = (choices: object, options: object = {}) =>
    `a=b; cookies_preferences=${recordFor(site, choices, { region: "FR", now: now - 170 * dayMs, ...options })}; c=d`;

  test.each([
    ["yes to everything", { statistics: true, media: true, advertising: true }],
    ["no to everything", {}],
    ["yes to one thing", { statistics: true }],
  ])("%s", (_, choices) => {
    const cookie = given(choices);
    const { ran, isAsking, loads } = visit(site, { cookie, ...usual });
    expect(ran).toEqual(readConsent(site, { cookie, ...usual }).permissions);
    expect([isAsking, loads]).toEqual([false, []]);
  });

  test("a refusal under Global Privacy Control, where silence would permit", () => {
    const california = { region: "US-CA", gpc: true, now };
    const cookie = given({ advertising: false, statistics: true, media: true }, california);
    const { ran, loads } = visit(site, { cookie, ...california });
    expect(ran).toMatchObject({ statistics: true, advertising: false, ads: false });
    expect(loads).toEqual([]);
  });

  test("but for a gate that the policy doesn't know, core is loaded", () => {
    const { ran, loads } = visit(site, { cookie: given({ statistics: true }), ...usual }, ["_ga"]);
    expect(ran).toMatchObject({ statistics: true, _ga: false });
    expect(loads).toEqual(["/consent.js"]);
  });
});

test("a first visit shows the banner, loads core, and runs what is exempt alone", () => {
  const { ran, isAsking, loads } = visit(site, { cookie: "", ...usual });
  expect(Object.keys(ran).filter((name) => ran[name])).toEqual(["necessary", "session"]);
  expect([isAsking, loads]).toEqual([true, ["/consent.js"]]);
});

test("tells the head's scripts what may run, where it is to: what the gates do, and no other name", () => {
  const told = policy.chain((policy) => fc.tuple(fc.constant(policy), cookies(policy), where));
  holds(
    told,
    ([policy, cookie, situation]) => {
      const { ran, may = () => true } = visit(policy, { cookie, ...situation, tells: "head" });
      expect(Object.fromEntries(Object.keys(ran).map((name) => [name, may(name)]))).toEqual(ran);
    },
    4,
  );
  expect(visit(site, { cookie: "", ...usual }).may).toBeUndefined();
});

test("a gate without a name stays closed", () => {
  expect(visit(site, { cookie: "", ...usual }, [""]).ran[""]).toBe(false);
});

test("a category that is named as another's fingerprint reads doesn't run with that", () => {
  const categories = { necessary: "exempt", statistics: "ask" } as const;
  const spelled = Array.from({ length: 50 }, (_, revision) => {
    const { rev = "" } =
      definePolicy({
        categories: { ...categories, statistics: { rule: "ask", revision: revision + 1 } },
        services: {},
      }).entries.find(({ name }) => name === "statistics") ?? {};
    return { rev, revision: revision + 1 };
  }).find(({ rev }) => /^[a-z]/.test(rev)) as { rev: string; revision: number };
  const own = definePolicy({
    categories: {
      ...categories,
      statistics: { rule: "ask", revision: spelled.revision },
      [spelled.rev]: "ask",
    },
    services: {},
  }) as Policy;
  const cookie = `cookies_preferences=${recordFor(own, { statistics: true }, { region: "FR", now: now - 1 })}`;
  const { ran, loads } = visit(own, { cookie, ...usual });
  expect(ran[spelled.rev]).toBe(false);
  expect(loads).toEqual(["/consent.js"]);
});

test("loads nothing where the page's own scripts bring core, and decides the same", () => {
  for (const cookie of ["", `${site.recordName}=garbage`]) {
    const usually = visit(site, { cookie, ...usual }, ["_ga"]);
    expect(visit(site, { cookie, ...usual, src: undefined }, ["_ga"])).toEqual({ ...usually, loads: [] });
  }
});

test("costs a page at most 1 KiB, for 5 categories and 20 services, 140 bytes more to wait for an answer, 30 more to tell the head", () => {
  const names = {
    necessary: "session csrf language choices",
    statistics: "matomo plausible hotjar clarity",
    media: "youtube vimeo maps spotify",
    advertising: "googleads metapixel linkedin tiktok criteo",
    preferences: "theme layout chat",
  };
  const services = Object.entries(names).flatMap(([category, names]) =>
    names.split(" ").map((name) => {
      const cookies = { [`${name}_id`]: { purpose: "To be counted", maxAge: 30 * day } };
      return [name, { category, provider: name, party: "first", cookies }] as const;
    }),
  );
  const policy = definePolicy({
    categories: {
      necessary: "exempt",
      statistics: "ask",
      media: "ask",
      advertising: { rule: "ask", sale: true },
      preferences: "ask",
    },
    services: Object.fromEntries(services),
  });
  expect(services).toHaveLength(20);
  const size = (options: BootScriptOptions = {}) =>
    gzipSync(bootScript(policy as Policy, { src: "/assent.js", ...options }), { level: 9 }).length;
  expect(size()).toBeLessThanOrEqual(1024);
  expect(size({ runs: "answering" })).toBeLessThanOrEqual(1024 + 140);
  expect(size({ tells: "head" })).toBeLessThanOrEqual(1024 + 30);
});

test("ends no script element, whatever the address, and says how a policy allows it", async () => {
  const script = bootScript(site, { src: '/x?"</script><!--' });
  expect(script).not.toMatch(/<[/!]/);
  const hash = createHash("sha256").update(script).digest("base64");
  expect(await bootHash(script)).toBe(`'sha256-${hash}'`);
});
