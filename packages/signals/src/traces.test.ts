import { describe, expect, test } from "vitest";
import { type Page, standIns } from "../test/stand-ins.js";
import { openBrowser } from "../test/story.js";
import { vendors } from "../test/vendors.js";

const visitor = { region: "FR", gpc: false, earlier: undefined };

function throwing(): never {
  throw new Error("a vendor's");
}

/** What is no plain value is told apart by its kind. */
function plain(command: readonly unknown[]): unknown[] {
  return command.map((part) => (typeof part === "function" ? "a function" : part));
}

/** Microsoft has two scripts, each of which replays its own queue. */
function bySpeaker(commands: readonly (readonly unknown[])[]): unknown[] {
  const isClarity = ([first]: readonly unknown[]) => first === "clarity";
  return [...commands.filter((command) => !isClarity(command)), ...commands.filter(isClarity)];
}

describe.each(vendors.filter(({ trace }) => trace.accepted.length > 0))("$name", (vendor) => {
  const { snippet, script } = standIns[vendor.name] as (typeof standIns)[string];

  /** A page whose vendor comes early or late, and what it has heard since it was last asked. */
  function open(when: "late" | "early") {
    const { consent, start } = openBrowser(visitor);
    const window: Page = {};
    const heard: unknown[][] = [];
    vendor.start(consent, window);
    start();
    snippet(window);
    const load = () => script(window, (...command) => void heard.push(plain(command)));
    if (when === "early") load();
    return { consent, load, take: () => bySpeaker(heard.splice(0).filter(isOurs)) };
  }

  // What the snippet itself says is no part of the trace.
  function isOurs(command: unknown[]): boolean {
    const [first, second] = command;
    return !!vendor.says(command) || first === "set" || (first === "clarity" && second === "consentv2");
  }

  test("says on the wire what its documentation asks for", () => {
    const { consent, take } = open("early");
    expect(take()).toEqual(vendor.trace.before);
    consent.acceptAll();
    expect(take()).toEqual(vendor.trace.accepted);
    consent.withdraw();
    expect(take()).toEqual(vendor.trace.refused);
    consent.acceptAll();
    expect(take()).toEqual(vendor.trace.accepted);
  });

  test("says the same to a script that comes late", () => {
    const { consent, load, take } = open("late");
    consent.rejectAll();
    consent.acceptAll();
    load();
    const { before, refused, accepted } = vendor.trace;
    const all = [...before, ...refused, ...accepted];
    expect(take()).toEqual(bySpeaker(vendor.saysLatest ? all.map(() => all.at(-1) ?? []) : all));
  });

  test.each<[string, unknown]>([
    ["throws", new Proxy(throwing, { get: () => throwing })],
    ["is frozen", Object.freeze([])],
    ["is an element", { tagName: "DIV" }],
  ])("breaks nothing of the page's where what stands in its place %s", async (_, queue) => {
    const names = "dataLayer uetq clarity fbq ttq _paq _uxa analytics posthog ppms Shopify".split(" ");
    const reported: unknown[] = [];
    const report = (reason: unknown) => void reported.push(reason);
    const { consent, start } = openBrowser({ ...visitor, onError: report });
    const others = process.listeners("unhandledRejection");
    process.removeAllListeners("unhandledRejection").on("unhandledRejection", report);
    vendor.start(consent, Object.fromEntries(names.map((name) => [name, queue])));
    start();
    consent.acceptAll();
    consent.withdraw();
    await new Promise((done) => setImmediate(done));
    process.removeAllListeners("unhandledRejection");
    for (const other of others) process.on("unhandledRejection", other);
    expect(consent.allows("statistics")).toBe(false);
    expect(reported.every((reason) => reason instanceof Error)).toBe(true);
  });

  test("says nothing to a script that is blocked, and nothing throws", () => {
    const { consent } = openBrowser(visitor);
    const stop = vendor.start(consent, {});
    consent.start();
    consent.acceptAll();
    consent.withdraw();
    stop();
    expect(consent.allows("statistics")).toBe(false);
  });
});

