export { consentFor, type RequestConsent, type Site } from "./consent.js";
export { type ConsentHandlerOptions, createConsentHandler } from "./handler.js";
export type { Edge, RegionHeaders, RegionSource, Requested } from "./region.js";
