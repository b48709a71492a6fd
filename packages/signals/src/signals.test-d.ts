/// <reference types="gtag.js" />
import { createConsent, definePolicy } from "@assent/core";
import { signal, type Vendor } from "@assent/signals";
import { type GoogleOptions, google, googleServices } from "@assent/signals/google";
import { matomo, matomoServices } from "@assent/signals/matomo";
import { metaServices } from "@assent/signals/meta";
import { posthogServices } from "@assent/signals/posthog";
import { expectTypeOf, test } from "vitest";

const policy = definePolicy({
  categories: { necessary: "exempt", statistics: "ask", advertising: { rule: "ask", sale: true } },
  services: {
    ...googleServices,
    ...matomoServices,
    ...metaServices,
    ...posthogServices,
    session: {
      category: "necessary",
      provider: "Us",
      party: "first",
      cookies: { sessionid: { purpose: "Log in", maxAge: "session" } },
    },
  },
});
const consent = createConsent(policy);

test("one line adds a vendor, and its names are known", () => {
  consent.allows("matomo");
  consent.allows("googleAnalytics");
  consent.allows("_ga_X1");
  consent.allows("sessionid");
  // @ts-expect-error -- no such service
  consent.allows("hotjar");
});

test("a service of a category that the policy lacks is a mistake", () => {
  definePolicy({
    categories: { necessary: "exempt", measuring: "ask" },
    // @ts-expect-error -- "statistics" is not assignable to "necessary" | "measuring"
    services: { ...matomoServices },
  });
});

test("a mapping names what the policy has", () => {
  google(consent, { mapping: { ad_storage: "advertising", analytics_storage: "matomo" } });
  // @ts-expect-error -- "analytics" is not assignable to the policy's names
  google(consent, { mapping: { ad_storage: "analytics" } });
  // @ts-expect-error -- no such word
  google(consent, { mapping: { ads: "advertising" } });
  // @ts-expect-error -- no such category
  matomo(consent, { mapping: { matomo: "measuring" } });
});

test("Google's types are those of gtag.js", () => {
  type Theirs = Exclude<keyof Gtag.ConsentParams, "wait_for_update" | "region">;
  expectTypeOf<keyof NonNullable<GoogleOptions["mapping"]>>().toEqualTypeOf<Theirs>();
});

test("one's own vendor tells by its own words", () => {
  const acme: Vendor<"measuring", { acme?: string[] }> = {
    mapping: { measuring: "statistics" },
    tell(page, granted, when) {
      expectTypeOf(granted).toEqualTypeOf<{ readonly measuring: boolean }>();
      expectTypeOf(when).toEqualTypeOf<"default" | "update">();
      page.acme?.push(when);
    },
  };
  expectTypeOf(signal(consent, acme)).toEqualTypeOf<() => void>();
});
