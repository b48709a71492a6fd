import { expect, test } from "vitest";
import { createConsent, day, definePolicy, memoryStorage, readConsent } from "./index.js";

const policy = definePolicy({
  categories: { necessary: "exempt", statistics: "ask", advertising: { rule: "ask", sale: true } },
  services: {
    session: {
      category: "necessary",
      provider: "O",
      party: "first",
      cookies: { sessionid: { purpose: "x", maxAge: "session" } },
    },
    counter: {
      category: "statistics",
      provider: "E",
      party: "third",
      cookies: { "_ex_*": { purpose: "x", maxAge: 90 * day } },
    },
  },
});
test("works", () => {
  const storage = memoryStorage();
  const consent = createConsent(policy, { storage, region: "FR" });
  const seen: string[] = [];
  consent.onGrant("statistics", () => {
    seen.push("run");
    return () => seen.push("stop");
  });
  const stop = consent.start();
  expect(consent.getState().status).toBe("banner");
  consent.acceptAll();
  expect(consent.allows("_ex_12")).toBe(true);
  expect(consent.allows("sessionid")).toBe(true);
  console.log(storage.read(), consent.getState());
  expect(
    readConsent(policy, { cookie: `a=b; cookies_preferences=${storage.read()}`, region: "FR" }).permissions,
  ).toEqual(consent.getState().permissions);
  consent.withdraw();
  expect(seen).toEqual(["run", "stop"]);
  expect(consent.getState().status).toBe("closed");
  stop();
});
