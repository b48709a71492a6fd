export * from "@assent/core";
export { ConsentGate, type ConsentGateProps } from "./consent-gate.js";
export { ConsentProvider, type ConsentProviderProps } from "./consent-provider.js";
export { useConsent } from "./use-consent.js";
