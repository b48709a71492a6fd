// Ours
var klaroConfig = {
  version: 1,
  mustConsent: false,
  translations: {
    zz: { privacyPolicyUrl: "/privacy" },
    en: { purposes: { analytics: { title: "Statistics" }, ads: "Ads" } },
  },
  services: [
    { name: "login", purposes: ["security"], required: true, cookies: ["sid"] },
    { name: "matomo", purposes: ["analytics"], cookies: [/^_pk_.*$/] },
    { name: "pixel", purposes: ["ads"], cookies: [["_px", "/", ".example.org"]], callback: () => {} },
  ],
};
klaroConfig.self = klaroConfig;
