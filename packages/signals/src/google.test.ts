import { type Consent, createConsent, definePolicy } from "@assent/core";
import { memoryStorage } from "@assent/core/testing";
import { describe, expect, test } from "vitest";
import { type Page, standIns } from "../test/stand-ins.js";
import { dataLayer } from "./data-layer.js";
import { google, googleServices } from "./google.js";
import { googleDefault } from "./google-default.js";

const policy = definePolicy({
  categories: {
    necessary: "exempt",
    functional: "ask",
    statistics: "ask",
    advertising: { rule: "ask", sale: true },
  },
  services: {},
});

function visitor(
  region = "FR",
  gpc = false,
): Consent<"necessary" | "functional" | "statistics" | "advertising"> {
  return createConsent(policy, { region, gpc, storage: memoryStorage() }) as never;
}

/** What the tags read: commands alone, as arrays. */
function commands(layer: ArrayLike<unknown>[]): unknown[][] {
  return layer
    .filter((item) => Object.prototype.toString.call(item) === "[object Arguments]")
    .map((item) => Array.from(item));
}

const consents = (layer: ArrayLike<unknown>[]) =>
  commands(layer).filter(([command]) => command === "consent");

test.each([
  ["ad_storage", "advertising"],
  ["ad_user_data", "advertising"],
  ["ad_personalization", "advertising"],
  ["analytics_storage", "statistics"],
  ["functionality_storage", "functional"],
  ["personalization_storage", "functional"],
  ["security_storage", "necessary"],
] as const)("%s follows %s, and nothing else", (type, category) => {
  const window: Page = {};
  const consent = visitor();
  google(consent, { window });
  consent.start();
  for (const chosen of ["functional", "statistics", "advertising"] as const) {
    consent.save({ functional: false, statistics: false, advertising: false, [chosen]: true });
    const values = consents(window.dataLayer).at(-1)?.[2] as { [type: string]: string };
    expect(Object.keys(values)).toHaveLength(7);
    expect(values[type]).toBe(category === "necessary" || category === chosen ? "granted" : "denied");
  }
});

test("a service's own answer counts where the policy has the service", () => {
  const own = definePolicy({
    categories: { necessary: "exempt", statistics: "ask", advertising: "ask" },
    services: googleServices,
  });
  const consent = createConsent(own, { region: "FR", storage: memoryStorage() });
  const window: Page = {};
  google(consent, { window });
  consent.start();
  consent.acceptAll();
  consent.answer("googleAnalytics", false);
  expect(consents(window.dataLayer).at(-1)?.[2]).toMatchObject({
    analytics_storage: "denied",
    ad_storage: "granted",
  });
});

test("redaction, passthrough, regions and the queue's name are the site's", () => {
  const window: Page = {};
  google(visitor(), {
    window,
    regions: ["ES", "US-AK"],
    redaction: false,
    passthrough: true,
    dataLayer: "layer",
  });
  expect(window.dataLayer).toBeUndefined();
  const [[, , values], ...rest] = commands(window.layer) as [[0, 0, object], ...unknown[]];
  expect(values).toMatchObject({ region: ["ES", "US-AK"], ad_storage: "denied" });
  expect(rest).toEqual([
    ["set", "ads_data_redaction", false],
    ["set", "url_passthrough", true],
  ]);
});

test("with tags that run from the start, a withdrawal needs no reload", () => {
  const consent = visitor();
  google(consent, { window: {}, mode: "advanced" });
  consent.start();
  consent.acceptAll();
  consent.withdraw();
  expect([...consent.activity()]).toContainEqual(["statistics", "stopped"]);
  expect([...consent.activity().values()]).not.toContain("lingering");
});

test("a tag manager's own item comes after the default", () => {
  const window: Page = {};
  const consent = visitor();
  google(consent, { window });
  dataLayer(consent, { window });
  consent.start();
  consent.acceptAll();
  const kinds = window.dataLayer.map((item: { [key: string]: unknown }) => item.event ?? item[0]);
  expect(kinds.filter((kind: unknown) => kind !== "set")).toEqual([
    "consent",
    "consent",
    "consent",
    "consent",
  ]);
  expect(window.dataLayer[0][1]).toBe("default");
});

