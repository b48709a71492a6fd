import { tcfStubScript } from "@assent/signals/tcf-stub";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { vendorListJson } from "../../packages/signals/test/vendor-list.ts";
import type { Page } from "./browsers.ts";
import { bundle } from "./bundle.ts";
import { type Fixture, startFixture } from "./fixture.ts";
import { inEachBrowser, press, troublesOf, waitUntil } from "./visitor.ts";

/** The list of the unit tests, and one vendor that wants consent for everything. */
const list = {
  ...vendorListJson,
  vendors: {
    ...vendorListJson.vendors,
    9: { id: 9, name: "Everything", purposes: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], specialFeatures: [1, 2] },
  },
};

const site = `
import { createConsent, definePolicy } from "@assent/core";
import { loadVendorList, policyFromVendorList, sparing, tcf } from "@assent/signals/tcf";
import { mount } from "@assent/ui";

const vendorList = await loadVendorList("/vendor-list.json");
const { policy, view } = policyFromVendorList(vendorList);
window.consent = createConsent(definePolicy(policy), { region: "FR" });
tcf(consent, { cmpId: 300, vendorList });
consent.start();
mount(sparing(consent), view);
`;

const prebid = `
import pbjs from "prebid.js";
import "prebid.js/modules/consentManagementTcf";

window.auctions = [];
pbjs.processQueue();
pbjs.registerBidAdapter(
  () => ({ callBids: ({ gdprConsent }, add, done) => done(auctions.push(gdprConsent)) }),
  "bidder",
);
pbjs.setConfig({ consentManagement: { gdpr: { cmpApi: "iab", timeout: 60_000 } } });
pbjs.requestBids({
  adUnits: [{ code: "place", mediaTypes: { banner: { sizes: [[300, 250]] } }, bids: [{ bidder: "bidder" }] }],
});
window.prebid = pbjs;
`;

const guardian = `
import { cmp, onConsentChange } from "@guardian/consent-manager";

window.states = [];
cmp.init({ country: "GB" });
onConsentChange((state) => states.push(state));
window.ask = () => onConsentChange((state) => states.push(state));
`;

/** Asks for everything from a frame of another site, as vendors' scripts in advertisements do. */
const frame = `<!doctype html><title>Frame</title><script>
  const answers = [];
  addEventListener("message", ({ data }) => {
    const { __tcfapiReturn: answer } = typeof data === "string" ? JSON.parse(data) : data;
    parent.postMessage({ heard: { text: typeof data === "string", ...answer } }, "*");
  });
  const ask = (call, isText) => parent.postMessage(isText ? JSON.stringify({ __tcfapiCall: call }) : { __tcfapiCall: call }, "*");
  for (const message of ["no JSON {", "null", "7", null, undefined, 7, {}, { __tcfapiCall: null }]) parent.postMessage(message, "*");
  ask({ command: "ping", version: 2, callId: 1 });
  ask({ command: "ping", version: 2, callId: "1" }, true);
  ask({ command: "addEventListener", version: 2, callId: "listener" });
  ask({ command: "getVendorList", version: 2, parameter: 7, callId: 3 }, true);
</script>`;

