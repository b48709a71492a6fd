import { createConsent, definePolicy, memoryStorage } from "@assent/core";
import { fixedClock, memoryTabs } from "@assent/core/testing";
import * as codec from "@iabgpp/cmpapi";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { vendorListJson } from "../test/vendor-list.js";
import { usSections } from "./gpp/sections.js";
import { type GppOptions, gpp } from "./gpp.js";
import { policyFromVendorList, tcString, vendorList } from "./tcf.js";

const list = vendorList(vendorListJson);
if (!list) throw new Error("The test's own list is none");

beforeEach(() => {
  vi.stubGlobal("window", globalThis);
});

afterEach(() => {
  vi.unstubAllGlobals();
  Reflect.deleteProperty(globalThis, "__gpp");
});

describe("the sections of the United States", () => {
  it("have the ids and the names that the codec knows", () => {
    for (const { id, name } of Object.values(usSections)) {
      const model = new codec.GppModel();
      model.setFieldValue(name, "SaleOptOut", 1);
      expect([name, model.getSectionIds()]).toEqual([name, [id]]);
    }
  });

  it.each([
    ["US-CA", "national", [7]],
    ["US-CA", "state", [8]],
    ["US-TX", "state", [16]],
    ["US", "state", [7]],
    // What requires nothing of the kind has no section, and is ready at once.
    ["US-NY", "state", [-1]],
    ["DE", "state", [-1]],
    ["JP", "national", [-1]],
  ] as const)("%s, %s: %s", async (region, approach, applicable) => {
    const { ping } = await visit({ region, us: { approach } });
    expect(ping()).toMatchObject({ applicableSections: applicable });
  });

  it("say that a visitor was told and has not opted out", async () => {
    const { section } = await visit();
    expect(section("usnat")).toMatchObject({
      SharingNotice: 1,
      SaleOptOutNotice: 1,
      SharingOptOutNotice: 1,
      TargetedAdvertisingOptOutNotice: 1,
      SaleOptOut: 2,
      SharingOptOut: 2,
      TargetedAdvertisingOptOut: 2,
      MspaCoveredTransaction: 2,
      Gpc: false,
    });
  });

  it("reflect Global Privacy Control: notices 1, opt-outs 1, Gpc", async () => {
    for (const [region, { name }] of Object.entries(usSections)) {
      const { section } = await visit({ region, gpc: true, us: { approach: "state" } });
      const { Gpc, ...fields } = section(name);
      const given = Object.entries(fields).filter(([field]) =>
        /^(Sale|Sharing|TargetedAdvertising)OptOut(Notice)?$/.test(field),
      );
      if (/OptOut/.test(Object.keys(fields).join()))
        expect([name, given.every(([, value]) => value === 1)]).toEqual([name, true]);
      // Florida's, Indiana's, Kentucky's, Rhode Island's, Utah's and Virginia's sections have no such field.
      expect([name, Gpc]).toEqual([name, /us(fl|in|ky|ri|ut|va)/.test(name) ? undefined : true]);
    }
  });

  it("say of an override that the visitor has not opted out, and that their browser signals", async () => {
    const { consent, section } = await visit({ gpc: true });
    consent.acceptAll({ ack: true });
    expect(section("usnat")).toMatchObject({ SaleOptOut: 2, Gpc: true });
  });

  it("take who refused one of several sales for opted out", async () => {
    const { consent, section } = await visit();
    consent.save({ social: false });
    expect(section("usnat")).toMatchObject({ SaleOptOut: 1, SharingOptOut: 1, TargetedAdvertisingOptOut: 1 });
  });

  it("say what the site says: which categories sell, and whether it signed the agreement", async () => {
    const { consent, section } = await visit({
      us: { sale: [], sharing: ["social"], targeting: ["advertising"], agreement: "opt-out-option" },
    });
    consent.save({ social: false });
    expect(section("usnat")).toMatchObject({
      SaleOptOutNotice: 0,
      SaleOptOut: 0,
      SharingOptOut: 1,
      TargetedAdvertisingOptOut: 2,
      MspaCoveredTransaction: 1,
      MspaOptOutOptionMode: 1,
      MspaServiceProviderMode: 2,
    });
  });

  it("equal the permissions after any choices, and what the string says when it is read by itself", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(usSections)),
        fc.boolean(),
        fc.array(fc.record({ advertising: fc.boolean(), social: fc.boolean() }, { requiredKeys: [] }), {
          maxLength: 3,
        }),
        async (region, gpc, saves) => {
          const { consent, ping } = await visit({ region, gpc, us: { approach: "state" } });
          for (const choices of saves) consent.save(choices);
          const { gppString, parsedSections } = ping();
          const { name } = usSections[region] as { name: string };
          const isAllowed = consent.allows("advertising") && consent.allows("social");
          const model = new codec.GppModel(gppString);
          expect(model.getFieldValue(name, "SaleOptOut")).toBe(isAllowed ? 2 : 1);
          const { GpcSegmentType, ...fields } = model.getSection(name);
          const { SubsectionType, ...parsed } = Object.assign({}, ...(parsedSections[name] ?? []));
          expect([SubsectionType, parsed]).toEqual([GpcSegmentType, fields]);
        },
      ),
      { numRuns: Math.min(500, Number(process.env.ASSENT_RUNS ?? 1000)) },
    );
  });
});

