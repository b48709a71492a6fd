import {
  type ConsentStorage,
  createConsent,
  day,
  decodeRecord,
  definePolicy,
  memoryStorage,
  type Regime,
} from "@assent/core";
import { fixedClock, memoryTabs } from "@assent/core/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  fromC15t,
  fromCookiebot,
  fromCookieYes,
  fromDjangoCookieConsent,
  fromKlaro,
  fromOneTrust,
  fromOrejime,
  fromOsano,
  fromReactCookieConsent,
  fromTarteaucitron,
  fromUsercentrics,
  fromVanillaCookieConsent,
  type Reader,
  recordFrom,
  type TakeOverOptions,
  takingOver,
} from "./migrate.js";

const now = Date.UTC(2026, 10, 28);
const given = now - 10 * day * 1000;
const iso = new Date(given).toISOString();

const readers: { readonly [name: string]: Reader } = {
  fromC15t,
  fromCookieYes,
  fromCookiebot,
  fromDjangoCookieConsent,
  fromKlaro,
  fromOneTrust,
  fromOrejime,
  fromOsano,
  fromReactCookieConsent,
  fromTarteaucitron,
  fromUsercentrics,
  fromVanillaCookieConsent,
};

/** What each reader reads: a text, and what it says by the tool's names. `?` stands for a grant of unknown age. */
const examples: readonly [Reader, string, { readonly [name: string]: string }][] = [
  [
    fromVanillaCookieConsent,
    encodeURIComponent(
      JSON.stringify({
        categories: ["necessary", "analytics"],
        revision: 0,
        data: null,
        consentTimestamp: iso,
        consentId: "a",
        services: { necessary: [], analytics: ["matomo"], ads: [] },
        languageCode: "en",
        lastConsentTimestamp: iso,
        expirationTime: now + 1,
      }),
    ),
    { necessary: "+", analytics: "+", "analytics/matomo": "+" },
  ],
  // Version 2.
  [
    fromVanillaCookieConsent,
    JSON.stringify({
      categories: ["necessary"],
      revision: 0,
      data: null,
      rfc_cookie: false,
      consent_date: iso,
    }),
    { necessary: "+" },
  ],
  [fromVanillaCookieConsent, '{"categories":["ads"]}', { ads: "?" }],
  [fromKlaro, encodeURIComponent('{"matomo":true,"youtube":false}'), { matomo: "?", youtube: "-" }],
  [fromKlaro, '{"matomo":"true","youtube":1}', {}],
  [fromOrejime, '{"analytics":true,"ads":false}', { analytics: "?", ads: "-" }],
  [fromTarteaucitron, "!matomo=true!youtube=false!vimeo=wait", { matomo: "?", youtube: "-" }],
  [fromTarteaucitron, "!matomo=false!matomo=true", { matomo: "-" }],
  [fromOsano, "allow", { all: "?" }],
  [fromOsano, "deny", { all: "-" }],
  [
    fromCookieYes,
    "consentid:UE5,consent:yes,action:yes,necessary:yes,functional:no,analytics:yes,lastRenewedDate:1689240212000",
    { necessary: "?", functional: "-", analytics: "?" },
  ],
  [
    fromCookiebot,
    encodeURIComponent(
      `{stamp:'Zm9vOg==',necessary:true,preferences:false,statistics:true,marketing:false,method:'explicit',ver:1,utc:${given},region:'fr'}`,
    ),
    { necessary: "+", preferences: "-", statistics: "+", marketing: "-" },
  ],
  [
    fromCookiebot,
    `{stamp:'x',necessary:true,preferences:true,statistics:false,marketing:true,method:'implied',ver:1,utc:${given}}`,
    { statistics: "-" },
  ],
  [
    fromOneTrust,
    `isGpcEnabled=0&datestamp=Wed+Feb+01+2023+12%3A35%3A32+GMT%2B0100&version=202209.1.0&interactionCount=1&groups=C0001%3A1%2CC0002%3A0%2CC0003%3A1&AwaitingReconsent=false|${iso}`,
    { C0001: "+", C0002: "-", C0003: "+" },
  ],
  [fromOneTrust, "interactionCount=2&groups=C0001%3A1%2CC0002%3A0", { C0001: "?", C0002: "-" }],
  // Before the visitor answered it holds the site's defaults.
  [fromOneTrust, `interactionCount=0&groups=C0001%3A1%2CC0002%3A1|${iso}`, {}],
  [
    fromUsercentrics,
    JSON.stringify({
      controllerId: "c",
      services: [
        {
          id: "HkocEodjb7",
          status: true,
          history: [event("implicit", false, 1), event("explicit", true, given)],
        },
        { id: "S1kgcNo", status: false, history: [event("explicit", false, given)] },
        { id: "implied", status: true, history: [event("implicit", true, given)] },
        { id: "contradicted", status: true, history: [event("explicit", false, given)] },
        { id: "silent", status: true, history: [] },
      ],
      version: "1",
    }),
    { HkocEodjb7: "+", S1kgcNo: "-" },
  ],
  [
    fromC15t,
    JSON.stringify({
      consents: { necessary: true, measurement: true, marketing: false },
      consentInfo: { time: given },
    }),
    { necessary: "+", measurement: "+", marketing: "-" },
  ],
  [fromC15t, `c.necessary:1,c.measurement:1,i.t:${given},i.sid:sub_1`, { necessary: "+", measurement: "+" }],
  [
    fromC15t,
    JSON.stringify({
      version: 3,
      categories: {
        marketing: { value: true, confirmedAt: given, basis: { kind: "choice-v1", fingerprint: "f" } },
        measurement: { value: false, confirmedAt: given },
        experience: { value: true },
      },
    }),
    { marketing: "+", measurement: "-", experience: "?" },
  ],
  [fromReactCookieConsent, "true", { all: "?" }],
  [fromReactCookieConsent, "false", { all: "-" }],
  [fromDjangoCookieConsent, "optional=-1|social=2013-06-04T03:17:01.421395", { optional: "-", social: "?" }],
  [fromDjangoCookieConsent, '"optional=-1"', { optional: "-" }],
];

