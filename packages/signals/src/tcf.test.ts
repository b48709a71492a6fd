import { type Consent, createConsent, definePolicy, encodeRecord, memoryStorage } from "@assent/core";
import { fixedClock, memoryTabs } from "@assent/core/testing";
import { GppModel } from "@iabgpp/cmpapi";
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { vendorListJson } from "../test/vendor-list.js";
import {
  loadVendorList,
  policyFromVendorList,
  type Restriction,
  sparing,
  type TcfOptions,
  tcf,
  tcString,
  vendorList,
} from "./tcf.js";

const list = vendorList(vendorListJson);
if (!list) throw new Error("The test's own list is none");
const cmpId = 300;
const noon = Date.UTC(2026, 2, 10, 12);
const day = 86_400_000;
const midnight = new Date(Date.UTC(2026, 2, 10));

afterEach(() => {
  Reflect.deleteProperty(globalThis, "__tcfapi");
  vi.restoreAllMocks();
});

describe("a policy from a vendor list", () => {
  it("has a category for each purpose, special feature and objection that a vendor needs", () => {
    const { policy, view } = policyFromVendorList(list);
    expect(Object.keys(policy.categories)).toEqual(
      "purpose1 purpose2 interest2 purpose3 purpose4 purpose5 purpose6 purpose7 interest7 interest8 interest9 purpose10 interest10 interest11 feature1 feature2 vendors vendorInterests".split(
        " ",
      ),
    );
    expect(view.each).toEqual(["vendors", "vendorInterests"]);
  });

  it("has a vendor once for each base, and none that left the list", () => {
    expect(Object.keys(policyFromVendorList(list).policy.services)).toEqual(
      "vendor2 vendor8 vendorInterest8 vendorInterest12 vendor15 vendor25 vendor77 vendor1301".split(" "),
    );
  });

  it("puts a flexible purpose where a restriction wants it", () => {
    const restrictions: Restriction[] = [
      { purpose: 2, require: "interest", vendors: [77] },
      { purpose: 7, require: "nothing" },
    ];
    const { categories, services } = policyFromVendorList(list, { restrictions }).policy;
    expect(categories).not.toHaveProperty("purpose7");
    expect(categories).not.toHaveProperty("interest7");
    expect(services).toHaveProperty("vendorInterest77");
  });

  it("asks about vendors alone when one declares another purpose, and about everything under new policies", () => {
    const { consent, storage, clock } = visit();
    consent.acceptAll();
    const again = (json: object) => {
      const next = createConsent(definePolicy(policyFromVendorList(vendorList(json)).policy), {
        region: "FR",
        storage,
        clock,
        tabs: memoryTabs()(),
      });
      next.start();
      const state = next.getState();
      return "asks" in state ? state.asks : undefined;
    };
    expect(again(vendorListJson)).toEqual([]);
    const { vendors } = vendorListJson;
    const more = { ...vendors, 2: { ...vendors[2], purposes: [1, 2, 3, 4, 7, 8] } };
    expect(again({ ...vendorListJson, vendors: more })).toEqual(["purpose8", "vendors"]);
    const fewer = { ...vendors, 2: { ...vendors[2], purposes: [1, 2, 3, 4] } };
    expect(again({ ...vendorListJson, vendors: fewer })).toEqual(["vendors"]);
    expect(again({ ...vendorListJson, tcfPolicyVersion: 6 })).toContain("purpose1");
  });

  it("says of each vendor what for, how long, and where its policy is", () => {
    const { texts } = policyFromVendorList(list).view;
    expect(texts.services.vendor2?.function).toBe(
      "Consent Only: Store and/or access information on a device; Use limited data to select advertising; Create profiles for personalised advertising; Use profiles to select personalised advertising; Measure advertising performance; Use precise geolocation data. Cookies last up to 2 days. https://vendor2.example/privacy",
    );
    expect(texts.categories.interest9?.name).toBe(
      "Understand audiences through statistics (legitimate interest)",
    );
  });

  it("refuses personalised advertising where Global Privacy Control is on", () => {
    const { consent } = visit({ gpc: true });
    consent.acceptAll();
    expect(decode(consent).PurposeConsents.slice(0, 4)).toEqual([true, true, false, false]);
  });
});

