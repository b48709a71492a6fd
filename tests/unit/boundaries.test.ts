import { expect, it } from "vitest";
import { violations } from "../../scripts/boundaries.ts";

it.each([
  ["packages/core/src/policy.ts", 'import { x } from "left-pad";'],
  ["packages/core/src/policy.ts", 'import { openGates } from "./dom/index.js";'],
  ["packages/core/src/policy.ts", 'export * from "./testing/index.js";'],
  ["packages/core/src/policy.ts", 'const later = () => import("node:fs");'],
  ["packages/core/src/dom/gates.ts", 'import { fixedClock } from "../testing/index.js";'],
  ["packages/react/src/index.ts", 'import { ref } from "vue";'],
  ["packages/react/src/index.ts", 'import type { Policy } from "../../core/src/policy.js";'],
  ["packages/vue/src/index.ts", 'import { useConsent } from "@assent/react";'],
  ["packages/react/src/index.ts", 'export * from "./ui/index.js";'],
  ["packages/react/src/use-consent.ts", 'import { english } from "@assent/ui";'],
  ["packages/vue/src/assent.ts", 'const later = () => import("@assent/ui/layers");'],
  ["packages/vue/src/ui/to-vue.ts", 'import { createElement } from "react";'],
  ["packages/unheard/src/index.ts", ""],
])("refuses, in %s: %s", (file, source) => {
  expect(violations({ [file]: source })).toHaveLength(1);
});

it.each([
  ["packages/core/src/policy.ts", 'import { AssentError } from "./error.js";'],
  ["packages/core/src/global.ts", 'export * from "./dom/index.js";'],
  ["packages/core/src/dom/gates.ts", 'import type { Consent } from "../consent.js";'],
  ["packages/react/src/provider.tsx", 'import { createContext } from "react"; export * from "@assent/core";'],
  [
    "packages/react/src/ui/consent-banner.tsx",
    'import { banner } from "@assent/ui"; import { useConsent } from "../use-consent.js";',
  ],
  ["packages/vue/src/index.ts", 'import { readConsent } from "@assent/core"; import { ref } from "vue";'],
])("allows, in %s: %s", (file, source) => {
  expect(violations({ [file]: source })).toEqual([]);
});
