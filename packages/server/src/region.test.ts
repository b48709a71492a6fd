import { expect, test } from "vitest";
import { policy } from "../test/site.js";
import { consentFor, type RegionSource } from "./index.js";

const everyEdge = {
  "cf-ipcountry": "US",
  "cf-region-code": "CA",
  "cloudfront-viewer-country": "US",
  "cloudfront-viewer-country-region": "TX",
  "x-vercel-ip-country": "DE",
  "x-vercel-ip-country-region": "BE",
  "x-country": "ca",
  "x-state": "ca-qc",
};

function regionIn(headers: Record<string, string>, region?: RegionSource) {
  const { state } = consentFor({ headers: new Headers(headers) }, { policy, region });
  return [state.region, state.regime];
}

test("without a word of the site's, no header says where a visitor is: the strictest regime holds", () => {
  expect(regionIn(everyEdge)).toEqual([undefined, "opt-in"]);
});

test.each<[RegionSource, string, string]>([
  ["cloudflare", "US-CA", "opt-out"],
  ["cloudfront", "US-TX", "opt-out"],
  ["vercel", "DE-BE", "opt-in"],
  [{ country: "X-Country" }, "CA", "opt-in"],
  [{ country: "x-country", subdivision: "x-state" }, "CA-QC", "opt-in"],
  [(request) => request.headers.get("x-country"), "CA", "opt-in"],
  [() => "FR", "FR", "opt-in"],
])("%j says %s, which requires %s", (source, region, regime) => {
  expect(regionIn(everyEdge, source)).toEqual([region, regime]);
});

test("a country is enough, and a subdivision without one is nothing", () => {
  expect(regionIn({ "cf-ipcountry": "US" }, "cloudflare")).toEqual(["US", "opt-out"]);
  expect(regionIn({ "cf-region-code": "WY" }, "cloudflare")).toEqual([undefined, "opt-in"]);
});

test.each(["T1", "US, FR", "", "USA", "U", "United States", "fr\tde", "🇫🇷", "../FR"])(
  "what is no country, %j, is the strictest",
  (country) => {
    const request = { headers: { get: (name: string) => (name === "cf-ipcountry" ? country : "CA") } };
    expect(consentFor(request, { policy, region: "cloudflare" }).state).toMatchObject({
      region: undefined,
      regime: "opt-in",
    });
  },
);

test("an unreadable subdivision leaves the country, whose strictest subdivision counts", () => {
  expect(regionIn({ "cf-ipcountry": "US", "cf-region-code": "W Y" }, "cloudflare")).toEqual([
    "US",
    "opt-out",
  ]);
  expect(regionIn({ "cf-ipcountry": "CA", "cf-region-code": "" }, "cloudflare")).toEqual(["CA", "opt-in"]);
});

test("the site may say what is required itself", () => {
  const request = { headers: new Headers(everyEdge) };
  expect(consentFor(request, { policy, regime: "notice" }).state.regime).toBe("notice");
});
