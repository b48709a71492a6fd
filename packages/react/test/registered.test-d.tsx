// In one program with the core's test of the same name, which says what `Register` names.
import { expectTypeOf, test } from "vitest";
import { ConsentGate, type ConsentState, type Permissions, useConsent } from "../src/index.js";

type Category = "necessary" | "statistics";
type Name = Category | "audience" | `_pk_id.${string}`;

test("useConsent takes the names of the registered policy", () => {
  expectTypeOf(useConsent("statistics")).toEqualTypeOf<boolean>();
  expectTypeOf(useConsent("_pk_id.1.2")).toEqualTypeOf<boolean>();
  // @ts-expect-error: Argument of type '"analytic"' is not assignable
  useConsent("analytic");
});

test("the state and the functions are the registered policy's", () => {
  const { state, allows, answer } = useConsent();
  expectTypeOf(state).toEqualTypeOf<ConsentState<Category, "audience">>();
  expectTypeOf(allows).parameter(0).toEqualTypeOf<Name>();
  expectTypeOf(answer).parameter(0).toEqualTypeOf<"audience">();
});

test("a selector gives what it selects", () => {
  expectTypeOf(useConsent((state) => state.permissions)).toEqualTypeOf<Permissions<Category | "audience">>();
  // @ts-expect-error: only open preferences have a draft
  useConsent((state) => state.draft);
});

test("a gate leads to a name", () => {
  <ConsentGate to="audience">Measured</ConsentGate>;
  // @ts-expect-error: Type '"analytic"' is not assignable
  <ConsentGate to="analytic">Measured</ConsentGate>;
});