describe("__gpp", () => {
  it("tells a visitor who has answered: loaded, ready", async () => {
    const { events } = await visit();
    expect(events()).toEqual(["listenerRegistered true", "cmpStatus loaded", "signalStatus ready"]);
  });

  it("tells a choice: not ready, what changed, ready", async () => {
    const { consent, events } = await visit();
    consent.rejectAll();
    expect(events().slice(3)).toEqual([
      "signalStatus not ready",
      "sectionChange usnat",
      "signalStatus ready",
    ]);
  });

  it("tells the preferences: not ready, visible, hidden, what changed, ready", async () => {
    const { consent, events } = await visit();
    consent.openPreferences();
    consent.setDraft({ advertising: false });
    consent.save();
    expect(events().slice(3)).toEqual([
      "signalStatus not ready",
      "cmpDisplayStatus visible",
      "cmpDisplayStatus hidden",
      "sectionChange usnat",
      "signalStatus ready",
    ]);
  });

  it("tells preferences that were left as they were: nothing has changed", async () => {
    const { consent, events } = await visit();
    consent.openPreferences();
    consent.dismiss();
    expect(events().slice(3)).toEqual([
      "signalStatus not ready",
      "cmpDisplayStatus visible",
      "cmpDisplayStatus hidden",
      "signalStatus ready",
    ]);
  });

  it("isn't ready while something has to be asked, nor where the banner was closed without an answer", async () => {
    const { consent, events, ping } = await visitEurope();
    expect(events()).toEqual(["listenerRegistered true", "cmpStatus loaded", "cmpDisplayStatus visible"]);
    consent.dismiss();
    expect(events().slice(3)).toEqual(["cmpDisplayStatus hidden"]);
    expect(ping()).toMatchObject({ signalStatus: "not ready", applicableSections: [2] });
    consent.acceptAll();
    expect(events().slice(4)).toEqual(["sectionChange tcfeuv2", "signalStatus ready"]);
  });

  it("has the TC string as its section in Europe, and only there", async () => {
    const { consent, ping } = await visitEurope();
    consent.acceptAll();
    const { gppString, sectionList, cmpId } = ping();
    const model = new codec.GppModel(gppString);
    expect([sectionList, cmpId]).toEqual([[2], 300]);
    expect(model.getFieldValue("tcfeuv2", "VendorConsents")).toEqual([2, 8, 25, 77, 1301]);
    expect(model.getFieldValue("tcfeuv2", "VendorsDisclosed")).toEqual([2, 8, 12, 15, 25, 77, 1301]);
    expect((await visitEurope("US-CA")).ping()).toMatchObject({ sectionList: [7], applicableSections: [7] });
  });

  it("has no return value, and answers what has a section", async () => {
    const { call } = await visit();
    const heard = vi.fn();
    for (const [command, parameter] of [
      ["hasSection", "usnat"],
      ["hasSection", "usca"],
      ["getField", "usnat.SaleOptOut"],
      ["nonsense"],
    ])
      expect(call(command, heard, parameter)).toBeUndefined();
    expect(heard.mock.calls).toEqual([
      [true, true],
      [false, true],
      [2, true],
      [null, false],
    ]);
  });

  it("gives a section as the specification has it: an object for each segment of the string, in its order", async () => {
    const { call, ping } = await visit();
    const { parsedSections, gppString } = ping();
    expect(gppString.split("~")[1]?.split(".")).toHaveLength(2);
    expect(parsedSections.usnat).toEqual([
      expect.objectContaining({ SharingNotice: 1, SaleOptOut: 2, MspaCoveredTransaction: 2 }),
      { SubsectionType: 1, Gpc: false },
    ]);
    const heard = vi.fn();
    call("getSection", heard, "usnat");
    call("getSection", heard, "usca");
    call("addEventListener", ({ pingData }: { pingData: Ping }) => heard(pingData.parsedSections));
    expect(heard.mock.calls).toEqual([[parsedSections.usnat, true], [null, false], [parsedSections]]);
  });

  it("gives of TCF's section the segments that the string has", async () => {
    const { consent, ping } = await visitEurope();
    consent.acceptAll();
    const { parsedSections, gppString } = ping();
    const segments = parsedSections.tcfeuv2 ?? [];
    expect(segments).toHaveLength(gppString.split("~")[1]?.split(".").length ?? 0);
    expect(segments[0]).toMatchObject({ Version: 2, CmpId: 300, VendorConsents: [2, 8, 25, 77, 1301] });
    expect(segments[1]).toEqual({ SegmentType: 1, VendorsDisclosed: [2, 8, 12, 15, 25, 77, 1301] });
    expect(segments.slice(1).map(({ SegmentType }) => SegmentType)).toEqual([1, 3]);
  });

  it("says nothing older after what a listener decided", async () => {
    const { consent, call, ping } = await visit();
    const heard: unknown[] = [];
    let isDone = false;
    call("addEventListener", ({ eventName, pingData }: { eventName: string; pingData: Ping }) => {
      if (eventName === "signalStatus" && pingData.signalStatus === "ready") {
        heard.push(pingData.parsedSections.usnat?.[0]?.SaleOptOut);
        if (!isDone) consent.acceptAll();
        isDone = true;
      }
    });
    consent.rejectAll();
    expect(heard).toEqual([1, 2]);
    expect(ping().parsedSections.usnat?.[0]?.SaleOptOut).toBe(2);
  });

  it("a listener that throws keeps no other from hearing, nor the signal from getting ready", async () => {
    const thrown = vi.spyOn(globalThis, "queueMicrotask");
    const microtasks: (() => void)[] = [];
    thrown.mockImplementation((task) => void microtasks.push(task));
    const { call, consent, events, ping } = await visit();
    call("addEventListener", () => {
      throw new Error("a vendor's");
    });
    consent.rejectAll();
    expect(events().slice(3)).toEqual([
      "signalStatus not ready",
      "sectionChange usnat",
      "signalStatus ready",
    ]);
    expect(ping().signalStatus).toBe("ready");
    expect(microtasks.length).toBeGreaterThan(0);
    thrown.mockRestore();
  });

  it("writes no TC string for a CMP that isn't registered", () => {
    const consent = createConsent(definePolicy(policyFromVendorList(list).policy));
    for (const cmpId of [undefined, 0, 1, 2.5])
      expect(() => gpp(consent, { tcString: () => "", ...(cmpId !== undefined && { cmpId }) })).toThrow(
        /tcf-cmp-id/,
      );
  });

  it("a call that another's stub kept and that throws keeps the signal from nothing", async () => {
    const thrown = vi.spyOn(globalThis, "queueMicrotask").mockImplementation(() => undefined);
    const heard = vi.fn();
    const boom = () => {
      throw new Error("a vendor's");
    };
    const page = globalThis as unknown as { __gpp: (...call: unknown[]) => unknown };
    page.__gpp = (command) =>
      command === "events"
        ? []
        : [
            ["ping", boom],
            ["ping", heard],
          ];
    const consent = createConsent(policy, {
      region: "US-CA",
      storage: memoryStorage(),
      tabs: memoryTabs()(),
    });
    consent.start();
    gpp(consent);
    await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(1));
    const answers: unknown[] = [];
    page.__gpp("ping", ({ signalStatus }: { signalStatus: string }) => answers.push(signalStatus));
    page.__gpp("constructor", (...answer: unknown[]) => answers.push(answer));
    expect(answers).toEqual(["ready", [null, false]]);
    thrown.mockRestore();
  });

  it("stays with its stub where the codec doesn't come", async () => {
    const { events } = await visit({ load: () => Promise.reject(new Error("offline")) });
    expect(events()).toEqual(["listenerRegistered true"]);
  });
});

