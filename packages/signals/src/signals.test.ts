import { type Consent, createConsent } from "@assent/core";
import { memoryTabs } from "@assent/core/testing";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { site } from "../test/site.js";
import { type Page, standIns } from "../test/stand-ins.js";
import { type Happening, openBrowser, type Story, story } from "../test/story.js";
import { type Said, type Vendor, vendors } from "../test/vendors.js";

// Policies of thirteen vendors take their time.
const numRuns = Math.max(50, Number(process.env.ASSENT_RUNS ?? 1000) / 50);
const decisions = ["acceptAll", "rejectAll", "withdraw", "save", "answer"];

/** A page with storage, as far as vendors use it. */
function page(): Page {
  const stored = new Map<string, string>();
  return {
    localStorage: {
      getItem: (name: string) => stored.get(name) ?? null,
      setItem: (name: string, value: string) => stored.set(name, value),
      removeItem: (name: string) => stored.delete(name),
    },
  };
}

function read({ mapping }: Vendor, consent: Consent): { [word: string]: boolean } {
  const { permissions } = consent.getState();
  return Object.fromEntries(Object.entries(mapping).map(([word, name]) => [word, !!permissions[name]]));
}

/** Everything that was permitted in turn, a time for each decision and each change. */
function follow(vendor: Vendor, consent: Consent): { [word: string]: boolean }[] {
  const history = [read(vendor, consent)];
  let last = "";
  const look = () => {
    const { record } = consent.getState() as { record?: { updatedAt?: number } | null };
    const next = JSON.stringify([read(vendor, consent), record?.updatedAt ?? null]);
    if (last && next !== last) history.push(read(vendor, consent));
    last = next;
  };
  look();
  consent.subscribe(look);
  return history;
}

/** What a vendor hears in a story, and what was permitted in turn. Its script comes at the end, if it didn't before. */
function tell(vendor: Vendor, { isEarly, steps, ...visitor }: Story) {
  const browser = openBrowser(visitor);
  const { snippet, script } = standIns[vendor.name] as (typeof standIns)[string];
  const window = page();
  const heard: unknown[][] = [];
  const hear = (...command: unknown[]) => void heard.push(command);
  if (!isEarly) browser.start();
  vendor.start(browser.consent, window);
  const permitted = follow(vendor, browser.consent);
  if (isEarly) browser.start();
  let isUsed = false;
  let isLoaded = false;
  let from = 0;
  let at = 0;
  const load = () => {
    at = permitted.length;
    script(window, hear);
  };
  for (const step of steps) {
    const before = permitted.length;
    if (step.do === "snippet") {
      if (!isUsed) {
        from = permitted.length - 1;
        snippet(window);
      }
      isUsed = true;
    } else if (step.do === "script") {
      // A script without a snippet is none.
      if (isUsed && !isLoaded) load();
      isLoaded ||= isUsed;
    } else if (step.do === "replace") {
      if (vendor.name === "google" && !isLoaded) window.dataLayer = [{ event: "replaced" }];
    } else {
      browser.act(step as Happening);
      if (decisions.includes(step.do)) expect(permitted.length).toBe(before + 1);
    }
  }
  if (!isUsed) {
    from = permitted.length - 1;
    snippet(window);
  }
  if (!isLoaded) load();
  return { heard, permitted, from, at, window, consent: browser.consent };
}

function saidTo(vendor: Vendor, heard: readonly unknown[][]): Said[] {
  return heard.flatMap((command) => vendor.says(command) ?? []);
}

/** As far as a vendor tells words apart. */
function agrees(granted: Said["granted"], permitted: { [word: string]: boolean } | undefined): boolean {
  return Object.entries(granted).every(([word, may]) => permitted?.[word] === may);
}

const speaking = vendors.filter(({ trace }) => trace.accepted.length > 0);
const queueing = speaking.filter(({ name }) => !["meta", "shopify", "hotjar"].includes(name));

describe.each(queueing)("$name", (vendor) => {
  test("hears the default first and once, then one update for each decision, each what is permitted", () => {
    fc.assert(
      fc.property(story, (told) => {
        const { heard, permitted } = tell(vendor, told);
        const said = saidTo(vendor, heard);
        const hasDefault = vendor.trace.before.length > 0;
        const expected = hasDefault ? permitted : permitted.slice(1);
        expect(said.length).toBe(expected.length);
        expect(said.every(({ granted }, index) => agrees(granted, expected[index]))).toBe(true);
        const defaults = said.filter(({ when }) => when === "default").length;
        expect(defaults).toBeLessThanOrEqual(1);
        if (defaults) expect(said[0]?.when).toBe("default");
      }),
      { numRuns },
    );
  });
});