describe("a vendor list", () => {
  it("is none where it isn't one", () => {
    for (const value of [
      null,
      1,
      "list",
      [],
      {},
      { vendorListVersion: 1 },
      { vendorListVersion: 1, tcfPolicyVersion: 5, purposes: {} },
    ])
      expect(vendorList(value)).toBeUndefined();
  });

  it("never throws, and is one that a string can be written for, whatever came", () => {
    const id = fc.oneof(
      fc.integer({ min: -2, max: 80_000 }),
      fc.integer({ min: 1, max: 30 }),
      fc.jsonValue(),
    );
    const lists = fc.record(
      {
        id,
        name: fc.oneof(fc.string(), fc.jsonValue()),
        purposes: fc.oneof(fc.array(id), fc.jsonValue()),
        legIntPurposes: fc.array(id),
        flexiblePurposes: fc.array(id),
        specialPurposes: fc.array(id),
        features: fc.array(id),
        specialFeatures: fc.array(id),
        urls: fc.jsonValue(),
        deletedDate: fc.jsonValue(),
      },
      { requiredKeys: ["id", "name"] },
    );
    const table = fc
      .array(lists)
      .map((all) => Object.fromEntries(all.map((each) => [JSON.stringify(each.id), each])));
    fc.assert(
      fc.property(
        table,
        fc.oneof(table, fc.constant(vendorListJson.purposes)),
        table,
        id,
        (vendors, purposes, specialFeatures, version) => {
          const found = vendorList({
            ...vendorListJson,
            vendors,
            purposes,
            specialFeatures,
            vendorListVersion: version,
          });
          if (!found) return;
          const { policy } = policyFromVendorList(found);
          if (!Object.keys(policy.categories)[0]) return;
          const consent = createConsent(definePolicy(policy), {
            storage: memoryStorage(),
            tabs: memoryTabs()(),
          });
          consent.acceptAll();
          const model = new GppModel();
          model.decodeSection("tcfeuv2", tcString(consent.getState(), { cmpId, vendorList: found }));
          expect(model.getFieldValue("tcfeuv2", "VendorsDisclosed")).toEqual(
            Object.keys(found.vendors).map(Number),
          );
        },
      ),
      { numRuns: Math.min(1000, Number(process.env.ASSENT_RUNS ?? 1000)) },
    );
  });

  it("has the vendors that the site works with, and not those that the list doesn't know", () => {
    expect(Object.keys(vendorList(vendorListJson, [8, 2, 4000, 31])?.vendors ?? {})).toEqual(["2", "8"]);
  });

  it("is loaded once, and again after a failure", async () => {
    const answers = [
      new Response("no", { status: 500 }),
      new Response("<html>"),
      Response.json(vendorListJson),
    ];
    const fetched = vi
      .spyOn(globalThis, "fetch")
      .mockImplementation(async () => answers.shift() ?? Response.error());
    const url = "/iab/vendor-list.json";
    expect(await loadVendorList(url)).toBeUndefined();
    expect(await loadVendorList(url)).toBeUndefined();
    const [one, other] = await Promise.all([loadVendorList(url), loadVendorList(url)]);
    expect(one).toEqual(list);
    expect(other).toBe(one);
    expect(fetched).toHaveBeenCalledTimes(3);
    // A page asks once, however often it starts anew or opens its preferences.
    for (let start = 0; start < 2; start++) {
      const vendorList = await loadVendorList(url);
      const consent = createConsent(definePolicy(policyFromVendorList(vendorList).policy), { region: "FR" });
      const stop = tcf(consent, { cmpId, vendorList });
      consent.start();
      consent.openPreferences();
      consent.dismiss();
      consent.openPreferences();
      stop();
    }
    expect(fetched).toHaveBeenCalledTimes(3);
  });

  it.each([
    "https://vendor-list.consensu.org/v3/vendor-list.json",
    "http://vendorlist.consensu.org/v3/vendor-list.json",
    "//vendor-list.CONSENSU.org/v3/vendor-list.json",
  ])("is never asked of IAB Europe for each visitor: %s", (url) => {
    expect(() => loadVendorList(url)).toThrow(/put a copy on your own.*tcf-list-url/);
  });
});