test.each(vendors)("$name hears of no decision after its signal has ended", (vendor) => {
  const { consent, start } = openBrowser(visitor);
  const window: Page = {};
  const heard: unknown[][] = [];
  const stop = vendor.start(consent, window);
  standIns[vendor.name]?.snippet(window);
  start();
  stop();
  consent.acceptAll();
  if (vendor.name !== "plausible")
    standIns[vendor.name]?.script(window, (...command) => void heard.push(plain(command)));
  const isSaid = (command: readonly unknown[]) => !!vendor.says(command);
  expect(heard.filter(isSaid)).toEqual(vendor.trace.before.filter(isSaid));
});

test.each(vendors)("after a withdrawal $name is reported for what it does", (vendor) => {
  const { consent, start } = openBrowser(visitor);
  vendor.start(consent, {});
  start();
  consent.acceptAll();
  consent.withdraw();
  const activity = new Set(
    [...consent.activity()].filter(([name]) => name !== "necessary").map(([, how]) => how),
  );
  expect([...activity]).toEqual([vendor.stops ? "stopped" : "lingering"]);
});

test.each(vendors)("where there is no browser, $name leaves nothing behind", (vendor) => {
  const { consent, start } = openBrowser(visitor);
  const before = Object.keys(globalThis);
  vendor.start(consent, undefined as never)();
  start();
  consent.acceptAll();
  expect(Object.keys(globalThis)).toEqual(before);
});

test("Segment's events carry what is permitted when they are sent", () => {
  const { consent, start } = openBrowser(visitor);
  const window: Page = {};
  vendors.find(({ name }) => name === "segment")?.start(consent, window);
  start();
  const [, stamp] = window.analytics[0];
  const send = () => {
    let sent: object | undefined;
    const next = (payload: { obj: object }) => {
      sent = payload.obj;
    };
    stamp({ payload: { obj: { event: "Bought", context: { page: "home" } } }, next });
    return sent;
  };
  const context = (may: boolean) => ({
    event: "Bought",
    context: { page: "home", consent: { categoryPreferences: { Analytics: may, Advertising: may } } },
  });
  expect(send()).toEqual(context(false));
  consent.acceptAll();
  expect(send()).toEqual(context(true));
  consent.withdraw();
  expect(send()).toEqual(context(false));
});

test("Plausible's mark is there until a visitor agrees, and again when they no longer do", () => {
  const { consent, start } = openBrowser(visitor);
  const stored = new Map<string, string>();
  const localStorage = {
    setItem: (name: string, value: string) => stored.set(name, value),
    removeItem: (name: string) => stored.delete(name),
  };
  const mark = () => stored.get("plausible_ignore");
  vendors.find(({ name }) => name === "plausible")?.start(consent, { localStorage });
  start();
  expect(mark()).toBe("true");
  consent.acceptAll();
  expect(mark()).toBeUndefined();
  consent.withdraw();
  expect(mark()).toBe("true");
});

test("what keeps Contentsquare's tag away is gone when a visitor agrees, from this host and those above", () => {
  const { consent, start } = openBrowser(visitor);
  const written: string[] = [];
  const document = {
    set cookie(text: string) {
      written.push(text);
    },
  };
  const location = { hostname: "shop.example.com" };
  vendors.find(({ name }) => name === "hotjar")?.start(consent, { document, location });
  start();
  consent.rejectAll();
  expect(written).toEqual([]);
  consent.acceptAll();
  const domains = ["shop.example.com", "example.com", "com", ""];
  expect(written).toEqual(domains.map((domain) => `_cs_optout=;max-age=0;path=/;domain=${domain}`));
});

test("where cookies are forbidden, agreeing tells Contentsquare's tag all the same", () => {
  const { consent, start } = openBrowser(visitor);
  const document = {
    set cookie(_: string) {
      throw new DOMException("forbidden", "SecurityError");
    },
  };
  const window: Page = { document, location: { hostname: "" } };
  vendors.find(({ name }) => name === "hotjar")?.start(consent, window);
  start();
  consent.acceptAll();
  expect(window._uxa.at(-1)).toEqual(["optin"]);
});
