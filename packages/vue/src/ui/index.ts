export { ConsentBanner, type ConsentBannerProps } from "./consent-banner.js";
export { ConsentEmbed, type ConsentEmbedProps, type ConsentEmbedSlots } from "./consent-embed.js";
export { ConsentPreferences, type ConsentPreferencesProps } from "./consent-preferences.js";
export { CookiePolicy, type CookiePolicyProps } from "./cookie-policy.js";
export { PrivacyChoices, type PrivacyChoicesProps } from "./privacy-choices.js";
export { toVue } from "./to-vue.js";