describe("a TC string", () => {
  it("says to an independent decoder exactly what was permitted, for any choices and restrictions", () => {
    const restriction = fc.record({
      purpose: fc.integer({ min: 1, max: 11 }),
      require: fc.constantFrom("nothing" as const, "consent" as const, "interest" as const),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(restriction, { selector: ({ purpose }) => purpose, maxLength: 3 }),
        fc.infiniteStream(fc.boolean()),
        fc.infiniteStream(fc.option(fc.boolean())),
        (restrictions, categories, services) => {
          const { consent } = visit({ restrictions });
          const { policy } = consent;
          const choices: { [name: string]: boolean | undefined } = {};
          for (const name of Object.keys(policy.categories)) choices[name] = categories.next().value;
          for (const name of Object.keys(policy.services)) choices[name] = services.next().value ?? undefined;
          consent.save(choices);
          expectAgreement(consent, restrictions);
        },
      ),
      // The string is cross-checked a thousand times at least, also where the other properties run less.
      { numRuns: Math.max(1000, Number(process.env.ASSENT_RUNS ?? 1000) / 10) },
    );
  });

  it("always has the vendors that were disclosed", () => {
    const { consent } = visit();
    for (const choose of [consent.acceptAll, consent.rejectAll, consent.forget]) {
      choose();
      const text = stringOf(consent);
      expect(text.split(".").length).toBeGreaterThanOrEqual(2);
      expect(ids(decode(consent).VendorsDisclosed)).toEqual([2, 8, 12, 15, 25, 77, 1301]);
    }
  });

  it("counts a vendor whose date of deletion is null", () => {
    const { consent } = visit();
    consent.acceptAll();
    expect(ids(decode(consent).VendorConsents)).toContain(25);
  });

  it("lets nobody object to special purposes, and to everything else", () => {
    const { consent } = visit();
    consent.rejectAll();
    expect(ids(decode(consent).VendorLegitimateInterests)).toEqual([15]);
    expect(decode(consent).PurposeLegitimateInterests.some(Boolean)).toBe(false);
  });

  it("before any choice has legitimate interests alone", () => {
    const { consent } = visit();
    const decoded = decode(consent);
    expect(decoded.PurposeConsents.some(Boolean)).toBe(false);
    expect(ids(decoded.VendorConsents)).toEqual([]);
    expect(decoded.SpecialFeatureOptins.some(Boolean)).toBe(false);
    expect(ids(decoded.PurposeLegitimateInterests)).toEqual([2, 7, 8, 9, 10, 11]);
    expect(ids(decoded.VendorLegitimateInterests)).toEqual([8, 12, 15]);
  });

  it("has the day of the choice twice, whole and in UTC, and is the same on a later day", () => {
    const { consent, clock } = visit();
    consent.acceptAll();
    const text = stringOf(consent);
    clock.advance(40 * day);
    expect(stringOf(consent)).toBe(text);
    const { Created, LastUpdated } = decode(consent);
    expect([Created, LastUpdated]).toEqual([midnight, midnight]);
  });

  it("says who wrote it and for whom", () => {
    const { consent } = visit();
    const options = { cmpVersion: 7, publisherCountry: "FR", publisherPurposes: [1, 2], language: "fr" };
    consent.save({ purpose1: true });
    const decoded = decode(consent, options);
    expect(decoded).toMatchObject({
      CmpId: cmpId,
      CmpVersion: 7,
      PublisherCountryCode: "FR",
      ConsentLanguage: "FR",
      VendorListVersion: 142,
      PolicyVersion: 5,
      IsServiceSpecific: true,
    });
    expect(ids(decoded.PublisherConsents)).toEqual([1]);
  });
});

