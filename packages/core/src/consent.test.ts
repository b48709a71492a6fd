import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { dayMs, now, runs } from "../test/world.js";
import {
  type Choices,
  type Consent,
  type ConsentOptions,
  type ConsentState,
  type ConsentStorage,
  createConsent,
  day,
  decodeRecord,
  definePolicy,
  fingerprint,
  memoryStorage,
  type Policy,
  type PolicyInput,
  readConsent,
  type Stored,
  type StoredText,
} from "./index.js";
import { fixedClock, memoryTabs, recordFor } from "./testing/index.js";

const service = (category: string, cookie: string) => ({
  category,
  provider: "Example",
  party: "third" as const,
  cookies: { [cookie]: { purpose: "To show how it works", maxAge: 90 * day } },
});

const declared = {
  categories: {
    necessary: "exempt",
    statistics: "ask",
    advertising: { rule: "ask", sale: true },
    media: "ask",
  },
  services: {
    session: {
      category: "necessary",
      provider: "Example",
      party: "first",
      cookies: { sessionid: { purpose: "To remember the user", maxAge: "session", httpOnly: true } },
    },
    counter: service("statistics", "_ex_*"),
    ads: service("advertising", "_ads"),
    video: service("media", "_video"),
    chat: service("media", "_chat"),
  },
} as const satisfies PolicyInput;

const policy = definePolicy(declared);
type Names =
  | "necessary"
  | "statistics"
  | "advertising"
  | "media"
  | "session"
  | "counter"
  | "ads"
  | "video"
  | "chat";

/** A page: in France, at a fixed time, alone, with an empty memory, unless said otherwise. */
function page(options: ConsentOptions = {}, site: Policy = policy as Policy) {
  const storage = options.storage ?? memoryStorage();
  const clock = fixedClock(now);
  const consent = createConsent(site, {
    region: "FR",
    gpc: false,
    tabs: memoryTabs()(),
    clock,
    ...options,
    storage,
  });
  const stop = consent.start();
  const read = () => decodeRecord((storage.read() as string) ?? "");
  const answers = () => {
    const record = read();
    const given = record === "corrupt" ? {} : record.answers;
    return Object.fromEntries(Object.entries(given).map(([name, { value }]) => [name, value]));
  };
  return { consent, storage, clock, stop, read, answers };
}

const american = { region: "US-CA" };

/** An instance on the policy above, with its names typed. */
function typedPage(options: ConsentOptions = {}): Consent<Names> {
  return page(options).consent as unknown as Consent<Names>;
}

