import type { ConsentState } from "@assent/core";
import { GVL, PurposeRestriction, TCModel, TCString } from "@iabtechlabtcf/core";
import { featureName, interestName, purposeName, vendorInterestName, vendorName } from "./policy.js";
import { basesOf, bears, type Restriction } from "./restriction.js";
import type { Vendor, VendorList } from "./vendor-list.js";

/** What a TC string says besides the visitor's choices. */
export interface TcStringOptions {
  /** The operator's own, by which IAB Europe registered it. */
  readonly cmpId: number;
  /** Of the operator's CMP. @default 1 */
  readonly cmpVersion?: number;
  /** What the policy was made from. */
  readonly vendorList: VendorList;
  /** The same as in the policy. @default none */
  readonly restrictions?: readonly Restriction[];
  /** Where the publisher is: ISO 3166 code. @default "AA", unknown */
  readonly publisherCountry?: string;
  /** The purposes that the publisher itself pursues on consent: they follow the visitor's answers. @default none */
  readonly publisherPurposes?: readonly number[];
  /** The language that the preferences were shown in: ISO 639-1. @default "EN" */
  readonly language?: string;
  /** Milliseconds since 1970, for a string of a visitor who chose nothing yet. @default Date.now */
  readonly now?: () => number;
}

/** What a TC string holds, before it is written: ids of purposes, features and vendors. */
export interface TcChoices {
  readonly purposeConsents: readonly number[];
  readonly purposeInterests: readonly number[];
  readonly specialFeatures: readonly number[];
  readonly vendorConsents: readonly number[];
  readonly vendorInterests: readonly number[];
  readonly disclosed: readonly number[];
  readonly publisherConsents: readonly number[];
  /** The day that it was last changed, at midnight UTC, in milliseconds since 1970. */
  readonly day: number;
}

/**
 * The TC string of TCF 2.3 for what a visitor allowed: a core segment and the vendors that were disclosed. The same
 * state gives the same string on any day: its date is that of the choice.
 *
 * @see IAB Tech Lab, Consent string and vendor list formats v2
 * @example
 * ```ts
 * import { loadVendorList, tcString } from "@assent/signals/tcf";
 *
 * const vendorList = await loadVendorList("/iab/vendor-list.json");
 * if (vendorList) tcString(consent.getState(), { cmpId: 1234, vendorList });
 * ```
 */
export function tcString(state: ConsentState, options: TcStringOptions): string {
  const {
    cmpId,
    cmpVersion = 1,
    vendorList,
    restrictions = [],
    publisherCountry = "AA",
    language = "EN",
  } = options;
  const choices = tcChoices(state, options);
  const gvl = gvlOf(vendorList, language);
  const model = new TCModel(gvl);
  model.cmpId = cmpId;
  model.cmpVersion = cmpVersion;
  model.consentScreen = 1;
  model.isServiceSpecific = true;
  model.publisherCountryCode = publisherCountry;
  model.created = model.lastUpdated = new Date(choices.day);
  model.purposeConsents.set([...choices.purposeConsents]);
  model.purposeLegitimateInterests.set([...choices.purposeInterests]);
  model.specialFeatureOptins.set([...choices.specialFeatures]);
  model.vendorConsents.set([...choices.vendorConsents]);
  model.vendorLegitimateInterests.set([...choices.vendorInterests]);
  model.vendorsDisclosed.set([...choices.disclosed]);
  model.publisherConsents.set([...choices.publisherConsents]);
  for (const [purpose, type, vendor] of restricted(vendorList, restrictions))
    model.publisherRestrictions.add(vendor, new PurposeRestriction(purpose, type));
  return TCString.encode(model);
}

export function tcChoices(
  state: ConsentState,
  { vendorList, restrictions = [], publisherPurposes = [], now = Date.now }: Omit<TcStringOptions, "cmpId">,
): TcChoices {
  const { permissions } = state as { permissions: { readonly [name: string]: boolean | undefined } };
  const vendors = Object.values(vendorList.vendors).map((vendor) => ({
    vendor,
    ...basesOf(vendor, restrictions),
  }));
  const allowed = (table: object, name: (id: string) => string) =>
    Object.keys(table).flatMap((id) => (permissions[name(id)] ? [Number(id)] : []));
  const idsWhere = (is: (each: (typeof vendors)[number]) => unknown) =>
    vendors.filter(is).map(({ vendor }) => vendor.id);
  const answers = "record" in state && state.record && state.record !== "corrupt" ? state.record.answers : {};
  const named = Object.keys(answers).filter((name) => /^(purpose|interest|feature|vendor)/.test(name));
  const chosen = Math.max(...named.map((name) => answers[name]?.at ?? 0), 0);
  return {
    purposeConsents: allowed(vendorList.purposes, purposeName),
    purposeInterests: allowed(vendorList.purposes, interestName),
    specialFeatures: allowed(vendorList.specialFeatures, featureName),
    vendorConsents: idsWhere(({ vendor, consents }) => consents[0] && permissions[vendorName(vendor.id)]),
    vendorInterests: idsWhere(
      ({ vendor, interests }) =>
        // Nobody can object to special purposes: who has those alone has the bit by being disclosed.
        isSpecial(vendor) || (interests[0] && permissions[vendorInterestName(vendor.id)]),
    ),
    disclosed: idsWhere(() => true),
    publisherConsents: publisherPurposes.filter((id) => permissions[purposeName(id)]),
    day: Math.floor((chosen || now()) / day) * day,
  };
}

/** The restrictions that a string can hold: purpose, type and vendor, in the order of their ids. */
export function restricted(
  { vendors }: VendorList,
  restrictions: readonly Restriction[],
): (readonly [purpose: number, type: 0 | 1 | 2, vendor: number])[] {
  const types = { nothing: 0, consent: 1, interest: 2 } as const;
  return restrictions
    .flatMap((restriction) =>
      Object.values(vendors)
        .filter((vendor) => bears(restriction, vendor))
        .map(({ id }) => [restriction.purpose, types[restriction.require], id] as const),
    )
    .sort(([, , one], [, , other]) => one - other);
}

function isSpecial({ purposes, legIntPurposes, specialPurposes }: Vendor): boolean {
  return !purposes[0] && !legIntPurposes[0] && !!specialPurposes[0];
}

/** The codec's own form of a list, made once. */
function gvlOf(list: VendorList, language: string): GVL {
  const known = gvls.get(list);
  const spoken = language.toUpperCase();
  if (known?.language === spoken) return known;
  // It copies fields that no string needs, and throws where one isn't as it should be: it gets none of them.
  const vendors = Object.entries(list.vendors).map(([id, vendor]) => [id, { ...pick(vendor), urls: [] }]);
  const bare = { ...list, stacks: {}, dataCategories: undefined, vendors: Object.fromEntries(vendors) };
  const gvl = new GVL(bare as unknown as ConstructorParameters<typeof GVL>[0], {
    language: GVL.consentLanguages.has(spoken) ? spoken : "EN",
  });
  gvls.set(list, gvl);
  return gvl;
}

/** What a vendor may do. */
function pick({
  id,
  name,
  purposes,
  legIntPurposes,
  flexiblePurposes,
  specialPurposes,
  features,
  specialFeatures,
}: Vendor): Vendor {
  return {
    id,
    name,
    purposes,
    legIntPurposes,
    flexiblePurposes,
    specialPurposes,
    features,
    specialFeatures,
  };
}

const gvls = new WeakMap<VendorList, GVL>();
const day = 86_400_000;