describe("__tcfapi", () => {
  it.each([undefined, 0, 1, 1.5, 4096, Number.NaN, "300" as unknown as number])(
    "doesn't start without the id of a registered CMP: %s",
    (wrong) => {
      const { consent } = visit();
      expect(() => tcf(consent, { cmpId: wrong as number, vendorList: list })).toThrow(
        /only a CMP that IAB Europe has registered.*tcf-cmp-id/,
      );
    },
  );

  it("tells vendors of an error, beside the site's own categories, where there is no list", () => {
    const { categories, services } = policyFromVendorList(undefined).policy;
    const own = definePolicy({ categories: { necessary: "exempt", ...categories }, services });
    const consent = createConsent(own, { region: "FR", storage: memoryStorage(), tabs: memoryTabs()() });
    tcf(consent, { cmpId, vendorList: undefined });
    consent.start();
    const statuses: unknown[] = [];
    api("ping", 2, ({ cmpStatus }: { cmpStatus: string }) => statuses.push(cmpStatus));
    expect(statuses).toEqual(["error"]);
  });

  it("takes several consents on one page, as tests and hot reloads have them", () => {
    const { consent } = started();
    expect(() => tcf(consent, { cmpId, vendorList: list })()).not.toThrow();
  });

  it("answers a ping at once and once", () => {
    started();
    const pings: unknown[] = [];
    api("ping", 2, (ping: unknown) => pings.push(ping));
    expect(pings).toEqual([
      {
        gdprApplies: true,
        cmpLoaded: true,
        cmpStatus: "loaded",
        displayStatus: "visible",
        apiVersion: "2.2",
        cmpId,
        cmpVersion: 1,
        gvlVersion: 142,
        tcfPolicyVersion: 5,
      },
    ]);
  });

  it.each([
    [2, true],
    [0, true],
    [null, true],
    [undefined, true],
    [1, false],
    [3, false],
    [-2, false],
    [2.2, false],
    ["x", false],
  ])("version %s: %s", (version, isKnown) => {
    started();
    const heard = vi.fn();
    api("addEventListener", version, heard);
    expect(heard.mock.calls).toEqual([
      isKnown ? [expect.objectContaining({ tcString: expect.any(String) }), true] : [null, false],
    ]);
  });

  it("says no to what is no command", () => {
    started();
    for (const command of ["getCustomVendorConsents", "toString", "__proto__", 7, undefined]) {
      const heard = vi.fn();
      api(command, 2, heard);
      expect(heard.mock.calls).toEqual([[null, false]]);
    }
    expect(() => api("ping", 2, "no function")).not.toThrow();
    expect(() => api()).not.toThrow();
  });

  it("on a first visit: the banner, then the choice", () => {
    const { consent, events } = started();
    consent.acceptAll();
    expect(events()).toEqual(["cmpuishown", "useractioncomplete"]);
    expect(heardLast().vendor.consents).toMatchObject({ 2: true, 12: false });
  });

  it("on a later visit: loaded; when the choices are reopened and confirmed, all three", () => {
    const { consent: before, storage } = visit();
    before.acceptAll();
    const { consent, events } = started({ storage });
    expect(events()).toEqual(["tcloaded"]);
    consent.openPreferences();
    consent.save();
    expect(events()).toEqual(["tcloaded", "cmpuishown", "useractioncomplete"]);
  });

  it("choices that were reopened and left as they were count as before", () => {
    const { consent: before, storage } = visit();
    before.rejectAll();
    const { consent, events } = started({ storage });
    consent.openPreferences();
    consent.dismiss();
    expect(events()).toEqual(["tcloaded", "cmpuishown", "tcloaded"]);
  });

  it("a banner that was closed without an answer is no choice", () => {
    const { consent, events } = started();
    consent.dismiss();
    expect(events()).toEqual(["cmpuishown"]);
    const late = vi.fn();
    api("addEventListener", 2, late);
    expect(late.mock.calls[0]?.[0]).toMatchObject({ eventStatus: "cmpuishown" });
    api("ping", 2, late);
    expect(late).toHaveBeenLastCalledWith(expect.objectContaining({ displayStatus: "hidden" }), true);
  });

  it("a choice in another tab is one here", () => {
    const storage = memoryStorage();
    const tabs = memoryTabs();
    const { events } = started({ storage, tabs: tabs() });
    const { consent: other } = visit({ storage, tabs: tabs() });
    other.rejectAll();
    expect(events()).toEqual(["cmpuishown", "useractioncomplete"]);
  });

  it("time that runs out is no choice: the banner is back, without consents", () => {
    const { consent, clock, events } = started();
    consent.acceptAll();
    clock.advance(181 * day);
    expect(events()).toEqual(["cmpuishown", "useractioncomplete", "cmpuishown"]);
    expect(Object.values(heardLast().purpose.consents)).not.toContain(true);
  });

  it("confirming the same choices again is told", () => {
    const { consent, events } = started();
    consent.rejectAll();
    consent.rejectAll();
    expect(events()).toEqual(["cmpuishown", "useractioncomplete", "useractioncomplete"]);
  });

  it("a listener that was removed hears nothing more, and one that isn't there can't be removed", () => {
    const { consent, events } = started();
    const removed = vi.fn();
    api("removeEventListener", 2, removed, 1);
    api("removeEventListener", 2, removed, 1);
    api("removeEventListener", 2, removed, "1");
    consent.acceptAll();
    expect(removed.mock.calls).toEqual([[true], [false], [false]]);
    expect(events()).toEqual(["cmpuishown"]);
  });

  it("a call that the stub kept and that throws keeps no other from being answered, nor the page from going on", () => {
    const thrown = vi.spyOn(globalThis, "queueMicrotask").mockImplementation(() => undefined);
    const heard = vi.fn();
    const boom = () => {
      throw new Error("a vendor's");
    };
    const page = globalThis as unknown as { __tcfapi: unknown };
    page.__tcfapi = () => [["addEventListener", 2, boom], null, ["addEventListener", 2, heard]];
    const { consent } = visit();
    consent.start();
    tcf(consent, { cmpId, vendorList: list });
    expect(heard).toHaveBeenCalledTimes(1);
    expect(thrown).toHaveBeenCalledTimes(2);
    for (const others of ["no function", boom]) {
      page.__tcfapi = others;
      expect(() => tcf(consent, { cmpId, vendorList: list })).not.toThrow();
    }
    thrown.mockRestore();
  });

  it("a listener that throws keeps no other from hearing", async () => {
    const { consent } = started();
    const thrown = vi.spyOn(globalThis, "queueMicrotask").mockImplementation(() => undefined);
    const heard = vi.fn();
    let calls = 0;
    api("addEventListener", 2, () => {
      calls += 1;
      if (calls > 1) throw new Error("a vendor's");
    });
    api("addEventListener", 2, heard);
    consent.acceptAll();
    expect(heard).toHaveBeenCalledTimes(2);
    expect(thrown).toHaveBeenCalledTimes(1);
  });

  it("the fields of TCData are those of its string", () => {
    const { consent } = started({ restrictions: [{ purpose: 7, require: "consent" }] });
    consent.save({
      purpose1: true,
      purpose7: true,
      feature2: true,
      vendors: true,
      vendor25: false,
      interest9: false,
    });
    const data = heardLast();
    const model = new GppModel();
    model.decodeSection("tcfeuv2", data.tcString);
    const field = (name: string) => ids(model.getFieldValue("tcfeuv2", name));
    expect(ids(data.purpose.consents)).toEqual(field("PurposeConsents"));
    expect(ids(data.purpose.legitimateInterests)).toEqual(field("PurposeLegitimateInterests"));
    expect(ids(data.vendor.consents)).toEqual(field("VendorConsents"));
    expect(ids(data.vendor.legitimateInterests)).toEqual(field("VendorLegitimateInterests"));
    expect(ids(data.vendor.disclosedVendors)).toEqual(field("VendorsDisclosed"));
    expect(ids(data.specialFeatureOptins)).toEqual(field("SpecialFeatureOptins"));
    expect(data.publisher.restrictions).toEqual({ 7: { 8: 1 } });
  });

  it("gives the vendors that a caller names", () => {
    started();
    const heard = vi.fn();
    api("getTCData", 2, heard, [8, 4000]);
    expect(heard.mock.calls[0]?.[0].vendor.disclosedVendors).toEqual({ 8: true, 4000: false });
    api("getTCData", 2, heard, ["8"]);
    expect(heard).toHaveBeenLastCalledWith(null, false);
  });

  it.each([
    [undefined, true],
    ["LATEST", true],
    [142, true],
    ["142", true],
    [1, false],
    [143, false],
    ["x", false],
  ])("gives the vendor list %s: %s", (version, isKnown) => {
    started();
    const heard = vi.fn();
    api("getVendorList", 2, heard, version);
    expect(heard.mock.calls).toEqual([isKnown ? [list, true] : [null, false]]);
  });

  it("where GDPR doesn't apply, says that and no choices", () => {
    const { consent, events } = started({ region: "US-CA" });
    consent.rejectAll();
    expect(events()).toEqual(["tcloaded", "useractioncomplete"]);
    expect(heardLast()).toEqual({
      cmpId,
      cmpVersion: 1,
      gdprApplies: false,
      tcfPolicyVersion: 5,
      cmpStatus: "loaded",
      eventStatus: "useractioncomplete",
      listenerId: 1,
    });
  });

  it("without a vendor list answers a ping with an error, and nothing else", () => {
    const { events } = started({ vendorList: undefined });
    expect(events()).toEqual([]);
    const heard = vi.fn();
    api("ping", 2, heard);
    expect(heard.mock.calls).toEqual([[expect.objectContaining({ cmpStatus: "error", cmpId }), true]]);
  });

  it("answers what the stub kept, in its order", () => {
    const heard: unknown[] = [];
    const queue = [
      ["addEventListener", 2, ({ listenerId }: { listenerId: number }) => heard.push(`first ${listenerId}`)],
      ["addEventListener", 2, ({ listenerId }: { listenerId: number }) => heard.push(`second ${listenerId}`)],
      [
        "getVendorList",
        2,
        ({ vendorListVersion }: { vendorListVersion: number }) => heard.push(vendorListVersion),
      ],
    ];
    Object.assign(globalThis, { __tcfapi: () => queue });
    const { consent } = visit({ isStopped: true });
    tcf(consent, { cmpId, vendorList: list });
    expect(heard).toEqual([]);
    consent.start();
    expect(heard).toEqual(["first 1", "second 2", 142]);
  });
});

