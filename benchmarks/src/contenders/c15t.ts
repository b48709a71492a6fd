import { getOrCreateConsentRuntime, type Script } from "c15t";
import type { Contender } from "../contender.ts";
import { type CategoryName, inline } from "../site.ts";

/** Its categories have fixed names. */
const nameOf = { necessary: "necessary", statistics: "measurement", advertising: "marketing" } as const;

export const start: Contender["start"] = ({ gates = 0 } = {}) => {
  const { consentStore } = getOrCreateConsentRuntime({
    mode: "offline",
    consentCategories: Object.values(nameOf),
    overrides: { country: "FR" },
    scripts: Array.from({ length: gates }, (_, index): Script => {
      return { id: `script-${index}`, textContent: inline, category: nameOf.statistics };
    }),
    reloadOnConsentRevoked: false,
  });
  return {
    allows: (name: CategoryName) => consentStore.getState().has(nameOf[name]),
    acceptAll: () => consentStore.getState().saveConsents("all"),
    rejectAll: () => consentStore.getState().saveConsents("necessary"),
    subscribe: (listener) =>
      consentStore.subscribe((state, before) => state.consents !== before.consents && listener()),
  };
};

/** Its scripts stand in its options, so that the page holds nothing. */
export const markup: Contender["markup"] = { script: "" };

export const regrants: Contender["regrants"] = [];
