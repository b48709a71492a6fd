import type { CategoryInput, ServiceInput } from "@assent/core";
import { basesOf, type Restriction } from "./restriction.js";
import type { Purpose, Vendor, VendorList } from "./vendor-list.js";

/** How a vendor list becomes a part of a policy. */
export interface VendorPolicyOptions {
  /** @default none */
  readonly restrictions?: readonly Restriction[];
  /** Purposes that Global Privacy Control refuses. @default the personalised advertisements: 3 and 4 */
  readonly sale?: readonly number[];
  /** What visitors read that the list doesn't say. @default English */
  readonly words?: VendorWords;
}

/** What visitors read that a vendor list doesn't say. */
export interface VendorWords {
  /** `{purpose}`, where it rests on a legitimate interest and can be objected to. */
  readonly interest: string;
  readonly vendors: string;
  readonly vendorsText: string;
  readonly vendorInterests: string;
  readonly vendorInterestsText: string;
  /** What a vendor is described by: `{purposes}` are names. */
  readonly vendor: string;
}

/** A vendor list as a part of a policy, and as what the preferences are told of it. */
export interface VendorPolicy {
  /** For `definePolicy`, beside what the site declares itself. */
  readonly policy: {
    readonly categories: { readonly [name: string]: CategoryInput };
    readonly services: { readonly [name: string]: ServiceInput };
  };
  /** For the preferences. */
  readonly view: {
    readonly texts: {
      readonly categories: { readonly [name: string]: { readonly name: string; readonly text: string } };
      readonly services: { readonly [name: string]: { readonly function: string } };
    };
    /** The categories in which every service has a toggle. */
    readonly each: readonly string[];
  };
}

/**
 * The purposes and the vendors of a list as categories and services: each purpose is a category that asks, each special
 * feature too; what rests on a legitimate interest is a category that is on until it is objected to; each vendor is a
 * service of `vendors`, and of `vendorInterests` where it claims such an interest. A new version of TCF's policies asks
 * about everything again, a vendor that is new or declares something else about the vendors alone.
 *
 * @see IAB Europe Transparency & Consent Framework Policies, appendix B
 * @example
 * ```ts
 * import { definePolicy } from "@assent/core";
 * import { loadVendorList, policyFromVendorList } from "@assent/signals/tcf";
 *
 * const list = await loadVendorList("/iab/vendor-list.json");
 * const { categories, services } = policyFromVendorList(list).policy;
 * const policy = definePolicy({ categories: { necessary: "exempt", ...categories }, services });
 * ```
 */
export function policyFromVendorList(
  list: VendorList | undefined,
  { restrictions = [], sale = [3, 4], words = english }: VendorPolicyOptions = {},
): VendorPolicy {
  const categories: { [name: string]: CategoryInput } = {};
  const services: { [name: string]: ServiceInput } = {};
  const texts = {
    categories: {} as { [name: string]: { name: string; text: string } },
    services: {} as { [name: string]: { function: string } },
  };
  const each: string[] = [];
  const made = { policy: { categories, services }, view: { texts, each } };
  if (!list) return made;
  const { tcfPolicyVersion: revision, purposes, specialFeatures } = list;
  const ask = (name: string, spoken: string, text: string, more: Partial<CategoryInput> = {}) => {
    categories[name] = { rule: "ask", revision, ...more };
    texts.categories[name] = { name: spoken, text };
  };
  const vendors = Object.values(list.vendors).map((vendor) => ({ vendor, ...basesOf(vendor, restrictions) }));
  for (const purpose of Object.values(purposes)) {
    const { id, name } = purpose;
    if (vendors.some(({ consents }) => consents.includes(id)))
      ask(purposeName(id), name, told(purpose), { sale: sale.includes(id) });
    if (vendors.some(({ interests }) => interests.includes(id)))
      ask(interestName(id), words.interest.replace("{purpose}", name), told(purpose), {
        modes: objection,
        sale: sale.includes(id),
      });
  }
  for (const feature of Object.values(specialFeatures))
    if (vendors.some(({ vendor }) => vendor.specialFeatures.includes(feature.id)))
      ask(featureName(feature.id), feature.name, told(feature));
  if (vendors[0]) ask("vendors", words.vendors, words.vendorsText);
  for (const { vendor, consents, interests } of vendors) {
    const add = (name: string, category: string, based: readonly number[]) => {
      services[name] = {
        category,
        provider: vendor.name,
        party: "third",
        function: vendor.name,
        revision: meaning(vendor, based),
        cookies: {},
      };
      texts.services[name] = { function: described(list, vendor, based, words) };
    };
    // Who has special purposes alone is disclosed among the vendors, and asks for nothing.
    if (consents[0] || !interests[0]) add(vendorName(vendor.id), "vendors", consents);
    if (!interests[0]) continue;
    if (!categories.vendorInterests)
      ask("vendorInterests", words.vendorInterests, words.vendorInterestsText, { modes: objection });
    add(vendorInterestName(vendor.id), "vendorInterests", interests);
  }
  each.push(...["vendors", "vendorInterests"].filter((name) => categories[name]));
  return made;
}

export function purposeName(id: number | string): string {
  return `purpose${id}`;
}

export function interestName(id: number | string): string {
  return `interest${id}`;
}

export function featureName(id: number | string): string {
  return `feature${id}`;
}

export function vendorName(id: number | string): string {
  return `vendor${id}`;
}

export function vendorInterestName(id: number | string): string {
  return `vendorInterest${id}`;
}

/** On until it is objected to, where consent would have to be asked for. */
const objection = { "opt-in": "optOut" } as const;

/** Another number for every other declaration: the order of ids doesn't matter. */
function meaning({ specialPurposes, features, specialFeatures }: Vendor, based: readonly number[]): number {
  return [based, specialPurposes, features, specialFeatures]
    .map((ids) => ids.reduce((sum, id) => sum + 2 ** id, 0) % 65_521)
    .reduce((hash, part) => (hash * 65_537 + part) % 4_294_967_291, 0);
}

function told({ description, illustrations = [] }: Purpose): string {
  return [description, ...illustrations].filter(Boolean).join(" ");
}

function described(
  { purposes, specialPurposes, features, specialFeatures }: VendorList,
  vendor: Vendor,
  based: readonly number[],
  words: VendorWords,
): string {
  const names = [
    ...based.map((id) => purposes[id]?.name),
    ...vendor.specialPurposes.map((id) => specialPurposes[id]?.name),
    ...vendor.features.map((id) => features[id]?.name),
    ...vendor.specialFeatures.map((id) => specialFeatures[id]?.name),
  ];
  const { privacy = "" } = vendor.urls?.[0] ?? {};
  const days = vendor.usesCookies ? Math.ceil((vendor.cookieMaxAgeSeconds ?? 0) / 86_400) : 0;
  return words.vendor
    .replace("{vendor}", vendor.name)
    .replace("{purposes}", names.filter(Boolean).join("; "))
    .replace("{privacy}", privacy)
    .replace("{days}", String(days));
}

const english: VendorWords = {
  interest: "{purpose} (legitimate interest)",
  vendors: "Partners",
  vendorsText:
    "Partners that may store and read information on your device, for the purposes above that you allow.",
  vendorInterests: "Partners' legitimate interests",
  vendorInterestsText: "Partners that rely on a legitimate interest. You can object to each of them.",
  vendor: "{vendor}: {purposes}. Cookies last up to {days} days. {privacy}",
};
