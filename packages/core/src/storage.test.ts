import { describe, expect, test } from "vitest";
import { now } from "../test/world.js";
import {
  cookieStorage,
  createConsent,
  day,
  decodeRecord,
  definePolicy,
  readConsent,
  widest,
} from "./index.js";
import { fixedClock, memoryTabs, recordFor } from "./testing/index.js";

const policy = definePolicy({ categories: { statistics: "ask", media: "ask" }, services: {} });
const name = policy.recordName;

interface Kept {
  readonly value: string;
  readonly domain: string;
  readonly attributes: string;
}

/** What a browser keeps of cookies for one host: it knows which suffixes are public, and limits sizes. */
function jar(url: string, suffixes: readonly string[] = ["uk", "co.uk", "example"]) {
  const location = new URL(url);
  const kept = new Map<string, Kept>();
  const written: string[] = [];
  const document = {
    location,
    get cookie() {
      return [...kept.values()].map(({ value }) => value).join("; ");
    },
    set cookie(text: string) {
      written.push(text);
      const [pair = "", ...attributes] = text.split("; ");
      const given = Object.fromEntries(attributes.map((attribute) => attribute.split("=")));
      const domain = (given.Domain ?? "").toLowerCase();
      const isForeign = domain && location.hostname !== domain && !location.hostname.endsWith(`.${domain}`);
      const isInsecure = "Secure" in given && location.protocol !== "https:";
      if (isForeign || suffixes.includes(domain) || isInsecure || pair.length > 4096) return;
      const identity = `${pair.split("=")[0]}|${domain}`;
      kept.delete(identity);
      if (given["Max-Age"] !== "0")
        kept.set(identity, { value: pair, domain, attributes: attributes.join("; ") });
    },
  };
  return { document: document as unknown as Document, kept, written };
}

function page(document: Document, options: { domain?: string | typeof widest } = {}) {
  const storage = cookieStorage(name, { document, ...options });
  const consent = createConsent(policy, {
    storage,
    region: "FR",
    gpc: false,
    tabs: memoryTabs()(),
    clock: fixedClock(now),
    onError(error) {
      throw error;
    },
  });
  consent.start();
  return { consent, storage };
}

