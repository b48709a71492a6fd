import type { Granted } from "./signal.js";

/** What Consent Mode tells apart. */
export type GoogleWord =
  | "ad_storage"
  | "ad_user_data"
  | "ad_personalization"
  | "analytics_storage"
  | "functionality_storage"
  | "personalization_storage"
  | "security_storage";

/** Whose permission each type is: the services' of this entry where the policy has them, else the categories'. */
export function mappingIn(services: object): { [word in GoogleWord]: string } {
  const ads = "googleAds" in services ? "googleAds" : "advertising";
  return {
    ad_storage: ads,
    ad_user_data: ads,
    ad_personalization: ads,
    analytics_storage: "googleAnalytics" in services ? "googleAnalytics" : "statistics",
    functionality_storage: "functional",
    personalization_storage: "functional",
    security_storage: "necessary",
  };
}

/** As Google writes it: `{ ad_storage: "denied", … }`. */
export function valuesOf(granted: Granted): { [word: string]: "granted" | "denied" } {
  const values: { [word: string]: "granted" | "denied" } = {};
  for (const word in granted) values[word] = granted[word] ? "granted" : "denied";
  return values;
}