describe("what another tool stored", () => {
  it.each(examples)("is read by %o: %s", (read, text, expected) => {
    const answers = read(text)?.answers ?? new Map();
    const seen = [...answers].map(([name, { value, at }]) => [
      name,
      value === "denied" ? "-" : at ? "+" : "?",
    ]);
    expect(Object.fromEntries(seen)).toEqual(expected);
    for (const { value, at } of answers.values()) if (value === "granted" && at) expect(at).toBe(given);
  });

  it.each(
    Object.entries({
      fromVanillaCookieConsent: [
        "",
        "null",
        "[]",
        '{"categories":"analytics"}',
        '{"categories":{"analytics":true}}',
      ],
      fromKlaro: ["", "null", "true", '["matomo"]', "%7B%"],
      fromOsano: ["dismiss", "ALLOW", "allow ", ""],
      fromCookieYes: ["", "consent:yes,analytics:yes", "action:no,analytics:yes", "action:,analytics:yes"],
      fromCookiebot: ["-1", "0", "", "true"],
      fromOneTrust: ["", "groups", "C0002:1"],
      fromReactCookieConsent: ["1", "TRUE", "", "{}"],
      fromC15t: ['{"version":99,"categories":{},"consents":{"marketing":true}}', "c15t", "", "garbage"],
      fromUsercentrics: ["[]", "{}", '{"services":{}}'],
      fromDjangoCookieConsent: ["", "optional", "optional=yes", "optional=1"],
      fromTarteaucitron: ["", "matomo", "!matomo=wait", "!matomo=TRUE"],
    }),
  )("is no answer where it says none: %s", (name, texts) => {
    for (const text of texts) expect([text, read(name)(text)?.answers.size ?? 0]).toEqual([text, 0]);
  });

  it("never throws, and grants no name that the text doesn't hold, whatever it is", () => {
    const known = examples.map(([, text]) => text);
    const texts = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.json(),
      fc.constantFrom(...known),
      // What is left of a real one when it was cut, or written over.
      fc
        .tuple(fc.constantFrom(...known), fc.nat(300), fc.nat(20), fc.string())
        .map(([text, start, length, other]) => text.slice(0, start) + other + text.slice(start + length)),
    );
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(readers)), texts, (name, text) => {
        for (const [their, { value }] of read(name)(text)?.answers ?? []) {
          if (value === "denied") continue;
          const isBare = name === "fromOsano" || name === "fromReactCookieConsent";
          expect(isBare ? /^(allow|true)$/.test(text) : holds(text, their)).toBe(true);
        }
      }),
    );
  });
});