describe("Consent Mode, as others got it wrong", () => {
  test("the first visit sends a default, not an update", () => {
    const window: Page = {};
    const consent = visitor();
    google(consent, { window });
    consent.start();
    expect(consents(window.dataLayer).map(([, when]) => when)).toEqual(["default"]);
  });

  test("the signal is not lost when dataLayer appears later", () => {
    const window: Page = {};
    const consent = visitor();
    google(consent, { window });
    consent.start();
    consent.acceptAll();
    window.dataLayer = [{ pageType: "home" }];
    expect(consents(window.dataLayer).map(([, when]) => when)).toEqual(["default", "update"]);
    expect(window.dataLayer.at(-1)).toEqual({ pageType: "home" });
    consent.withdraw();
    expect(consents(window.dataLayer).at(-1)?.[2]).toMatchObject({ analytics_storage: "denied" });
  });

  test("a tag that kept the queue that somebody replaced hears the update all the same", () => {
    const window: Page = {};
    const consent = visitor();
    google(consent, { window });
    const first = window.dataLayer;
    window.dataLayer = [];
    consent.start();
    consent.acceptAll();
    for (const layer of [first, window.dataLayer])
      expect(consents(layer).map(([, when]) => when)).toEqual(["default", "update"]);
  });

  test("a queue that is copied gets no second default", () => {
    const window: Page = {};
    google(visitor(), { window });
    window.dataLayer = [{ event: "first" }, ...window.dataLayer];
    expect(consents(window.dataLayer)).toHaveLength(1);
  });

  test("commands are arguments objects, where an array would not be recognised", () => {
    const window: Page = {};
    const heard: unknown[][] = [];
    google(visitor(), { window });
    standIns.google?.script(window, (...command) => void heard.push(command));
    expect(heard[0]?.slice(0, 2)).toEqual(["consent", "default"]);
    expect(window.dataLayer.some(Array.isArray)).toBe(false);
  });

  test("no tag fires before the default", () => {
    const window: Page = {};
    const heard: unknown[][] = [];
    google(visitor(), { window });
    standIns.google?.snippet(window);
    standIns.google?.script(window, (...command) => void heard.push(command));
    expect(heard.findIndex(([command]) => command === "consent")).toBe(0);
    expect(heard.findIndex(([command]) => command === "config")).toBeGreaterThan(0);
  });

  test("a decision sends an update, never a second default", () => {
    const window: Page = {};
    const consent = visitor();
    google(consent, { window });
    consent.start();
    for (const decide of [consent.acceptAll, consent.rejectAll, consent.acceptAll, consent.withdraw])
      decide();
    const said = consents(window.dataLayer).map(([, when]) => when);
    expect(said).toEqual(["default", "update", "update", "update", "update"]);
  });

  test("a signal that is made again, as a framework's effects are, says no second default", () => {
    const window: Page = {};
    const consent = visitor();
    google(consent, { window })();
    google(consent, { window });
    consent.start();
    consent.acceptAll();
    expect(consents(window.dataLayer).map(([, when]) => when)).toEqual(["default", "update"]);
  });
});

describe("the script for a page's head", () => {
  /** Runs it as a browser would, with a page's globals. */
  function run(text: string, window: Page = {}): Page {
    new Function("window", text)(window);
    return window;
  }

  test("fits into 1 kB, with every region that there is", () => {
    const regions = ["FR", "GB", "CH", "BR", "CA-QC", "US-CA", "US-TX", "US", "JP", "AU"];
    expect(new TextEncoder().encode(googleDefault(policy, { regions })).length).toBeLessThanOrEqual(1024);
    expect(new TextEncoder().encode(googleDefault(policy)).length).toBeLessThanOrEqual(700);
  });

  test("says what holds before any answer, by region: unknown is the strictest, and each place has one default", () => {
    const { dataLayer } = run(googleDefault(policy, { regions: ["FR", "US-CA", "JP", "AU"] }));
    const said = consents(dataLayer);
    expect(said.map(([, , values]) => (values as { region?: string[] }).region)).toEqual([
      undefined,
      ["JP", "AU"],
    ]);
    expect(said.map(([, , values]) => (values as { ad_storage?: string }).ad_storage)).toEqual([
      "denied",
      "granted",
    ]);
    const [[, , here]] = consents(run(googleDefault(policy, { region: "JP" })).dataLayer) as [[0, 0, object]];
    expect(here).toMatchObject({ ad_storage: "granted", security_storage: "granted" });
  });

  test("gives a stricter subdivision of a laxer country its own default, also where only the country is named", () => {
    const categories = { necessary: "exempt", statistics: "ask" } as const;
    const regimes = {
      US: "notice",
      "US-*": "notice",
      "US-CA": "opt-out",
      MX: "notice",
      "MX-*": "opt-in",
    } as const;
    const own = definePolicy({ categories, services: {}, regimes });
    const said = consents(run(googleDefault(own, { regions: ["US", "MX"] })).dataLayer).map(
      ([, , values]) => {
        const { region, analytics_storage } = values as { region?: string[]; analytics_storage: string };
        return [region?.filter((place) => /^(US|US-CA|MX)$/.test(place)), analytics_storage];
      },
    );
    expect(said).toEqual([
      [undefined, "denied"],
      [["US"], "granted"],
      [["US-CA"], "denied"],
    ]);
  });

  test("gives the default to whoever puts another queue in its place", () => {
    const window = run(googleDefault(policy), { dataLayer: [{ event: "earlier" }] });
    expect(consents([window.dataLayer[0]])).toHaveLength(1);
    window.dataLayer = [{ pageType: "home" }];
    expect(consents(window.dataLayer).map(([, when]) => when)).toEqual(["default"]);
    expect(window.dataLayer.at(-1)).toEqual({ pageType: "home" });
  });

  test("is followed by the signal, which says no second default", () => {
    const window = run(googleDefault(policy));
    const consent = visitor();
    google(consent, { window });
    consent.start();
    consent.acceptAll();
    expect(consents(window.dataLayer).map(([, when]) => when)).toEqual(["default", "update"]);
    window.dataLayer = [];
    expect(consents(window.dataLayer).map(([, when]) => when)).toEqual(["default", "update"]);
  });

  test("never promises more than permissions give there, whatever the visitor says", () => {
    for (const region of ["FR", "GB", "US-CA", "JP", undefined]) {
      const [[, , values]] = consents(run(googleDefault(policy, { region })).dataLayer) as [[0, 0, object]];
      const consent = visitor(region, true);
      consent.start();
      consent.rejectAll();
      const window: Page = {};
      google(consent, { window });
      const least = consents(window.dataLayer)[0]?.[2] as { [type: string]: string };
      for (const [type, value] of Object.entries(values))
        if (value === "granted") expect(least[type]).toBe("granted");
    }
  });

  test("ends no script, whatever the site calls its queue", () => {
    expect(googleDefault(policy, { dataLayer: "</script><script>alert(1)" })).not.toContain("</script");
  });
});