describe("the record's cookie", () => {
  test("is the one that the policy names, for this host alone, for 400 days", () => {
    const { document, kept } = jar("https://www.shop.co.uk/basket/");
    page(document).consent.acceptAll();
    const [cookie, ...others] = [...kept.values()];
    expect(others).toEqual([]);
    expect(cookie?.value).toMatch(/^cookies_preferences=1\.[!#-+\--:<-[\]-~]+$/);
    expect(cookie?.attributes).toBe(`Path=/; Max-Age=${400 * day}; SameSite=Lax; Secure`);
  });

  test("a rejection is kept when the browser closes", () => {
    const { document, kept } = jar("https://www.shop.co.uk/");
    page(document).consent.rejectAll();
    expect([...kept.values()][0]?.attributes).toContain(`Max-Age=${400 * day}`);
    expect(page(document).consent.getState().status).toBe("closed");
  });

  test("is not Secure on a page that is not", () => {
    const { document, kept } = jar("http://localhost:3000/");
    const { consent } = page(document);
    consent.acceptAll();
    expect(consent.getState()).toMatchObject({ persisted: true });
    expect([...kept.values()][0]?.attributes).not.toContain("Secure");
  });

  test(".co.uk is not taken for a domain: subdomains share on the widest that the browser accepts", () => {
    const { document, kept, written } = jar("https://www.shop.co.uk/");
    const { consent } = page(document, { domain: widest });
    consent.acceptAll();
    expect(consent.getState()).toMatchObject({ persisted: true });
    expect([...kept.values()].map(({ domain }) => domain)).toEqual(["shop.co.uk"]);
    expect(written.map((text) => /Domain=(.*)/.exec(text)?.[1])).toEqual(["uk", "co.uk", "shop.co.uk"]);
  });

  test("where no domain is accepted, this host keeps it", () => {
    for (const url of ["http://127.0.0.1/", "http://shop.example/"]) {
      const { document, kept } = jar(url, ["1", "0.1", "0.0.1", "127.0.0.1", "example", "shop.example"]);
      const { consent } = page(document, { domain: widest });
      consent.acceptAll();
      expect(consent.getState()).toMatchObject({ persisted: true });
      expect([...kept.values()].map(({ domain }) => domain)).toEqual([""]);
    }
  });

  test("a domain that the site names is used", () => {
    const { document, kept } = jar("https://www.shop.co.uk/");
    page(document, { domain: "shop.co.uk" }).consent.acceptAll();
    expect([...kept.values()].map(({ domain }) => domain)).toEqual(["shop.co.uk"]);
  });

  test("two cookies of one name, of this host and of a wider one, are read as one", () => {
    const { document } = jar("https://www.shop.co.uk/");
    const early = recordFor(policy, { statistics: true }, { now: now - 2 });
    const late = recordFor(policy, { media: true }, { now: now - 1 });
    document.cookie = `${name}=${early}; Path=/`;
    document.cookie = `${name}=${late}; Path=/; Domain=shop.co.uk`;
    const { consent } = page(document);
    expect(consent.allows("media")).toBe(true);
    expect(consent.allows("statistics")).toBe(false);
    const server = readConsent(policy, { cookie: document.cookie, region: "FR", now });
    expect(server.permissions).toEqual(consent.getState().permissions);
    consent.withdraw();
    expect(page(document).consent.allows("media")).toBe(false);
  });

  test("forgetting deletes it from this host and from the domains that it was shared on", () => {
    const { document, kept } = jar("https://www.shop.co.uk/");
    document.cookie = `${name}=${recordFor(policy, { media: true }, { now: now - 1 })}; Path=/`;
    const { consent } = page(document, { domain: widest });
    consent.acceptAll();
    expect(kept.size).toBe(2);
    consent.forget();
    expect(kept.size).toBe(0);
    expect(consent.getState()).toMatchObject({ status: "banner", record: null, persisted: true });
  });

  test("other cookies, and names that begin or end alike, are left alone", () => {
    const { document, kept } = jar("https://www.shop.co.uk/");
    const granted = recordFor(policy, { statistics: true }, { now });
    for (const other of [`x${name}`, `${name}2`, "theme"]) document.cookie = `${other}=${granted}; Path=/`;
    const { consent } = page(document);
    expect(consent.getState()).toMatchObject({ status: "banner", record: null });
    consent.forget();
    expect(kept.size).toBe(3);
  });

  test("a browser that keeps no cookie: the banner works, the choice lives in memory, and the state says so", async () => {
    const document = { location: new URL("https://shop.example/"), cookie: "" } as unknown as Document;
    Object.defineProperty(document, "cookie", { get: () => "", set: () => {} });
    const { consent } = page(document);
    expect(consent.getState().status).toBe("banner");
    consent.acceptAll();
    expect(consent.getState().status).toBe("closed");
    await expect.poll(consent.getState).toMatchObject({ persisted: false });
    expect(consent.allows("statistics")).toBe(true);
  });

  test("a document that refuses cookies altogether, as in a sandboxed frame: the same, and nothing throws", () => {
    const boom = () => {
      throw new Error("SecurityError");
    };
    const document = { location: new URL("https://shop.example/") } as unknown as Document;
    Object.defineProperty(document, "cookie", { get: boom, set: boom });
    const { consent } = page(document);
    consent.acceptAll();
    expect(consent.getState()).toMatchObject({ status: "closed", persisted: false });
    expect(consent.allows("statistics")).toBe(true);
  });

  test("without a document there is nothing to read, and nothing throws", () => {
    const consent = createConsent(policy, { region: "FR", gpc: false, clock: fixedClock(now) });
    const stop = consent.start();
    expect(consent.getState()).toMatchObject({ status: "banner", record: null });
    consent.acceptAll();
    expect(consent.getState()).toMatchObject({ status: "closed", persisted: false });
    stop();
  });

  test("what one page writes, the next page reads", () => {
    const { document } = jar("https://www.shop.co.uk/");
    const { consent } = page(document);
    consent.save({ statistics: true });
    const next = page(document).consent;
    expect(next.getState()).toEqual(consent.getState());
    expect(decodeRecord(document.cookie.slice(name.length + 1))).not.toBe("corrupt");
  });
});
