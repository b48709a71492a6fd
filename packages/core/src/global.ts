/** What a page without a bundler finds as `window.assent`. */
export * from "./dom/index.js";
export {
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
