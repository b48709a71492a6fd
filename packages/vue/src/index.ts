export * from "@assent/core";
export { type AssentOptions, assent } from "./assent.js";
export { ConsentGate, type ConsentGateProps, type ConsentGateSlots } from "./consent-gate.js";
export { useConsent } from "./use-consent.js";
