import { definePolicy } from "@assent/core";
import { expectTypeOf, test } from "vitest";
import {
  consentFor,
  createConsentHandler,
  type RegionSource,
  type RequestConsent,
  withhold,
} from "./index.js";

const policy = definePolicy({
  categories: { necessary: "exempt", statistics: "ask" },
  services: {
    audience: {
      category: "statistics",
      provider: "Example",
      party: "first",
      cookies: { "_ex_*": { purpose: "To tell visits apart", maxAge: 60 } },
    },
  },
});
declare const request: Request;

test("a visitor's consent knows the policy's names", () => {
  const consent = consentFor(request, { policy });
  expectTypeOf(consent.allows)
    .parameter(0)
    .toEqualTypeOf<"necessary" | "statistics" | "audience" | `_ex_${string}`>();
  expectTypeOf(consent.state.permissions.statistics).toEqualTypeOf<boolean>();
  // @ts-expect-error: Argument of type '"statistic"' is not assignable
  consent.allows("statistic");
});

test("headers are enough of a request, whoever hands them out", () => {
  expectTypeOf(consentFor).toBeCallableWith({ headers: new Headers() }, { policy });
  expectTypeOf(consentFor).toBeCallableWith({ headers: { get: () => undefined } }, { policy });
});

test("an edge is one of three, headers, or a function", () => {
  expectTypeOf<"cloudflare" | "cloudfront" | "vercel">().toExtend<RegionSource>();
  expectTypeOf<{ country: string }>().toExtend<RegionSource>();
  expectTypeOf<"fastly">().not.toExtend<RegionSource>();
});

test("the handler and what reads a request take the same site, and a specific consent stands for any", () => {
  const site = { policy, region: "cloudflare" } as const;
  expectTypeOf(createConsentHandler(site)).toEqualTypeOf<(request: Request) => Promise<Response>>();
  expectTypeOf(withhold(new Response(), consentFor(request, site))).toEqualTypeOf<Response>();
  expectTypeOf(consentFor(request, site)).toExtend<RequestConsent>();
});