test("hotjar hears what is permitted when its script comes, as often as it was told, then one word for each decision", () => {
  const vendor = vendors.find(({ name }) => name === "hotjar") as Vendor;
  fc.assert(
    fc.property(story, (told) => {
      const { heard, permitted, at } = tell(vendor, told);
      const expected = permitted.map((then, index) => (index < at ? permitted[at - 1] : then));
      expect(saidTo(vendor, heard).map(({ granted }) => granted)).toEqual(expected);
    }),
    { numRuns },
  );
});

test("meta hears what is permitted before its snippet uses the pixel, then one word for each decision", () => {
  const vendor = vendors.find(({ name }) => name === "meta") as Vendor;
  fc.assert(
    fc.property(story, (told) => {
      const { heard, permitted, from } = tell(vendor, told);
      const said = saidTo(vendor, heard);
      const expected = permitted.slice(from);
      expect(said.map(({ granted }) => granted.meta)).toEqual(expected.map(({ meta }) => meta));
      expect(heard.findIndex(([command]) => command === "init")).toBeGreaterThan(
        heard.findIndex(([command]) => command === "consent"),
      );
    }),
    { numRuns },
  );
});

test("shopify hears each decision that is made while it is there", () => {
  const vendor = vendors.find(({ name }) => name === "shopify") as Vendor;
  fc.assert(
    fc.property(story, (told) => {
      const { heard, permitted, from } = tell(vendor, told);
      const said = saidTo(vendor, heard);
      const expected = permitted.slice(from + 1);
      expect(said.map(({ granted }) => granted)).toEqual(expected);
    }),
    { numRuns },
  );
});

describe.each(queueing)("$name", (vendor) => {
  /** What it hears, of the updates, in turn. */
  function listen(consent: Consent, start: () => void) {
    const { snippet, script } = standIns[vendor.name] as (typeof standIns)[string];
    const window = page();
    const heard: unknown[][] = [];
    vendor.start(consent, window);
    snippet(window);
    script(window, (...command) => void heard.push(command));
    start();
    heard.length = 0;
    return () => saidTo(vendor, heard).map(({ granted }) => granted);
  }

  test("hears one update for a decision that a slow storage confirms later", async () => {
    let now = Date.UTC(2026, 5, 1);
    const waiting: (() => void)[] = [];
    let kept: string | null = null;
    const later = <Value>(work: () => Value) =>
      new Promise<Value>((resolve) => waiting.push(() => resolve(work())));
    const settle = async () => {
      now += 5000;
      for (const end of waiting.splice(0)) end();
      for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    };
    const consent = createConsent(site, {
      region: "FR",
      clock: { now: () => now, after: () => () => {} },
      tabs: memoryTabs()(),
      storage: {
        read: () => later(() => kept),
        write: (text) =>
          later(() => {
            kept = text;
          }),
      },
    });
    const heard = listen(consent, consent.start);
    await settle();
    consent.acceptAll();
    const record = JSON.stringify((consent.getState() as { record?: unknown }).record);
    while (waiting.length) await settle();
    expect(heard()).toHaveLength(1);
    expect(JSON.stringify((consent.getState() as { record?: unknown }).record)).toBe(record);
    consent.rejectAll();
    while (waiting.length) await settle();
    expect(heard()).toHaveLength(2);
    expect(agrees(heard().at(-1) ?? {}, read(vendor, consent))).toBe(true);
  });

  test.each(["before", "after"])("hears nothing older after what a listener decided %s it", (place) => {
    const { consent, start } = openBrowser({ region: "FR", gpc: false, earlier: undefined });
    const decide = () =>
      void consent.on("choice", (_, { type }) => {
        if (type === "acceptAll") consent.withdraw();
      });
    let isDone = false;
    const undo = () =>
      void consent.subscribe(({ status }) => {
        if (status === "pending" || isDone || !consent.allows("statistics")) return;
        isDone = true;
        consent.rejectAll();
      });
    if (place === "before") undo();
    const heard = listen(consent, start);
    if (place === "after") decide();
    consent.acceptAll();
    const said = heard();
    expect(agrees(said.at(-1) ?? {}, read(vendor, consent))).toBe(true);
    // What was taken back before the vendor heard of it is never told to it.
    expect(said).toHaveLength(place === "before" ? 1 : 2);
    expect(consent.allows("statistics")).toBe(false);
  });
});
