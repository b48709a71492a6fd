export { type CookiePolicyView, cookiePolicy } from "./cookie-policy.js";
export {
  type DeviceStorage,
  type DeviceStorageOptions,
  type DisclosedPolicy,
  type Disclosure,
  deviceStorage,
} from "./device-storage.js";
export { type Disclosed, fromDeviceStorage } from "./disclosed.js";
export { type DocumentOptions, type MarkdownOptions, policyHtml, policyMarkdown } from "./document.js";