function page(...scripts: string[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Vendors</title>
<link rel="icon" href="data:,">
<script>${tcfStubScript()}</script>
<script>
  window.heard = [];
  addEventListener("message", ({ data }) => data?.heard && heard.push(data.heard));
  window.asked = [];
  __tcfapi("addEventListener", 2, (data, success) => asked.push([data, success]));
</script>
</head>
<body>
<main>Content</main>
${scripts.map((src) => `<script type="module" src="/${src}.js"></script>`).join("\n")}
</body>
</html>`;
}

let fixture: Fixture;

beforeAll(async () => {
  const [siteScript, prebidScript, guardianScript] = await Promise.all([site, prebid, guardian].map(bundle));
  fixture = await startFixture({
    "/site.js": siteScript ?? "",
    "/prebid.js": prebidScript ?? "",
    "/guardian.js": guardianScript ?? "",
    "/vendor-list.json": {
      body: JSON.stringify(list),
      headers: { "content-type": "application/json", "cache-control": "max-age=3600" },
    },
    "/": page("site"),
    "/prebid": page("site", "prebid"),
    "/guardian": page("site"),
    "/stub": page(),
    "/frame": frame,
  });
});

afterAll(() => fixture.close());

inEachBrowser((visit, browser) => {
  const at = (path = "/") => fixture.at("localhost", path);

  test("the stub answers a ping, keeps the rest, and marks the page for frames", async () => {
    const tab = await visit(at("/stub"));
    const seen = await tab.evaluate<{ [name: string]: unknown }>(`(() => {
      let ping;
      __tcfapi("ping", 2, (answer, success) => (ping = [Object.keys(answer), answer, success]));
      const locators = document.querySelectorAll("iframe[name=__tcfapiLocator]").length;
      return { ping, queue: __tcfapi().length, asked: asked.length, locators, found: "__tcfapiLocator" in frames };
    })()`);
    expect(seen).toEqual({
      ping: [
        ["gdprApplies", "cmpLoaded", "cmpStatus", "apiVersion"],
        expect.objectContaining({ cmpLoaded: false, cmpStatus: "stub", apiVersion: "2.2" }),
        true,
      ],
      queue: 1,
      asked: 0,
      locators: 1,
      found: true,
    });
    const stub = JSON.stringify(tcfStubScript({ applies: true }));
    const isLeft = await tab.evaluate<boolean>(
      `(() => { const own = __tcfapi; (0, eval)(${stub}); return own === __tcfapi; })()`,
    );
    expect(isLeft).toBe(true);
  });

  test("a visitor's whole way: banner, partners one by one, objection, and the next page", async () => {
    const tab = await visit(at());
    await waitUntil(tab, ".assent-banner", "shown");
    await tab.waitFor("asked.length === 1");
    expect(await last(tab)).toMatchObject({ eventStatus: "cmpuishown", purpose: { consents: { 1: false } } });
    await press(tab, "Choose");
    await waitUntil(tab, "dialog.assent-preferences[open]", "shown");
    await press(tab, "Store and/or access information on a device");
    await press(tab, "Understand audiences through statistics (legitimate interest)");
    await tab.evaluate(`document.querySelectorAll("dialog details").forEach((each) => (each.open = true))`);
    await press(tab, "Flexible Consent");
    await press(tab, "Interest Only");
    await press(tab, "Save");
    await tab.waitFor("asked.at(-1)[0].eventStatus === 'useractioncomplete'");
    const data = await last(tab);
    expect(data).toMatchObject({
      purpose: { consents: { 1: true, 2: false }, legitimateInterests: { 8: true, 9: false } },
      vendor: { consents: { 77: true, 2: false }, legitimateInterests: { 8: true, 12: false, 15: true } },
    });
    expect((await tab.evaluate<string>("document.cookie")).match(/vendor\w*\d/g)).toEqual([
      "vendor77",
      "vendorInterest12",
    ]);
    await tab.reload();
    await tab.waitFor("asked.length === 1");
    expect(await last(tab)).toMatchObject({ eventStatus: "tcloaded", tcString: data.tcString });
    expect(await troublesOf(tab)).toEqual([]);
  });

  // WebKit tells of what it had cached the size that it was.
  test.skipIf(browser === "webkit")(
    "the list is asked for once: the next page has it from the browser's cache",
    async () => {
      const tab = await visit(at());
      await waitUntil(tab, ".assent-banner", "shown");
      await tab.goto(at("/?next"));
      await waitUntil(tab, ".assent-banner", "shown");
      const sizes = await tab.evaluate<number[]>(
        "performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('list.json')).map(({ transferSize }) => transferSize)",
      );
      expect(sizes).toEqual([0]);
    },
  );

  test("a frame of another site gets answers, each as it asked", async () => {
    const tab = await visit(at("/stub"));
    await tab.evaluate(`(() => {
      const frame = document.createElement("iframe");
      frame.src = ${JSON.stringify(fixture.at("third.localhost", "/frame"))};
      document.body.append(frame);
    })()`);
    await tab.waitFor("heard.length === 2");
    expect(await tab.evaluate("heard.map(({ text, callId, success }) => [text, callId, success])")).toEqual([
      [false, 1, true],
      [true, "1", true],
    ]);
    await tab.evaluate(`import("/site.js").then(() => undefined)`);
    await tab.waitFor("heard.length === 4");
    await tab.evaluate("consent.acceptAll()");
    await tab.waitFor("heard.length === 5");
    expect(
      await tab.evaluate(
        "heard.slice(2).map(({ text, callId, success, returnValue }) => [text, callId, success, returnValue?.eventStatus ?? ''])",
      ),
    ).toEqual([
      [false, "listener", true, "cmpuishown"],
      [true, 3, false, ""],
      [false, "listener", true, "useractioncomplete"],
    ]);
  });

  describe("for real consumers", () => {
    test("prebid.js holds its auction until the choice, and takes the string along", async () => {
      const tab = await visit(at("/prebid"));
      await waitUntil(tab, ".assent-banner", "shown");
      await tab.waitFor("window.prebid");
      expect(await tab.evaluate("auctions.length")).toBe(0);
      await press(tab, "Accept all");
      await tab.waitFor("auctions.length === 1");
      const data = await last(tab);
      expect(await tab.evaluate("auctions[0]")).toMatchObject({
        gdprApplies: true,
        consentString: data.tcString,
      });
      await tab.reload();
      await tab.waitFor("window.auctions?.length === 1");
    });

    test("The Guardian's consent manager waits for the choice, and targets on all purposes alone", async () => {
      const tab = await visit(at("/guardian"));
      await waitUntil(tab, ".assent-banner", "shown");
      // It asks for Sourcepoint's own command as well, which no other CMP has.
      await tab.evaluate(`(() => {
        const own = __tcfapi;
        window.__tcfapi = (command, version, callback, ...rest) =>
          command === "getCustomVendorConsents" ? callback({ grants: {} }, true) : own(command, version, callback, ...rest);
        return import("/guardian.js").then(() => undefined);
      })()`);
      await press(tab, "Reject all");
      await tab.evaluate("ask()");
      await tab.waitFor("states.length === 1");
      await tab.evaluate("consent.acceptAll()");
      await tab.evaluate("ask()");
      await tab.waitFor("states.length === 2");
      const { tcString } = await last(tab);
      expect(
        await tab.evaluate(
          "states.map(({ canTarget, framework, tcfv2 }) => [canTarget, framework, tcfv2.eventStatus, tcfv2.tcString])",
        ),
      ).toEqual([
        [false, "tcfv2", "useractioncomplete", expect.any(String)],
        [true, "tcfv2", "useractioncomplete", tcString],
      ]);
    });
  });
});

type Told = { tcString: string; [field: string]: unknown };

/** What the page's first listener heard last. */
function last(tab: Page): Promise<Told> {
  return tab.evaluate<Told>("asked.at(-1)[0]");
}
