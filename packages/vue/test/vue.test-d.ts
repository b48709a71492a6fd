import { test } from "vitest";
import { createApp, h } from "vue";
import { assent, ConsentGate, createConsent, definePolicy, readConsent, useConsent } from "../src/index.js";

const policy = definePolicy({ categories: { necessary: "exempt", statistics: "ask" }, services: {} });
const consent = createConsent(policy);

test("the plugin takes any policy's consent, and what a server read", () => {
  const app = createApp({});
  app.use(assent, { consent });
  app.use(assent, { consent, initial: readConsent(policy, { cookie: "" }) });
  // @ts-expect-error: 'consent' is missing
  app.use(assent, {});
  h(ConsentGate, { to: "whatever" });
  // @ts-expect-error: 'to' is missing
  h(ConsentGate, {});
  // @ts-expect-error: a number is no name
  useConsent(1);
});
