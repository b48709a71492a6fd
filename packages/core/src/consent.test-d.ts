import { expectTypeOf, test } from "vitest";
import {
  type Consent,
  type ConsentState,
  createConsent,
  definePolicy,
  fingerprint,
  isAllowed,
  type Permissions,
  permission,
  type RegisteredConsent,
  readConsent,
} from "./index.js";

const policy = definePolicy({
  categories: { necessary: "exempt", statistics: "ask" },
  services: {
    audience: {
      category: "statistics",
      provider: "Example",
      party: "first",
      cookies: { "_pk_id.*": { purpose: "To count", maxAge: 90 } },
    },
  },
});
const consent = createConsent(policy);
type Names = "necessary" | "statistics" | "audience";

test("what the policy declares may be asked for, and nothing else", () => {
  expectTypeOf(consent.allows).parameter(0).toEqualTypeOf<Names | `_pk_id.${string}`>();
  consent.allows("_pk_id.1.2");
  // @ts-expect-error: Argument of type '"analytic"' is not assignable
  consent.allows("analytic");
  // @ts-expect-error: a pattern is anchored
  consent.allows("my_pk_id.1");
  // @ts-expect-error: a category is no service
  consent.answer("statistics", true);
  // @ts-expect-error: 'analytic' does not exist
  consent.save({ analytic: true });
  // @ts-expect-error: a choice is yes or no
  consent.save({ statistics: "yes" });
  consent.save({ statistics: true, audience: false });
  consent.save();
  consent.onGrant("_pk_id.1", () => {});
  // @ts-expect-error: Argument of type '"analytic"' is not assignable
  consent.onGrant("analytic", () => {});
});

test("what comes back is named too", () => {
  expectTypeOf(consent.getState().permissions).toEqualTypeOf<Permissions<Names>>();
  expectTypeOf(readConsent(policy, { cookie: "" }).permissions.audience).toEqualTypeOf<boolean>();
  expectTypeOf(permission(policy, undefined, { regime: "opt-in", gpc: false, now: 0 })).toEqualTypeOf<
    Permissions<Names>
  >();
  // @ts-expect-error: nothing of that name
  consent.getState().permissions.analytic;
  // @ts-expect-error: nothing of that name
  fingerprint(policy, "analytic");
  // @ts-expect-error: nothing of that name
  isAllowed(policy, consent.getState().permissions, "analytic");
});

test("what a status lacks, its type lacks", () => {
  const state = consent.getState();
  // @ts-expect-error: before the storage was read there is no record
  state.record;
  if (state.status === "pending") return;
  expectTypeOf(state.asks).toEqualTypeOf<readonly ("necessary" | "statistics")[]>();
  // @ts-expect-error: there is a draft only while the preferences are open
  state.draft;
  if (state.status === "preferences")
    expectTypeOf(state.draft.statistics).toEqualTypeOf<boolean | undefined>();
});

test("snapshots can't be changed", () => {
  // @ts-expect-error: read-only
  consent.getState().permissions.statistics = true;
});

test("a specific consent may stand where any consent may", () => {
  expectTypeOf(consent).toExtend<Consent>();
  expectTypeOf(consent.getState()).toExtend<ConsentState>();
  expectTypeOf<ReturnType<typeof readConsent<"a", "b">>>().toExtend<ConsentState>();
});

test("what a server read may be given to the browser's consent", () => {
  createConsent(policy, { initial: readConsent(policy, { cookie: "" }) });
});

test("without a registered policy, any name may be asked for", () => {
  expectTypeOf<RegisteredConsent>().toEqualTypeOf<Consent>();
});
