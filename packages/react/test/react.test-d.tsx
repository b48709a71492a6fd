import { test } from "vitest";
import {
  ConsentGate,
  ConsentProvider,
  createConsent,
  definePolicy,
  readConsent,
  useConsent,
} from "../src/index.js";

const policy = definePolicy({ categories: { necessary: "exempt", statistics: "ask" }, services: {} });
const consent = createConsent(policy);

test("a provider takes any policy's consent, and what a server read", () => {
  <ConsentProvider consent={consent} initial={readConsent(policy, { cookie: "" })}>
    <ConsentGate to="whatever">Without Register, any name may stand</ConsentGate>
  </ConsentProvider>;
  <ConsentProvider consent={consent} initial={undefined} />;
  // @ts-expect-error: 'consent' is missing
  <ConsentProvider />;
  // @ts-expect-error: a number is no name
  useConsent(1);
});
