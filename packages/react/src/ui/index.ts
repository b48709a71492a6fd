export { ConsentBanner, type ConsentBannerProps } from "./consent-banner.js";
export { ConsentEmbed, type ConsentEmbedProps } from "./consent-embed.js";
export { ConsentPreferences, type ConsentPreferencesProps } from "./consent-preferences.js";
export { CookiePolicy, type CookiePolicyProps } from "./cookie-policy.js";
export { PrivacyChoices, type PrivacyChoicesProps } from "./privacy-choices.js";
export { toReact } from "./to-react.js";