describe("a save of many toggles", () => {
  it("keeps of the vendors what differs from the rest", () => {
    const { consent } = visit();
    const toggles = Object.keys({ ...consent.policy.categories, ...consent.policy.services });
    sparing(consent).save({ ...Object.fromEntries(toggles.map((name) => [name, true])), vendor8: false });
    expect(answersOf(consent).filter((name) => consent.policy.services[name])).toEqual(["vendor8"]);
    expect(ids(decode(consent).VendorConsents)).toEqual([2, 25, 77, 1301]);
    sparing(consent).save({ vendors: true, vendor8: true });
    expect(ids(decode(consent).VendorConsents)).toEqual([2, 8, 25, 77, 1301]);
  });

  it("permits exactly what saving all of them would", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.dictionary(
            fc.constantFrom(
              "vendors",
              "purpose1",
              "vendor2",
              "vendor8",
              "vendorInterests",
              "vendorInterest8",
            ),
            fc.boolean(),
          ),
        ),
        (saves) => {
          const [one, other] = [visit().consent, visit().consent];
          for (const choices of saves) {
            one.save(choices);
            sparing(other).save(choices);
            // A toggle that isn't there follows its category, so it is compared where all of them are.
            if (
              ["vendors", "vendorInterests", "vendor2", "vendor8", "vendorInterest8"].every(
                (name) => name in choices,
              )
            )
              expect(decode(other).VendorConsents.slice(0, 8)).toEqual(
                decode(one).VendorConsents.slice(0, 8),
              );
          }
        },
      ),
    );
  });
});