describe("choices lost or forged", () => {
  test("two choices in one tick are both kept", () => {
    const { consent, answers } = page();
    consent.save({ statistics: true });
    consent.save({ media: true });
    expect(answers()).toEqual({ statistics: "granted", media: "granted", advertising: "denied" });
    expect(consent.allows("statistics")).toBe(true);
  });

  test("moving one toggle, or answering for one service, keeps the toggles moved before", () => {
    const { consent } = page();
    consent.openPreferences();
    consent.setDraft({ statistics: true });
    consent.setDraft({ media: true });
    consent.answer("video", true);
    expect(consent.getState()).toMatchObject({
      status: "preferences",
      draft: { statistics: true, media: true, advertising: false },
    });
    consent.save();
    expect(consent.allows("statistics") && consent.allows("media")).toBe(true);
    expect(consent.allows("advertising")).toBe(false);
  });

  test("opening the preferences again keeps the toggles", () => {
    const { consent } = page();
    consent.openPreferences();
    consent.setDraft({ statistics: true });
    consent.openPreferences();
    expect(consent.getState()).toMatchObject({ draft: { statistics: true } });
  });

  test("a choice is written, shown and told before the call returns: a page left at once loses nothing", () => {
    const written: (string | null)[] = [];
    const storage = { read: () => null, write: (text: string | null) => void written.push(text) };
    const { consent } = page({ storage });
    const told = vi.fn();
    consent.on("choice", told);
    consent.acceptAll();
    expect(written[0]).toContain("~statistics+");
    expect(consent.getState().permissions.statistics).toBe(true);
    expect(told).toHaveBeenCalledTimes(1);
  });

  test("a user id spelled like an answer forges nothing: where a record ends, nothing goes on", () => {
    const grant = `~statistics+${fingerprint(policy, "statistics")}`;
    for (const id of [
      grant,
      `a${grant}`,
      `a.300${now.toString(36)}${grant}`,
      `a;cookies_preferences=1${grant}`,
    ]) {
      const text = `1.${now.toString(36)}.1.${id}.300${now.toString(36)}`;
      const stored = decodeRecord(text);
      if (stored !== "corrupt") expect(stored.id).toMatch(/^[0-9a-z]{1,16}$/);
      expect(decodeRecord(`${text}~statistics-abcd`)).toBe("corrupt");
      const cookie = `user=${encodeURIComponent(id)}; x=${grant}; my_cookies_preferences=${text}`;
      expect(readConsent(policy, { cookie, region: "FR", now }).permissions.statistics).toBe(false);
    }
    for (const name of [`a${grant}`, "a.b", "a b", "a;b", "a=b", "~a", "1a"])
      expect(() => definePolicy({ categories: { [name]: "ask" }, services: {} })).toThrow(/name-invalid/);
  });

  test("a category added after a full rejection stays refused under opt-out", () => {
    for (const refuse of ["rejectAll", "withdraw"] as const) {
      const { consent, storage } = page(american);
      consent[refuse]();
      consent.answer("video", true);
      const grown = definePolicy({ ...declared, categories: { ...declared.categories, heatmaps: "ask" } });
      const later = page({ ...american, storage }, grown as Policy);
      expect(later.consent.allows("heatmaps")).toBe(false);
      expect(page({ ...american, storage }, grown as Policy).consent.allows("heatmaps")).toBe(false);
    }
  });

  test("a category added after a partial refusal follows the region's default", () => {
    const { consent, storage } = page(american);
    consent.save({ statistics: false });
    const grown = definePolicy({ ...declared, categories: { ...declared.categories, heatmaps: "ask" } });
    expect(page({ ...american, storage }, grown as Policy).consent.allows("heatmaps")).toBe(true);
  });

  test("toggles moved and dismissed are not granted by a later save", () => {
    const { consent, answers } = page();
    consent.openPreferences();
    consent.setDraft({ statistics: true, advertising: true });
    consent.dismiss();
    consent.save();
    expect(answers()).toEqual({ statistics: "denied", advertising: "denied", media: "denied" });
    consent.openPreferences();
    expect(consent.getState()).toMatchObject({ draft: { statistics: false, advertising: false } });
  });

  test("confirming once more renews the time that a grant counts", () => {
    const { consent, clock } = page();
    consent.acceptAll();
    clock.advance(170 * dayMs);
    consent.acceptAll();
    clock.advance(170 * dayMs);
    expect(consent.allows("statistics")).toBe(true);
    clock.advance(10 * dayMs);
    expect(consent.allows("statistics")).toBe(false);
  });

  test("saving the same answers once more renews them as well", () => {
    const { consent, clock } = page();
    consent.save({ statistics: true });
    clock.advance(170 * dayMs);
    consent.openPreferences();
    consent.save();
    clock.advance(170 * dayMs);
    expect(consent.allows("statistics")).toBe(true);
  });

  test("a name that the policy doesn't declare is refused with its name, and stored nowhere", () => {
    const { consent, answers } = page();
    for (const name of ["ghost", "constructor", "toString", "__proto__"]) {
      const choices = Object.fromEntries([[name, true]]);
      for (const call of [
        () => consent.save(choices),
        () => consent.setDraft(choices),
        () => consent.answer(name, true),
      ])
        expect(call).toThrow(
          expect.objectContaining({ code: "name-unknown", message: expect.stringContaining(`"${name}"`) }),
        );
      expect(() => consent.onGrant(name, () => {})).toThrow(
        expect.objectContaining({ code: "name-unknown" }),
      );
    }
    expect(answers()).toEqual({});
    expect(consent.getState().status).toBe("banner");
  });

  test("a ghost in the record has no permission, and is dropped at the next write", () => {
    const text = recordFor(policy, { statistics: true }, { now }).replace(
      "~statistics",
      "~ghost+abcd~statistics",
    );
    const { consent, storage } = page({ storage: memoryStorage(text) });
    expect(consent.allows("ghost")).toBe(false);
    expect(consent.getState().permissions).not.toHaveProperty("ghost");
    expect(storage.read()).toContain("ghost");
    consent.save({ media: true });
    expect(storage.read()).not.toContain("ghost");
    expect(consent.allows("statistics")).toBe(true);
  });

  test("a new service of an accepted category asks again, about that category alone", () => {
    const { consent, storage } = page();
    consent.acceptAll();
    const services = { ...declared.services, heatmap: service("statistics", "_heat") };
    const later = page({ storage }, definePolicy({ ...declared, services }) as Policy).consent;
    expect(later.getState()).toMatchObject({ status: "banner", asks: ["statistics"] });
    expect(later.allows("heatmap") || later.allows("counter") || later.allows("statistics")).toBe(false);
    expect(later.allows("media") && later.allows("video")).toBe(true);
    later.save({ statistics: true });
    expect(later.allows("heatmap")).toBe(true);
  });

  test("nothing is stored for categories that were never shown", () => {
    const { consent, storage, answers } = page();
    consent.acceptAll();
    expect(Object.keys(answers())).toEqual(["advertising", "media", "statistics"]);
    const grown = definePolicy({
      ...declared,
      categories: { ...declared.categories, heatmaps: "ask" },
    }) as Policy;
    const later = page({ storage }, grown);
    expect(later.answers()).not.toHaveProperty("heatmaps");
    expect(later.consent.getState()).toMatchObject({ asks: ["heatmaps"] });
  });

  test("a rejection is kept as long as a grant", () => {
    for (const choose of ["acceptAll", "rejectAll"] as const) {
      const { consent, clock } = page();
      consent[choose]();
      clock.advance(180 * dayMs - 1);
      expect(consent.getState().status).toBe("closed");
      clock.advance(1);
      expect(consent.getState().status).toBe("banner");
    }
  });
});