describe("what is taken over", () => {
  it("keeps a refusal whatever moment is said of it, and no grant of a moment that can't be", () => {
    const moments = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(0, 0.5, 1e-9, Number.NaN, now + 1));
    fc.assert(
      fc.property(moments, fc.boolean(), (at, isGrant) => {
        const value = isGrant ? "granted" : "denied";
        const text = recordFrom(policy, ["x"], {
          read: () => ({
            answers: new Map([
              ["a", { value, at }],
              ["b", { value, at: now }],
            ]),
            rest: "undecided",
          }),
          names: { statistics: ["a", "b"] },
          regime: "opt-in",
          now: () => now,
        });
        if (!isGrant) expect(valuesIn(text as string)).toEqual({ statistics: "denied" });
        else if (text) expect(at > now - policy.ttl * 1000 && at <= now).toBe(true);
      }),
    );
  });

  it("takes what was both granted and refused for refused", () => {
    for (const text of ["c.m:0,c.m:1,i.t:1767225600000", "c.m:1,c.m:0,i.t:1767225600000"])
      expect(fromC15t(text)?.answers.get("m")?.value).toBe("denied");
    const service = (status: boolean) => ({
      id: "m",
      status,
      history: [{ type: "explicit", status, timestamp: 1_767_225_600_000 }],
    });
    for (const services of [
      [service(true), service(false)],
      [service(false), service(true)],
    ])
      expect(fromUsercentrics(JSON.stringify({ services }))?.answers.get("m")?.value).toBe("denied");
  });

  it("keeps refusals, and grants with the time at which they were given", () => {
    const answers = answersFrom(fromCookiebot, examples[11]?.[1] as string, {
      names: { statistics: "statistics", advertising: "marketing" },
    });
    expect(answers).toMatchObject({
      statistics: { value: "granted", at: given, by: "migrate", regime: "opt-in", ack: false },
      advertising: { value: "denied", at: given, by: "migrate" },
    });
  });

  it("takes a grant over where all that stands for it was granted, a refusal where one was refused", () => {
    const names = { statistics: ["matomo", "hotjar"], advertising: ["pixel"] };
    const from = (text: object) => valuesFrom(fromKlaro, JSON.stringify(text), { names, lifetime: 20 * day });
    expect(from({ matomo: true, hotjar: true, pixel: true })).toEqual({
      statistics: "granted",
      advertising: "granted",
    });
    expect(from({ matomo: true, hotjar: false, pixel: true })).toEqual({
      statistics: "denied",
      advertising: "granted",
    });
    expect(from({ matomo: true })).toEqual({});
  });

  it("takes no grant of unknown age, unless the tool's lifetime bounds it", () => {
    const names = { statistics: "matomo", advertising: "pixel" };
    const text = '{"matomo":true,"pixel":false}';
    expect(valuesFrom(fromKlaro, text, { names })).toEqual({ advertising: "denied" });
    const answers = answersFrom(fromKlaro, text, { names, lifetime: 120 * day });
    expect(answers).toMatchObject({ statistics: { value: "granted", at: now - 120 * day * 1000 } });
    expect(valuesFrom(fromKlaro, text, { names, lifetime: 181 * day })).toEqual({ advertising: "denied" });
  });

  it("takes no grant that has run out, nor one from the future", () => {
    const names = { statistics: "measurement" };
    for (const time of [now - 180 * day * 1000, now + 1, now + day * 1000]) {
      const text = JSON.stringify({ consents: { measurement: true }, consentInfo: { time } });
      expect(valuesFrom(fromC15t, text, { names })).toEqual({});
    }
  });

  it("takes a refusal over however old, and never dates it ahead", () => {
    const names = { statistics: "measurement" };
    for (const time of [1, now - 1000 * day * 1000, now + day * 1000]) {
      const text = JSON.stringify({ consents: { measurement: false }, consentInfo: { time } });
      const { statistics } = answersFrom(fromC15t, text, { names });
      expect([statistics?.value, (statistics?.at ?? Infinity) <= now]).toEqual(["denied", true]);
    }
  });

  it("lets a refusal in one of several cookies outweigh a grant in another", () => {
    const text = recordFrom(policy, ["!matomo=true", "!matomo=false"], {
      read: fromTarteaucitron,
      names: { statistics: "matomo" },
      regime: "opt-in",
      lifetime: day,
      now: () => now,
    });
    expect(valuesIn(text)).toEqual({ statistics: "denied" });
  });

  it("leaves out what needs no answer, and what the site gave no name", () => {
    const names = { necessary: "necessary", session: "necessary", statistics: "analytics" };
    const text = JSON.stringify({ categories: ["necessary", "analytics", "ads"], consentTimestamp: iso });
    expect(valuesFrom(fromVanillaCookieConsent, text, { names })).toEqual({ statistics: "granted" });
  });

  it("takes an answer for a service over as one", () => {
    const names = { video: "media/youtube" };
    const text = JSON.stringify({ categories: [], services: { media: ["youtube"] }, consentTimestamp: iso });
    expect(valuesFrom(fromVanillaCookieConsent, text, { names })).toEqual({ video: "granted" });
  });

  it("never permits what the text doesn't grant, whatever it is and whatever is said of the tool", () => {
    const their = fc.constantFrom("a", "b", "all", "analytics", "__proto__", "constructor", "toString");
    const flags = fc.dictionary(their, fc.boolean());
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(readers)),
        fc.oneof(
          flags.map((each) => JSON.stringify(each)),
          fc.string(),
          fc.constantFrom(...examples.map(([, text]) => text)),
        ),
        fc.dictionary(
          fc.constantFrom("statistics", "advertising", "video", "necessary"),
          fc.oneof(their, fc.array(their)),
        ),
        fc.option(fc.nat(400 * day), { nil: undefined }),
        fc.constantFrom<Regime>("opt-in", "opt-out", "notice", "none"),
        (name, text, names, lifetime, regime) => {
          const reading = read(name)(text);
          const { consent } = visit(text, {
            read: read(name),
            names,
            regime,
            ...(lifetime !== undefined && { lifetime }),
          });
          for (const ours of ["statistics", "advertising", "video"] as const) {
            if (!consent.allows(ours)) continue;
            const granting = [ours, ...(ours === "video" ? ["statistics"] : [])].filter(
              (each) => names[each],
            );
            const isGranted = granting.some((each) =>
              [names[each] ?? []].flat().every((theirs) => reading?.answers.get(theirs)?.value === "granted"),
            );
            expect([ours, isGranted, regime]).toEqual([ours, true, "opt-in"]);
          }
        },
      ),
    );
  });
});

