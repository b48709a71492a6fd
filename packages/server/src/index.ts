export { consentFor, type RequestConsent, type Site } from "./consent.js";
export { contentSecurityPolicy, type Directives } from "./content-security-policy.js";
export { type ConsentHandlerOptions, createConsentHandler } from "./handler.js";
export type {
  Answered,
  Appended,
  Asked,
  ChainHead,
  Proof,
  ProofDocument,
  ProofFault,
  ProofLine,
  Proofs,
  Verification,
} from "./proof.js";
export type { Edge, RegionHeaders, RegionSource, Requested } from "./region.js";
export { renew } from "./renew.js";
export { scriptHashes } from "./script-hashes.js";
export { allowedCookies, type Withheld, type WithholdOptions, withhold } from "./withhold.js";
