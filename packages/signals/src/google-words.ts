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
    analytics_storage: "googleAnalytics" in services ? "googleAnalytics" : "statistics",
    functionality_storage: "functional",
    personalization_storage: "functional",
    ad_storage: ads,
    ad_user_data: ads,
    ad_personalization: ads,
    security_storage: "necessary",
  };
}

/** As Google writes it, in its place: `{ ad_storage: "denied", … }`. */
export function valuesOf(granted: { [word: string]: unknown }): { [word: string]: "granted" | "denied" } {
  for (const word in granted) granted[word] = granted[word] ? "granted" : "denied";
  return granted as ReturnType<typeof valuesOf>;
}
