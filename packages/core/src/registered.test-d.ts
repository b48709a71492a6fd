import { expectTypeOf, test } from "vitest";
import { type CategoryOf, definePolicy, type RegisteredConsent, type RegisteredPolicy } from "./index.js";

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

declare module "./register.js" {
  interface Register {
    policy: typeof policy;
  }
}

test("names are typed wherever the registered policy is meant", () => {
  expectTypeOf<RegisteredPolicy>().toEqualTypeOf<typeof policy>();
  expectTypeOf<CategoryOf<RegisteredPolicy>>().toEqualTypeOf<"necessary" | "statistics">();
  expectTypeOf<RegisteredConsent["allows"]>()
    .parameter(0)
    .toEqualTypeOf<"necessary" | "statistics" | "audience" | `_pk_id.${string}`>();
});