describe("asynchronous storage", () => {
  /** A storage whose reads and writes end when told to, in whatever order. */
  function slow(text: string | null = null) {
    let kept = text;
    const waiting: { end: (fails: boolean) => void }[] = [];
    const later = <Value>(work: () => Value) =>
      new Promise<Value>((resolve, reject) => {
        waiting.push({ end: (fails) => (fails ? reject(new Error("slow storage")) : resolve(work())) });
      });
    const storage: ConsentStorage = {
      read: () => later<StoredText>(() => kept),
      write: (next) =>
        later(() => {
          kept = next;
        }),
    };
    const settle = async (index = 0, fails = false) => {
      waiting.splice(index % waiting.length, 1)[0]?.end(fails);
      for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    };
    return { storage, waiting, settle, kept: () => kept };
  }

  const granted = recordFor(policy, { statistics: true, media: true }, { now: now - dayMs });

  test("only exempt things run until it was read", async () => {
    const { storage, settle } = slow(granted);
    const { consent } = page({ storage });
    expect(consent.getState().status).toBe("pending");
    expect(consent.allows("statistics")).toBe(false);
    expect(consent.allows("sessionid")).toBe(true);
    await settle();
    expect(consent.getState().status).toBe("closed");
    expect(consent.allows("statistics")).toBe(true);
  });

  test("a late storage read does not overwrite a fresh rejection", async () => {
    const { storage, waiting, settle, kept } = slow(granted);
    const { consent } = page({ storage });
    consent.rejectAll();
    expect(consent.allows("statistics")).toBe(false);
    while (waiting.length) await settle();
    expect(consent.allows("statistics")).toBe(false);
    expect(kept()).not.toContain("+");
  });

  test("a late storage read keeps what a fresh choice didn't speak of", async () => {
    const { storage, waiting, settle, kept } = slow(granted);
    const { consent } = page({ storage });
    consent.save({ media: false });
    while (waiting.length) await settle();
    expect(consent.allows("statistics")).toBe(true);
    expect(consent.allows("media")).toBe(false);
    expect(kept()).toMatch(/~media-.*~statistics\+/);
  });

  test("forgetting while it is being read forgets what is read", async () => {
    const { storage, waiting, settle, kept } = slow(granted);
    const { consent } = page({ storage });
    consent.forget();
    while (waiting.length) await settle();
    expect(kept()).toBe(null);
    expect(consent.getState()).toMatchObject({ status: "banner", record: null });
  });

  test("dismissing while it is being read keeps the banner away", async () => {
    const { storage, waiting, settle } = slow();
    const { consent } = page({ storage });
    consent.dismiss();
    while (waiting.length) await settle();
    expect(consent.getState()).toMatchObject({ status: "closed", record: null });
  });

  test("reads and writes that end or fail in any order lose no choice", async () => {
    const choice = fc.constantFrom("acceptAll", "rejectAll", "withdraw");
    const turn = fc.oneof(choice, fc.record({ settle: fc.nat(3), fails: fc.boolean() }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(turn, { maxLength: 8 }),
        fc.infiniteStream(fc.nat(3)),
        async (turns, order) => {
          const { storage, waiting, settle } = slow(granted);
          const { consent } = page({ storage, onError: () => {} });
          let last: string | undefined;
          let readFailed = false;
          for (const turn of turns) {
            if (typeof turn === "string") {
              consent[turn as "acceptAll"]();
              last = turn;
            } else if (waiting.length) {
              readFailed ||= turn.fails;
              await settle(turn.settle, turn.fails);
            }
            if (last) expect(consent.allows("statistics")).toBe(last === "acceptAll");
          }
          for (let steps = 0; waiting.length && steps < 100; steps++) await settle(order.next().value);
          expect(waiting).toEqual([]);
          if (last) expect(consent.allows("statistics")).toBe(last === "acceptAll");
          else if (!readFailed) expect(consent.allows("statistics")).toBe(true);
        },
      ),
      { numRuns: Math.min(runs, 2000) },
    );
  });

  test("a read that fails shows the banner, and says so", async () => {
    const { storage, settle } = slow(granted);
    const onError = vi.fn();
    const { consent } = page({ storage, onError });
    await settle(0, true);
    expect(onError).toHaveBeenCalledTimes(1);
    expect(consent.getState().status).toBe("banner");
    consent.acceptAll();
    expect(consent.allows("statistics")).toBe(true);
  });

  test("a write that fails leaves the choice in memory, and says so", async () => {
    const { storage, waiting, settle } = slow();
    const { consent } = page({ storage, onError: () => {} });
    await settle();
    consent.acceptAll();
    expect(consent.getState()).toMatchObject({ persisted: true });
    while (waiting.length) await settle(0, true);
    expect(consent.getState()).toMatchObject({ persisted: false });
    expect(consent.allows("statistics")).toBe(true);
  });
});