type Visit = Partial<
  Pick<TcfOptions, "restrictions" | "vendorList"> & {
    gpc: boolean;
    region: string;
    storage: ReturnType<typeof memoryStorage>;
    tabs: ReturnType<ReturnType<typeof memoryTabs>>;
    isStopped: boolean;
  }
>;

/** A visitor of a site that works with every vendor of the list. */
function visit({
  restrictions = [],
  region = "FR",
  storage = memoryStorage(),
  isStopped,
  ...options
}: Visit = {}) {
  const clock = fixedClock(noon);
  const policy = definePolicy(policyFromVendorList(list, { restrictions }).policy);
  const consent = createConsent(policy, { region, clock, storage, tabs: memoryTabs()(), ...options });
  if (!isStopped) consent.start();
  return { consent, clock, storage };
}

type Data = {
  tcString: string;
  eventStatus: string;
  purpose: { consents: object; legitimateInterests: object };
  vendor: { consents: object; legitimateInterests: object; disclosedVendors: object };
  specialFeatureOptins: object;
  publisher: { restrictions: object };
};
let heard: Data[] = [];

function heardLast(): Data {
  return heard.at(-1) as Data;
}

/** The same, with the API, and what a listener heard from the start. */
function started(options: Visit = {}) {
  const all = visit(options);
  const given = "vendorList" in options ? options.vendorList : list;
  tcf(all.consent, { cmpId, vendorList: given, restrictions: options.restrictions ?? [] });
  const own: Data[] = [];
  heard = own;
  api("addEventListener", 2, (data: Data) => own.push(data));
  return { ...all, events: () => own.map(({ eventStatus }) => eventStatus) };
}

