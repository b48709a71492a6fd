/** A vendor list of our own: made-up vendors in the real format, with each kind of declaration that there is. */
export const vendorListJson: {
  readonly vendors: { readonly [id: number]: object };
  readonly [field: string]: unknown;
} = {
  gvlSpecificationVersion: 3,
  vendorListVersion: 142,
  tcfPolicyVersion: 5,
  lastUpdated: "2026-03-05T16:00:27Z",
  purposes: Object.fromEntries(
    [
      "Store and/or access information on a device",
      "Use limited data to select advertising",
      "Create profiles for personalised advertising",
      "Use profiles to select personalised advertising",
      "Create profiles to personalise content",
      "Use profiles to select personalised content",
      "Measure advertising performance",
      "Measure content performance",
      "Understand audiences through statistics",
      "Develop and improve services",
      "Use limited data to select content",
    ].map((name, index) => [
      index + 1,
      { id: index + 1, name, description: `What ${index + 1} is.`, illustrations: [`As in ${index + 1}.`] },
    ]),
  ),
  specialPurposes: Object.fromEntries(
    ["Ensure security", "Deliver and present advertising", "Save privacy choices"].map((name, index) => [
      index + 1,
      { id: index + 1, name, description: "Always.", illustrations: [] },
    ]),
  ),
  features: Object.fromEntries(
    ["Match data", "Link devices", "Identify devices"].map((name, index) => [
      index + 1,
      { id: index + 1, name, description: "A feature.", illustrations: [] },
    ]),
  ),
  specialFeatures: {
    1: { id: 1, name: "Use precise geolocation data", description: "Where you are.", illustrations: [] },
    2: {
      id: 2,
      name: "Actively scan device characteristics",
      description: "What you use.",
      illustrations: [],
    },
  },
  stacks: {
    1: { id: 1, name: "A stack", description: "Of features.", purposes: [], specialFeatures: [1, 2] },
  },
  dataCategories: { 1: { id: 1, name: "IP addresses", description: "Yours." } },
  vendors: {
    2: vendor(2, "Consent Only", { purposes: [1, 2, 3, 4, 7], specialFeatures: [1] }),
    8: vendor(8, "Both Bases", {
      purposes: [1, 3, 4],
      legIntPurposes: [2, 7, 9, 10],
      flexiblePurposes: [2, 7],
      specialPurposes: [1, 2],
      features: [1, 2],
    }),
    12: vendor(12, "Interest Only", { legIntPurposes: [7, 8, 9, 10, 11], specialFeatures: [2] }),
    15: vendor(15, "Special Only", { specialPurposes: [1, 2, 3] }),
    // Codecs drop this one: they take null for a date.
    25: vendor(25, "Still Here", { purposes: [1, 5, 6], flexiblePurposes: [], deletedDate: null }),
    31: vendor(31, "Long Gone", { purposes: [1], deletedDate: "2021-05-28T00:00:00Z" }),
    77: vendor(77, "Flexible Consent", { purposes: [1, 2, 7], flexiblePurposes: [2, 7] }),
    // The lists of ids are optional in the format.
    1301: {
      id: 1301,
      name: "Sparse",
      purposes: [1, 10],
      urls: [{ langId: "en", privacy: "https://sparse.example/" }],
    },
  },
};

function vendor(id: number, name: string, declared: object): object {
  return {
    id,
    name,
    purposes: [],
    legIntPurposes: [],
    flexiblePurposes: [],
    specialPurposes: [],
    features: [],
    specialFeatures: [],
    urls: [{ langId: "en", privacy: `https://vendor${id}.example/privacy` }],
    usesCookies: true,
    cookieMaxAgeSeconds: 86_400 * id,
    cookieRefresh: false,
    usesNonCookieAccess: false,
    dataRetention: { stdRetention: 30, purposes: {}, specialPurposes: {} },
    dataDeclaration: [1],
    deviceStorageDisclosureUrl: `https://vendor${id}.example/storage.json`,
    ...declared,
  };
}
