export { type Clock, systemClock } from "./clock.js";
export type {
  Consent,
  ConsentOptions,
  RegisteredConsent,
  RegisteredName,
  RegisteredState,
} from "./consent.js";
export { day } from "./day.js";
export { definePolicy } from "./define.js";
export { AssentError, type ErrorCode } from "./error.js";
export { fingerprint } from "./fingerprint.js";
export type { Activity } from "./gates.js";
export type {
  CategoryInput,
  CategoryOf,
  Checked,
  CookieInput,
  CookieOf,
  PolicyInput,
  ServiceInput,
  ServiceOf,
} from "./input.js";
export { isAllowed, mayStore } from "./lookup.js";
export { createConsent } from "./machine.js";
export { merge } from "./merge.js";
export { modeOf, type Permissions, permission, type Situation } from "./permission.js";
export {
  type AnonymousStatistics,
  type Category,
  type Cookie,
  type CookieType,
  cookieType,
  type Entry,
  type Exemption,
  type Mode,
  type OriginDirective,
  type Origins,
  type Policy,
  type Service,
  type StorageKind,
} from "./policy.js";
export { type ConsentRequest, readConsent, readRecord } from "./read.js";
export {
  type Answer,
  type Answers,
  type ConsentRecord,
  decodeRecord,
  encodeRecord,
  type Origin,
  recordLimit,
  type Stored,
} from "./record.js";
export { type Regime, regimeOf } from "./regime.js";
export { type Region, regions } from "./regions.js";
export type { Register, RegisteredPolicy } from "./register.js";
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
  transition,
} from "./transition.js";
