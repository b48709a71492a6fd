import { gppStubScript } from "@assent/signals/gpp-stub";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundle } from "./bundle.ts";
import { type Fixture, startFixture } from "./fixture.ts";
import { inEachBrowser, troublesOf } from "./visitor.ts";

const site = `
import { createConsent, definePolicy } from "@assent/core";
import { gpp } from "@assent/signals/gpp";

const policy = definePolicy({ categories: { necessary: "exempt", advertising: { rule: "ask", sale: true } }, services: {} });
window.consent = createConsent(policy, { region: "US-CA" });
window.codec = Promise.withResolvers();
gpp(consent, { us: { approach: "state" }, load: () => codec.promise.then(() => import("@iabgpp/cmpapi")) });
consent.start();
`;

const prebid = `
import pbjs from "prebid.js";
import "prebid.js/modules/consentManagementGpp";

window.auctions = [];
pbjs.processQueue();
pbjs.registerBidAdapter(
  () => ({ callBids: ({ gppConsent }, add, done) => done(auctions.push(gppConsent)) }),
  "bidder",
);
pbjs.setConfig({ consentManagement: { gpp: { cmpApi: "iab", timeout: 60_000 } } });
pbjs.requestBids({
  adUnits: [{ code: "place", mediaTypes: { banner: { sizes: [[300, 250]] } }, bids: [{ bidder: "bidder" }] }],
});
`;

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Vendors</title>
<link rel="icon" href="data:,">
<script>${gppStubScript()}</script>
<script>
  window.heard = [];
  addEventListener("message", ({ data }) => data?.heard && heard.push(data.heard));
  window.told = [];
  __gpp("addEventListener", ({ eventName, data, listenerId, pingData }) => told.push([eventName, data, listenerId, pingData.gppString]));
</script>
</head>
<body>
<main>Content</main>
<script type="module" src="/site.js"></script>
</body>
</html>`;

const frame = `<!doctype html><title>Frame</title><script>
  addEventListener("message", ({ data }) => {
    const { __gppReturn: answer } = typeof data === "string" ? JSON.parse(data) : data;
    parent.postMessage({ heard: { text: typeof data === "string", ...answer } }, "*");
  });
  const ask = (call, isText) => parent.postMessage(isText ? JSON.stringify({ __gppCall: call }) : { __gppCall: call }, "*");
  for (const message of ["no JSON {", null, 7, { __gppCall: null }]) parent.postMessage(message, "*");
  ask({ command: "ping", version: "1.1", callId: 1 });
  ask({ command: "hasSection", version: "1.1", parameter: "usca", callId: "2" }, true);
</script>`;

let fixture: Fixture;

beforeAll(async () => {
  const [siteScript = "", prebidScript = ""] = await Promise.all([site, prebid].map(bundle));
  fixture = await startFixture({
    "/site.js": siteScript,
    "/prebid.js": prebidScript,
    "/": page,
    "/frame": frame,
  });
});

afterAll(() => fixture.close());

inEachBrowser((visit) => {
  const at = (path = "/") => fixture.at("localhost", path);

  test("a listener that came before the codec hears all of it, under one id", async () => {
    const tab = await visit(at());
    await tab.waitFor("window.consent");
    const stubbed = await tab.evaluate<{ status: string; own: unknown; locators: number }>(`(() => {
      let status;
      const own = __gpp("ping", (ping) => (status = ping.cmpStatus + ", " + ping.signalStatus));
      return { status, own: own ?? "nothing", locators: document.querySelectorAll("iframe[name=__gppLocator]").length };
    })()`);
    expect(stubbed).toEqual({ status: "stub, not ready", own: "nothing", locators: 1 });
    await tab.evaluate("codec.resolve()");
    await tab.waitFor("told.at(-1)[0] === 'signalStatus'");
    await tab.evaluate("consent.rejectAll()");
    expect(await tab.evaluate("told.map(([name, data]) => name + ' ' + data)")).toEqual([
      "listenerRegistered true",
      "cmpStatus loaded",
      "signalStatus ready",
      "signalStatus not ready",
      "sectionChange usca",
      "signalStatus ready",
    ]);
    expect(await tab.evaluate("[...new Set(told.map(([, , id]) => id))]")).toEqual([1]);
    expect(await troublesOf(tab)).toEqual([]);
  });

  test("a choice that was made while the codec was on its way is told with it", async () => {
    const tab = await visit(at(), { gpc: true });
    await tab.waitFor("window.consent");
    await tab.evaluate("consent.rejectAll()");
    await tab.evaluate("codec.resolve()");
    await tab.waitFor("told.at(-1)[0] === 'signalStatus'");
    expect(
      await tab.evaluate(`(() => {
        let found;
        __gpp("getField", (value) => (found = [value]), "usca.SaleOptOut");
        __gpp("getField", (value) => found.push(value), "usca.Gpc");
        return found;
      })()`),
    ).toEqual([1, true]);
  });

  test("a frame of another site gets answers, each as it asked, from the stub and from what follows it", async () => {
    const tab = await visit(at());
    await tab.waitFor("window.consent");
    const ask = `(() => {
      const frame = document.createElement("iframe");
      frame.src = ${JSON.stringify(fixture.at("third.localhost", "/frame"))};
      document.body.append(frame);
    })()`;
    await tab.evaluate(ask);
    await tab.waitFor("heard.length === 2");
    await tab.evaluate("codec.resolve()");
    await tab.waitFor("told.at(-1)[0] === 'signalStatus'");
    await tab.evaluate(ask);
    await tab.waitFor("heard.length === 4");
    expect(
      await tab.evaluate(
        "heard.map(({ text, callId, success, returnValue }) => [text, callId, success, String(returnValue?.signalStatus ?? returnValue)])",
      ),
    ).toEqual([
      [false, 1, true, "not ready"],
      [true, "2", true, "null"],
      [false, 1, true, "ready"],
      [true, "2", true, "true"],
    ]);
  });

  test("prebid.js holds its auction until the signal is ready, and takes the sections along", async () => {
    const tab = await visit(at());
    await tab.waitFor("window.consent");
    await tab.evaluate(`import("/prebid.js").then(() => undefined)`);
    expect(await tab.evaluate("auctions.length")).toBe(0);
    await tab.evaluate("codec.resolve()");
    await tab.waitFor("auctions.length === 1");
    const [, , , text] = await tab.evaluate<[string, string, number, string]>("told.at(-1)");
    expect(await tab.evaluate("auctions[0]")).toMatchObject({
      applicableSections: [8],
      gppString: text,
    });
  });
});