function api(...call: unknown[]): void {
  (globalThis as unknown as { __tcfapi: (...call: unknown[]) => void }).__tcfapi(...call);
}

function stringOf(consent: Consent, options: object = {}): string {
  return tcString(consent.getState(), {
    cmpId,
    vendorList: list as NonNullable<typeof list>,
    now: () => noon,
    ...options,
  });
}

interface Decoded {
  readonly [field: string]: unknown;
  readonly PurposeConsents: readonly boolean[];
  readonly PurposeLegitimateInterests: readonly boolean[];
  readonly SpecialFeatureOptins: readonly boolean[];
  readonly VendorConsents: readonly number[];
  readonly VendorLegitimateInterests: readonly number[];
  readonly VendorsDisclosed: readonly number[];
  readonly PublisherConsents: readonly boolean[];
}

/** By IAB Tech Lab's GPP library, which has a codec of its own. */
function decode(consent: Consent, options: object = {}): Decoded {
  const model = new GppModel();
  model.decodeSection("tcfeuv2", stringOf(consent, options));
  return model.getSection("tcfeuv2") as unknown as Decoded;
}

/** The ids that are set, in a list of ids, of flags by position, or of flags by id. */
function ids(value: unknown): number[] {
  if (Array.isArray(value))
    return typeof value[0] === "boolean" ? value.flatMap((is, index) => (is ? [index + 1] : [])) : value;
  return Object.entries(value as object).flatMap(([id, is]) => (is ? [Number(id)] : []));
}

function expectAgreement(consent: Consent, restrictions: readonly Restriction[]): void {
  const decoded = decode(consent, { restrictions });
  const allows = (prefix: string) =>
    Object.keys(consent.getState().permissions)
      .filter((name) => new RegExp(`^${prefix}\\d+$`).test(name) && consent.allows(name))
      .map((name) => Number(name.slice(prefix.length)));
  const sorted = (some: readonly number[]) => [...some].sort((one, other) => one - other);
  expect(ids(decoded.PurposeConsents)).toEqual(sorted(allows("purpose")));
  expect(ids(decoded.PurposeLegitimateInterests)).toEqual(sorted(allows("interest")));
  expect(ids(decoded.SpecialFeatureOptins)).toEqual(sorted(allows("feature")));
  // Who has nothing left to do on a base gets no bit for it; special purposes can't be objected to.
  const { vendors } = list as NonNullable<typeof list>;
  const having = (base: "consent" | "interest") => (id: number) => {
    const { purposes = [], legIntPurposes = [], flexiblePurposes = [] } = vendors[id] ?? {};
    return [...purposes, ...legIntPurposes].some((purpose) => {
      const { require } = restrictions.find((each) => each.purpose === purpose) ?? {};
      const declared = purposes.includes(purpose) ? "consent" : "interest";
      return (
        (flexiblePurposes.includes(purpose) || require === "nothing" ? (require ?? declared) : declared) ===
        base
      );
    });
  };
  expect(ids(decoded.VendorConsents)).toEqual(sorted(allows("vendor").filter(having("consent"))));
  expect(ids(decoded.VendorLegitimateInterests)).toEqual(
    sorted([...allows("vendorInterest").filter(having("interest")), 15]),
  );
}

function answersOf(consent: Consent): string[] {
  const state = consent.getState();
  if (!("record" in state) || !state.record || state.record === "corrupt") return [];
  expect(encodeRecord(state.record).length).toBeLessThan(800);
  return Object.keys(state.record.answers);
}
