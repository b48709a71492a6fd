export { type Clock, systemClock } from "./clock.js";
export {
  type Consent,
  type ConsentOptions,
  createConsent,
  type RegisteredConsent,
} from "./consent.js";
export { day } from "./day.js";
export { AssentError, type ErrorCode } from "./error.js";
export { fingerprint } from "./fingerprint.js";
export type { Activity } from "./gates.js";
export { isAllowed } from "./lookup.js";
export { merge } from "./merge.js";
export { type Permissions, permission, type Situation } from "./permission.js";
export {
  type AnonymousStatistics,
  type Category,
  type CategoryInput,
  type CategoryOf,
  type Cookie,
  type CookieInput,
  type CookieOf,
  type CookieType,
  cookieType,
  definePolicy,
  type Entry,
  type Exemption,
  type Mode,
  type Policy,
  type PolicyInput,
  type Register,
  type RegisteredPolicy,
  type Service,
  type ServiceInput,
  type ServiceOf,
  type StorageKind,
} from "./policy.js";
export { type ConsentRequest, readConsent } from "./read.js";
export {
  type Answer,
  type Answers,
  type ConsentRecord,
  decodeRecord,
  encodeRecord,
  type Origin,
  type Stored,
} from "./record.js";
export { type Regime, regimeOf } from "./regime.js";
export { type Region, regions } from "./regions.js";
export type { ConsentState } from "./state.js";
export {
  type ConsentStorage,
  type CookieStorageOptions,
  cookieStorage,
  memoryStorage,
  type StoredText,
  widest,
} from "./storage.js";
export { browserTabs, type Tabs } from "./tabs.js";
export {
  type ChoiceEvent,
  type ChoiceOptions,
  type Choices,
  type ConsentEvent,
  type Model,
  transition,
} from "./transition.js";
