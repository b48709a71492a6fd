import { clear, guardCookies, openGates } from "./dom/index.js";
import {
  AssentError,
  cookieStorage,
  cookieType,
  createConsent,
  day,
  decodeRecord,
  definePolicy,
  memoryStorage,
  readConsent,
  regimeOf,
  widest,
} from "./index.js";

/** What a page without a bundler finds as `window.assent`. No exports: what a bundler makes of those is longer. */
Object.assign(globalThis, {
  assent: {
    AssentError,
    clear,
    cookieStorage,
    cookieType,
    createConsent,
    day,
    decodeRecord,
    definePolicy,
    guardCookies,
    memoryStorage,
    openGates,
    readConsent,
    regimeOf,
    widest,
  },
});