describe("a consent over another tool's record", () => {
  const options = {
    read: fromKlaro,
    names: { statistics: "matomo" },
    regime: "opt-in",
    lifetime: day,
  } as const;

  it("asks about what is new alone", () => {
    const { consent } = visit('{"matomo":true}', options);
    expect(consent.getState()).toMatchObject({
      status: "banner",
      asks: ["advertising"],
      permissions: { statistics: true },
    });
  });

  it("writes the record at once, and reads its own from then on", () => {
    const { storage, store } = visit('{"matomo":true}', options);
    const [text] = [storage.read()].flat() as string[];
    expect(valuesIn(text)).toEqual({ statistics: "granted" });
    store.text = '{"matomo":false}';
    expect(visit("", options, storage, store).consent.allows("statistics")).toBe(true);
  });

  it("doesn't let a visitor who is forgotten be remembered by the other tool", () => {
    const { consent, storage, store } = visit('{"matomo":true}', options);
    consent.forget();
    expect(store.text).toBe("");
    expect(visit("", options, storage, store).consent.getState()).toMatchObject({ record: null });
  });

  it("counts a withdrawal over what the other tool goes on saying", () => {
    const { consent, storage, store } = visit('{"matomo":true}', options);
    consent.withdraw();
    expect(visit("", options, storage, store).consent.allows("statistics")).toBe(false);
  });

  it("where the other tool asked for less than is required, asks again", () => {
    const { consent } = visit('{"matomo":true}', { ...options, regime: "opt-out" });
    expect(consent.getState()).toMatchObject({ permissions: { statistics: false } });
  });

  it("works where a page may store nothing", () => {
    const document = Object.defineProperty({}, "cookie", {
      get() {
        throw new Error("SecurityError");
      },
    }) as Document;
    const storage = takingOver(policy, memoryStorage(), { ...options, from: { cookie: "klaro" }, document });
    expect(storage.read()).toBeNull();
    expect(() => storage.write(null)).not.toThrow();
  });

  it.each<[string, ConsentStorage["write"]]>([
    [
      "throws",
      () => {
        throw new Error("SecurityError");
      },
    ],
    ["rejects", () => Promise.reject(new Error("offline"))],
    ["keeps nothing", () => false],
  ])("keeps a refusal for the page where the storage %s", (_, write) => {
    const storage = takingOver(
      policy,
      { read: () => null, write },
      { ...options, from: { cookie: "klaro" }, document: documentOf({ text: '{"matomo":false}' }) },
    );
    const consent = createConsent(policy, { regime: "opt-out", storage, tabs: memoryTabs()() });
    consent.start();
    expect(consent.allows("statistics")).toBe(false);
  });

  it("waits for a storage that is slow", async () => {
    const slow: ConsentStorage = { read: async () => null, write: async () => true };
    const storage = takingOver(policy, slow, {
      ...options,
      from: { cookie: "klaro" },
      document: documentOf({ text: '{"matomo":true}' }),
    });
    expect(valuesIn((await storage.read()) as string)).toEqual({ statistics: "granted" });
  });

  it("reads the time from another cookie, and the answers from localStorage", () => {
    const cookie = `OptanonConsent=interactionCount=1&groups=C0002%3A1; OptanonAlertBoxClosed=${encodeURIComponent(iso)}`;
    const names = { statistics: "C0002" };
    const own = takingOver(policy, memoryStorage(), {
      from: { cookie: "OptanonConsent", at: "OptanonAlertBoxClosed" },
      read: fromOneTrust,
      names,
      regime: "opt-in",
      now: () => now,
      document: { cookie } as Document,
    });
    expect(answersIn(own.read() as string)).toMatchObject({ statistics: { value: "granted", at: given } });
    const local = {
      getItem: (key: string) => (key === "c15t" ? '{"consents":{"measurement":false}}' : null),
    };
    const other = takingOver(policy, memoryStorage(), {
      from: { local: "c15t" },
      read: fromC15t,
      names: { statistics: "measurement" },
      regime: "opt-in",
      now: () => now,
      document: { defaultView: { localStorage: local } } as unknown as Document,
    });
    expect(valuesIn(other.read() as string)).toEqual({ statistics: "denied" });
  });
});

