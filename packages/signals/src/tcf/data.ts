import type { ConsentState } from "@assent/core";
import { restricted, type TcStringOptions, tcChoices } from "./string.js";

/** The fields of `TCData` that stand in the string as well. */
export function dataOf(
  state: ConsentState,
  options: TcStringOptions,
  named: readonly number[] | undefined,
): object {
  const { vendorList, restrictions = [], publisherCountry = "AA" } = options;
  const choices = tcChoices(state, options);
  const purposeIds = Object.keys(vendorList.purposes).map(Number);
  const vendorIds = named ?? Object.values(vendorList.vendors).map(({ id }) => id);
  const flags = (ids: readonly number[], set: readonly number[]) =>
    Object.fromEntries(ids.map((id) => [id, set.includes(id)]));
  const restrictionsByPurpose: { [purpose: number]: { [vendor: number]: number } } = {};
  for (const [purpose, type, vendor] of restricted(vendorList, restrictions))
    restrictionsByPurpose[purpose] = { ...restrictionsByPurpose[purpose], [vendor]: type };
  return {
    isServiceSpecific: true,
    useNonStandardTexts: false,
    publisherCC: publisherCountry,
    purposeOneTreatment: false,
    purpose: {
      consents: flags(purposeIds, choices.purposeConsents),
      legitimateInterests: flags(purposeIds, choices.purposeInterests),
    },
    vendor: {
      consents: flags(vendorIds, choices.vendorConsents),
      legitimateInterests: flags(vendorIds, choices.vendorInterests),
      disclosedVendors: flags(vendorIds, choices.disclosed),
    },
    specialFeatureOptins: flags(Object.keys(vendorList.specialFeatures).map(Number), choices.specialFeatures),
    publisher: {
      consents: flags(purposeIds, choices.publisherConsents),
      legitimateInterests: {},
      customPurpose: { consents: {}, legitimateInterests: {} },
      restrictions: restrictionsByPurpose,
    },
  };
}