describe("fragile storage", () => {
  test.each(["", "garbage", "%", "1.", "undefined", "{}", "~~~", "1.0.0.0.0000~x"])(
    "a malformed record (%j) shows the banner, and throws nothing",
    (text) => {
      const { consent } = page({ storage: memoryStorage(text) });
      expect(consent.getState()).toMatchObject({ status: "banner", record: text ? "corrupt" : null });
      expect(consent.allows("statistics")).toBe(false);
      consent.rejectAll();
      expect(consent.getState()).toMatchObject({ status: "closed", persisted: true });
    },
  );

  test("an unreadable record is left alone until the visitor decides", () => {
    const { consent, storage } = page({ storage: memoryStorage("garbage") });
    consent.openPreferences();
    consent.dismiss();
    expect(storage.read()).toBe("garbage");
    consent.acceptAll();
    expect(storage.read()).toMatch(/^1\./);
  });

  test("answering for one service over an unreadable record opens nothing else under opt-out", () => {
    const { consent } = page({ ...american, storage: memoryStorage("garbage") });
    consent.answer("video", true);
    expect(consent.allows("video")).toBe(true);
    expect(consent.allows("advertising") || consent.allows("statistics")).toBe(false);
  });

  test("a storage that throws on reading and writing: the banner works, the choice lives in memory", () => {
    const boom = () => {
      throw new Error("SecurityError");
    };
    const onError = vi.fn();
    const { consent } = page({ storage: { read: boom, write: boom }, onError });
    expect(consent.getState().status).toBe("banner");
    consent.acceptAll();
    expect(consent.allows("statistics")).toBe(true);
    expect(consent.getState()).toMatchObject({ status: "closed", persisted: false });
    expect(onError).toHaveBeenCalled();
    consent.withdraw();
    expect(consent.allows("statistics")).toBe(false);
  });

  test("a storage that says it couldn't: the same", () => {
    const { consent } = page({ storage: { read: () => null, write: () => false } });
    consent.acceptAll();
    expect(consent.getState()).toMatchObject({ status: "closed", persisted: false });
    expect(consent.allows("statistics")).toBe(true);
  });

  test("a storage may be an object with a this", () => {
    class Kept {
      text: string | null = null;
      read() {
        return this.text;
      }
      write(text: string | null) {
        this.text = text;
      }
    }
    const { consent, answers } = page({ storage: new Kept() });
    consent.acceptAll();
    expect(answers()).toMatchObject({ statistics: "granted" });
  });

  test("a record too long for a cookie is kept in memory, and said so", () => {
    const names = Array.from({ length: 250 }, (_, index) => `category-number-${index}`);
    const large = definePolicy({
      categories: Object.fromEntries(names.map((name) => [name, "ask"])),
      services: {},
    });
    const { consent, storage } = page({}, large as Policy);
    consent.acceptAll();
    expect(consent.getState()).toMatchObject({ status: "closed", persisted: false });
    expect(consent.allows("category-number-249")).toBe(true);
    expect(storage.read()).toBe(null);
  });

  test("of two records under one name the one that counts is taken", () => {
    const early = recordFor(policy, { statistics: true }, { now: now - 2 });
    const late = recordFor(policy, { media: true }, { now: now - 1 });
    for (const kept of [
      [early, late],
      [late, early],
      ["garbage", late, early],
    ]) {
      const { consent } = page({ storage: { read: () => kept, write: () => {} } });
      expect(consent.allows("media")).toBe(true);
      expect(consent.allows("statistics")).toBe(false);
    }
  });

  test("a clock that moved back gives no grant, and the next choice still counts as the later one", () => {
    const { consent, storage } = page();
    consent.acceptAll();
    const before = decodeRecord(storage.read() as string) as Exclude<Stored, string | undefined>;
    const later = page({ storage, clock: fixedClock(now - 10 * dayMs) });
    expect(later.consent.allows("statistics")).toBe(false);
    expect(later.consent.getState().status).toBe("banner");
    later.consent.rejectAll();
    const after = later.read();
    expect(after).toMatchObject({ id: before.id });
    expect((after as typeof before).updatedAt).toBeGreaterThan(before.updatedAt);
    expect(page({ storage }).consent.allows("statistics")).toBe(false);
  });

  test("a grant dated ahead does not come true when its time comes", () => {
    const { consent, storage } = page();
    consent.acceptAll();
    const early = fixedClock(now - dayMs);
    const later = page({ storage, clock: early });
    early.advance(2 * dayMs);
    expect(later.consent.allows("statistics")).toBe(false);
  });
});