const policy = definePolicy({
  categories: { necessary: "exempt", statistics: "ask", advertising: "ask" },
  services: {
    session: { category: "necessary", provider: "Us", party: "first", cookies: {} },
    video: { category: "statistics", provider: "Agora", party: "third", cookies: {} },
  },
});

function event(type: string, status: boolean, timestamp: number): object {
  return { action: "onUpdateServices", language: "en", status, timestamp, type, versions: {} };
}

function read(name: string): Reader {
  return readers[name] as Reader;
}

/** A name stands in a text as it is, or in one of the ways that the tools write it. */
function holds(text: string, name: string): boolean {
  const parts = name.split("/");
  const forms = [
    text,
    attempt(() => decodeURIComponent(text)),
    attempt(() => JSON.stringify(JSON.parse(text))),
  ];
  const written = (part: string) => [part, JSON.stringify(part).slice(1, -1)];
  return parts.every(
    (part) =>
      forms.some((form) => written(part).some((each) => form.includes(each))) || isEscaped(text, part),
  );
}

/** JSON may escape any letter. */
function isEscaped(text: string, part: string): boolean {
  const value = attempt(() => JSON.stringify(JSON.parse(attempt(() => decodeURIComponent(text)) || text)));
  return value.includes(JSON.stringify(part).slice(1, -1));
}

function attempt(run: () => string): string {
  try {
    return run() ?? "";
  } catch {
    return "";
  }
}

type Given = Pick<TakeOverOptions, "lifetime"> & { readonly names: object };

function answersIn(text: string | undefined) {
  const record = decodeRecord(text ?? "");
  return record === "corrupt" ? {} : record.answers;
}

function valuesIn(text: string | undefined): object {
  return Object.fromEntries(Object.entries(answersIn(text)).map(([name, { value }]) => [name, value]));
}

function answersFrom(reader: Reader, text: string, options: Given) {
  return answersIn(
    recordFrom(policy, [text], { read: reader, regime: "opt-in", now: () => now, ...options }),
  );
}

function valuesFrom(reader: Reader, text: string, options: Given): object {
  return valuesIn(recordFrom(policy, [text], { read: reader, regime: "opt-in", now: () => now, ...options }));
}

/** A document that has one cookie, which can be deleted. */
function documentOf(store: { text: string }): Document {
  return {
    location: { hostname: "www.example.org" },
    get cookie() {
      return store.text && `other=1; klaro=${store.text}`;
    },
    set cookie(value: string) {
      if (value.startsWith("klaro=; Path=/; Max-Age=0")) store.text = "";
    },
  } as Document;
}

function visit(
  text: string,
  options: TakeOverOptions,
  storage: ConsentStorage = memoryStorage(),
  store = { text },
) {
  const taking = takingOver(policy, storage, {
    ...options,
    now: () => now,
    from: { cookie: "klaro" },
    document: documentOf(store),
  });
  const consent = createConsent(policy, {
    region: "FR",
    storage: taking,
    clock: fixedClock(now),
    tabs: memoryTabs()(),
  });
  consent.start();
  return { consent, storage, store };
}