const policy = definePolicy({
  categories: {
    necessary: "exempt",
    statistics: "ask",
    advertising: { rule: "ask", sale: true },
    social: { rule: "ask", sale: true },
  },
  services: {},
});

interface Ping {
  readonly gppString: string;
  readonly signalStatus: string;
  readonly cmpId: number;
  readonly sectionList: number[];
  readonly applicableSections: number[];
  readonly parsedSections: { readonly [name: string]: readonly { readonly [field: string]: unknown }[] };
}

type Visit = GppOptions & { readonly region?: string; readonly gpc?: boolean; readonly vendors?: boolean };

/** A visitor whose page has the stub, and a listener, before the codec comes. */
async function visit({ region = "US-CA", gpc = false, vendors, ...options }: Visit = {}) {
  const events: string[] = [];
  const listener = ({ eventName, data }: { eventName: string; data: unknown }) =>
    events.push(`${eventName} ${data}`);
  const stubbed = [{ id: 1, callback: listener, parameter: undefined }];
  events.push("listenerRegistered true");
  const page = globalThis as unknown as { __gpp: (...call: unknown[]) => unknown };
  page.__gpp = (command) => (command === "events" ? stubbed : []);
  const consent = createConsent(
    vendors
      ? definePolicy(policyFromVendorList(list).policy)
      : (policy as never as ReturnType<typeof definePolicy>),
    {
      region,
      gpc,
      clock: fixedClock(Date.UTC(2026, 2, 10)),
      storage: memoryStorage(),
      tabs: memoryTabs()(),
    },
  );
  consent.start();
  const load = options.load ?? (() => Promise.resolve(codec));
  gpp(consent, { ...options, load });
  await load().catch(() => undefined);
  await Promise.resolve();
  const ping = (): Ping => {
    let found: unknown;
    page.__gpp("ping", (answer: unknown) => (found = answer));
    return found as Ping;
  };
  return {
    consent,
    ping,
    call: (...call: unknown[]) => page.__gpp(...call),
    events: () => events,
    section: (name: string) => Object.assign({}, ...(ping().parsedSections[name] ?? [])),
  };
}

function visitEurope(region = "FR") {
  return visit({
    region,
    vendors: true,
    cmpId: 300,
    tcString: (state) => tcString(state, { cmpId: 300, vendorList: list as NonNullable<typeof list> }),
  });
}