describe("a signal that is made when the consent has started", () => {
  const layerAfter = (
    decide: (consent: ReturnType<typeof visitor>) => void,
    text = googleDefault(policy),
  ) => {
    const window: Page = {};
    new Function("window", text)(window);
    const consent = visitor();
    consent.start();
    decide(consent);
    google(consent, { window });
    return consents(window.dataLayer).map(([, when, values]) => [
      when,
      (values as { ad_storage: string }).ad_storage,
    ]);
  };

  test("tells what the visitor granted, where the page's head had said the default", () => {
    expect(layerAfter(({ acceptAll }) => acceptAll())).toEqual([
      ["default", "denied"],
      ["update", "granted"],
    ]);
    expect(layerAfter(({ rejectAll }) => rejectAll())).toEqual([
      ["default", "denied"],
      ["update", "denied"],
    ]);
  });

  test("says nothing besides of a visitor who hasn't answered", () => {
    expect(layerAfter(() => {})).toEqual([["default", "denied"]]);
    expect(layerAfter(() => {}, googleDefault(policy, { regions: ["JP"] }))).toEqual([
      ["default", "denied"],
      ["default", "granted"],
    ]);
  });
});

describe("the script for the head of a page with boot", () => {
  const run = (may: ((name: string) => boolean) | undefined, options: object = {}) => {
    const window: Page = { assentMay: may };
    new Function("window", googleDefault(policy, { follows: "boot", ...options }))(window);
    return window;
  };

  test("says one default, of what boot permits", () => {
    const { dataLayer } = run((name) => name === "statistics");
    expect(commands(dataLayer)).toEqual([
      [
        "consent",
        "default",
        {
          ad_storage: "denied",
          ad_user_data: "denied",
          ad_personalization: "denied",
          analytics_storage: "granted",
          functionality_storage: "denied",
          personalization_storage: "denied",
          security_storage: "granted",
        },
      ],
      ["set", "ads_data_redaction", true],
      ["set", "url_passthrough", false],
    ]);
  });

  test("denies where there is no boot, or it leaves the decision to core", () => {
    for (const may of [undefined, () => false]) {
      const [[, , values]] = consents(run(may).dataLayer) as [[0, 0, object]];
      expect(values).toMatchObject({ analytics_storage: "denied", security_storage: "granted" });
    }
  });

  test("fits into 1 kB, and ends no script", () => {
    const text = googleDefault(policy, { follows: "boot", mapping: { ad_storage: "advertising" } });
    expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(1024);
    expect(googleDefault(policy, { follows: "boot", dataLayer: "</script>" })).not.toContain("</script");
  });
});

test("a queue that throws keeps neither a later one nor the rest of the default from it", async () => {
  const others = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection").on("unhandledRejection", () => undefined);
  const window: Page = { dataLayer: Object.freeze([]) };
  const consent = visitor();
  google(consent, { window });
  consent.start();
  window.dataLayer = [];
  consent.acceptAll();
  await new Promise((done) => setImmediate(done));
  process.removeAllListeners("unhandledRejection");
  for (const other of others) process.on("unhandledRejection", other);
  expect(commands(window.dataLayer).map(([command, word]) => [command, word])).toEqual([
    ["consent", "default"],
    ["set", "ads_data_redaction"],
    ["set", "url_passthrough"],
    ["consent", "update"],
  ]);
});