describe("the state", () => {
  test("constructing touches nothing: no storage, no tabs, no timer, no page", () => {
    const untouchable = new Proxy({} as never, {
      get(_, name) {
        throw new Error(`touched ${String(name)}`);
      },
    });
    const options = { storage: untouchable, tabs: untouchable, onError: untouchable };
    const consent = createConsent(policy, { ...options, clock: fixedClock(now), gpc: false });
    expect(consent.getState()).toBe(consent.getInitialState());
    expect(consent.getState().status).toBe("pending");
    expect(consent.allows("sessionid")).toBe(true);
    expect(consent.allows("statistics")).toBe(false);
  });

  test("snapshots are frozen all through, plain and serialisable", () => {
    const { consent } = page();
    consent.acceptAll();
    consent.openPreferences();
    const state = consent.getState();
    const parts: unknown[] = [state];
    for (const part of parts) {
      if (typeof part !== "object" || part === null) continue;
      expect(Object.isFrozen(part)).toBe(true);
      parts.push(...Object.values(part));
    }
    expect(parts.length).toBeGreaterThan(30);
    expect(JSON.parse(JSON.stringify(state))).toEqual(state);
  });

  test("what didn't change keeps its identity", () => {
    const { consent } = page();
    consent.acceptAll();
    const before = consent.getState();
    consent.openPreferences();
    const open = consent.getState();
    expect(open).not.toBe(before);
    expect(open.permissions).toBe(before.permissions);
    expect("record" in open && "record" in before && open.record === before.record).toBe(true);
    consent.openPreferences();
    expect(consent.getState()).toBe(open);
  });

  test("an empty list of questions is a list", () => {
    const { consent } = page(american);
    expect(consent.getState()).toMatchObject({ status: "closed", asks: [] });
    expect(Array.isArray((consent.getState() as { asks: unknown }).asks)).toBe(true);
  });

  test("listeners hear of changes only", () => {
    const { consent, clock } = page();
    const [state, change, choice] = [vi.fn(), vi.fn(), vi.fn()];
    consent.subscribe(state);
    consent.on("change", change);
    consent.on("choice", choice);
    consent.start();
    clock.advance(60_000);
    expect([state, change, choice].map(({ mock }) => mock.calls.length)).toEqual([0, 0, 0]);
    consent.openPreferences();
    consent.openPreferences();
    expect([state, change, choice].map(({ mock }) => mock.calls.length)).toEqual([1, 0, 0]);
    consent.rejectAll();
    expect([state, change, choice].map(({ mock }) => mock.calls.length)).toEqual([2, 0, 1]);
    consent.acceptAll();
    expect([state, change, choice].map(({ mock }) => mock.calls.length)).toEqual([3, 1, 2]);
    consent.acceptAll();
    expect([change, choice].map(({ mock }) => mock.calls.length)).toEqual([1, 3]);
    expect(choice.mock.lastCall?.[1]).toMatchObject({ type: "acceptAll" });
  });

  test("who subscribes late sees the present: permissions that changed before are told at once", () => {
    const { consent } = page();
    const early = vi.fn();
    consent.on("change", early);
    expect(early).not.toHaveBeenCalled();
    consent.acceptAll();
    const late = vi.fn();
    consent.on("change", late);
    expect(late).toHaveBeenCalledExactlyOnceWith(consent.getState());
    const run = vi.fn();
    consent.onGrant("statistics", run);
    expect(run).toHaveBeenCalledTimes(1);
  });

  test("a listener or a gate that throws harms no other, nor the choice", () => {
    const onError = vi.fn();
    const { consent, answers } = page({ onError });
    const heard: string[] = [];
    const boom = (name: string) => () => {
      heard.push(name);
      throw new Error(name);
    };
    consent.subscribe(boom("state 1"));
    consent.subscribe(() => heard.push("state 2"));
    consent.on("change", boom("change 1"));
    consent.on("change", () => heard.push("change 2"));
    consent.on("choice", boom("choice 1"));
    consent.on("choice", () => heard.push("choice 2"));
    consent.onGrant("statistics", boom("gate 1"));
    consent.onGrant("statistics", () => {
      heard.push("gate 2");
      return boom("end of 2");
    });
    consent.onGrant("media", () => {
      heard.push("gate 3");
      return () => heard.push("end of 3");
    });
    consent.acceptAll();
    const told = ["state 1", "state 2", "change 1", "change 2", "choice 1", "choice 2"];
    expect(heard).toEqual(["gate 1", "gate 2", "gate 3", ...told]);
    expect(onError).toHaveBeenCalledTimes(4);
    heard.length = 0;
    consent.withdraw();
    expect(heard).toEqual(["end of 2", "end of 3", ...told]);
    expect(answers()).toMatchObject({ statistics: "denied" });
  });

  test("calls from within a listener take effect at once, and are told in order, to everyone, once", () => {
    const { consent, answers } = page();
    const heard: string[] = [];
    const allowed = ({ permissions }: ConsentState) => (permissions.statistics ? "granted" : "refused");
    consent.subscribe((state) => {
      heard.push(`first: ${allowed(state)}`);
      if (!state.permissions.statistics) return;
      consent.rejectAll();
      heard.push(`at once: ${allowed(consent.getState())}, ${answers().statistics}`);
    });
    consent.subscribe((state) => heard.push(`second: ${allowed(state)}`));
    consent.on("choice", (_, { type }) => heard.push(type));
    consent.acceptAll();
    expect(heard).toEqual([
      "first: granted",
      "at once: refused, denied",
      "second: granted",
      "acceptAll",
      "first: refused",
      "second: refused",
      "rejectAll",
    ]);
  });

  test("a gate may decide too: what it closes is closed before anyone is told", () => {
    const { consent } = page();
    const heard: string[] = [];
    consent.onGrant("statistics", () => {
      heard.push("run");
      consent.withdraw();
      return () => heard.push("end");
    });
    consent.on("change", ({ permissions }) => heard.push(String(permissions.statistics)));
    consent.acceptAll();
    expect(consent.allows("statistics")).toBe(false);
    expect(heard.slice(0, 1)).toEqual(["run"]);
    expect(heard).toContain("end");
    expect(heard.at(-1)).toBe("false");
  });

  test("who unsubscribes while others are being told hears nothing more", () => {
    const { consent } = page();
    const second = vi.fn();
    let end = () => {};
    consent.subscribe(() => end());
    end = consent.subscribe(second);
    consent.acceptAll();
    expect(second).not.toHaveBeenCalled();
  });

  test("one function may listen twice, and end each by itself", () => {
    const { consent } = page();
    const listener = vi.fn();
    const end = consent.subscribe(listener);
    consent.subscribe(listener);
    end();
    consent.acceptAll();
    expect(listener).toHaveBeenCalledTimes(1);
  });

  test("granted, revoked and granted again, a gate runs again", () => {
    const { consent } = page();
    const heard: string[] = [];
    const end = consent.onGrant("_ex_1a2b", () => {
      heard.push("run");
      return () => heard.push("end");
    });
    for (const choose of ["acceptAll", "withdraw", "acceptAll", "rejectAll", "acceptAll"] as const)
      consent[choose]();
    expect(heard).toEqual(["run", "end", "run", "end", "run"]);
    consent.acceptAll();
    expect(heard).toHaveLength(5);
    end();
    expect(heard).toHaveLength(6);
    consent.withdraw();
    consent.acceptAll();
    expect(heard).toHaveLength(6);
  });

  test("what ran is told apart: running, stopped, or lingering where nothing could stop it", () => {
    const { consent } = page();
    consent.onGrant("statistics", () => () => {});
    consent.onGrant("media", () => {});
    consent.acceptAll();
    expect(Object.fromEntries(consent.activity())).toEqual({ statistics: "running", media: "running" });
    consent.withdraw();
    expect(Object.fromEntries(consent.activity())).toEqual({ statistics: "stopped", media: "lingering" });
  });

  test("a grant expires by itself", () => {
    const { consent, clock } = page();
    const ended = vi.fn();
    consent.onGrant("statistics", () => ended);
    consent.acceptAll();
    clock.advance(180 * dayMs - 1);
    expect(ended).not.toHaveBeenCalled();
    clock.advance(1);
    expect(ended).toHaveBeenCalledTimes(1);
    expect(consent.getState()).toMatchObject({
      status: "banner",
      asks: ["statistics", "advertising", "media"],
    });
  });

  test("a grant expires by itself also where the machine slept: soon after it wakes", () => {
    let time = now;
    const timers = new Map<number, () => void>();
    const clock = {
      now: () => time,
      after(milliseconds: number, callback: () => void) {
        expect(milliseconds).toBeLessThanOrEqual(3_600_000);
        const id = timers.size + 1;
        timers.set(id, callback);
        return () => timers.delete(id);
      },
    };
    const { consent } = page({ clock });
    consent.acceptAll();
    expect(timers.size).toBe(1);
    time += 200 * dayMs;
    // A timer of an hour, stopped by the sleep, ends when what is left of the hour has passed.
    const [[id, callback]] = timers as unknown as [[number, () => void]];
    timers.delete(id);
    callback();
    expect(consent.allows("statistics")).toBe(false);
    expect(consent.getState().status).toBe("banner");
  });

  test("after stop nothing is scheduled, and another start goes on", () => {
    const { consent, clock, stop } = page();
    consent.acceptAll();
    stop();
    stop();
    const told = vi.fn();
    consent.subscribe(told);
    clock.advance(400 * dayMs);
    expect(told).not.toHaveBeenCalled();
    consent.start();
    expect(consent.getState().status).toBe("banner");
  });

  test("started twice, it runs until both have stopped", () => {
    const { consent, clock, stop } = page();
    const second = consent.start();
    consent.acceptAll();
    stop();
    stop();
    clock.advance(180 * dayMs);
    expect(consent.allows("statistics")).toBe(false);
    second();
  });

  test("a choice before start reads what is stored first", () => {
    const storage = memoryStorage(recordFor(policy, { statistics: true }, { now: now - dayMs }));
    const clock = fixedClock(now);
    const consent = createConsent(policy, { storage, clock, region: "FR", gpc: false, tabs: memoryTabs()() });
    consent.answer("video", true);
    expect(consent.allows("statistics")).toBe(true);
    expect(storage.read()).toContain("~statistics+");
  });

  test("dismissing decides nothing; where the site says so, it is a rejection", () => {
    const later = page();
    later.consent.dismiss();
    expect(later.consent.getState()).toMatchObject({ status: "closed", record: null });
    expect(later.storage.read()).toBe(null);
    expect(page({ storage: later.storage }).consent.getState().status).toBe("banner");
    const refusal = page({ dismissal: "reject" });
    refusal.consent.dismiss();
    expect(refusal.answers()).toEqual({ statistics: "denied", advertising: "denied", media: "denied" });
    refusal.consent.acceptAll();
    refusal.consent.openPreferences();
    refusal.consent.dismiss();
    expect(refusal.answers()).toMatchObject({ statistics: "granted" });
  });

  test("forgetting leaves nothing, in no tab", () => {
    const storage = memoryStorage();
    const open = memoryTabs();
    const [one, other] = [page({ storage, tabs: open() }), page({ storage, tabs: open() })];
    one.consent.acceptAll();
    expect(other.consent.allows("statistics")).toBe(true);
    other.consent.forget();
    expect(storage.read()).toBe(null);
    for (const { consent } of [one, other]) {
      expect(consent.getState()).toMatchObject({ status: "banner", record: null });
      expect(consent.allows("statistics")).toBe(false);
    }
  });

  test("a choice made in another tab closes the banner here", () => {
    const storage = memoryStorage();
    const open = memoryTabs();
    const [one, other] = [page({ storage, tabs: open() }), page({ storage, tabs: open() })];
    other.consent.openPreferences();
    one.consent.save({ statistics: true });
    expect(other.consent.getState()).toMatchObject({ status: "closed" });
    expect(other.consent.allows("statistics")).toBe(true);
  });

  test("Global Privacy Control is honoured at once, and its override lasts", () => {
    const { consent, storage, answers } = page({ ...american, gpc: true });
    expect(consent.allows("advertising")).toBe(false);
    expect(consent.allows("statistics")).toBe(true);
    expect(answers()).toEqual({ advertising: "denied" });
    consent.acceptAll();
    expect(consent.allows("advertising")).toBe(false);
    consent.acceptAll({ ack: true });
    expect(consent.allows("advertising")).toBe(true);
    expect(page({ ...american, gpc: true, storage }).consent.allows("advertising")).toBe(true);
  });

  test("names of Object.prototype are names like any other: not declared, not allowed", () => {
    const { consent } = page();
    consent.acceptAll();
    for (const name of ["constructor", "__proto__", "toString", "hasOwnProperty", "", "*", "valueOf"])
      expect(consent.allows(name)).toBe(false);
  });

  test("a stored name may be used when every service that declares it may", () => {
    const services = {
      ...declared.services,
      both: {
        ...service("advertising", "_ex_*"),
        cookies: { "_ex_*": { purpose: "", maxAge: day, path: "/ads" } },
      },
    };
    const { consent } = page({}, definePolicy({ ...declared, services }) as Policy);
    consent.save({ statistics: true });
    expect(consent.allows("_ex_1")).toBe(false);
    consent.save({ advertising: true });
    expect(consent.allows("_ex_1")).toBe(true);
    expect(consent.allows("my_ex_1")).toBe(false);
  });

  test("methods can be destructured", () => {
    const { acceptAll, allows, getState, save } = typedPage();
    acceptAll();
    expect(allows("statistics")).toBe(true);
    save({ statistics: false } satisfies Choices<Names>);
    expect(getState().permissions.statistics).toBe(false);
  });
});
