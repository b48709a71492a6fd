import type { Vendor } from "./vendor-list.js";

/** What a publisher doesn't let vendors do, or only on another base. */
export interface Restriction {
  readonly purpose: number;
  /** `consent` and `interest` move what a vendor declared flexible; any other vendor is left as it is. */
  readonly require: "nothing" | "consent" | "interest";
  /** @default every vendor */
  readonly vendors?: readonly number[];
}

/** The purposes of a vendor by their base, as they stand under a publisher's restrictions. */
export interface Bases {
  readonly consents: readonly number[];
  readonly interests: readonly number[];
}

export function basesOf(vendor: Vendor, restrictions: readonly Restriction[]): Bases {
  const { purposes, legIntPurposes } = vendor;
  const base = (purpose: number) => {
    const { require } = restrictions.find((each) => each.purpose === purpose && bears(each, vendor)) ?? {};
    return require ?? (legIntPurposes.includes(purpose) ? "interest" : "consent");
  };
  const all = [...new Set([...purposes, ...legIntPurposes])].sort((one, other) => one - other);
  return {
    consents: all.filter((purpose) => base(purpose) === "consent"),
    // TCF 2.2 knows no legitimate interest in these.
    interests: all.filter((purpose) => base(purpose) === "interest" && ![1, 3, 4, 5, 6].includes(purpose)),
  };
}

/** Whether a restriction changes what a vendor may do: the framework has no others in a string. */
export function bears({ purpose, require, vendors }: Restriction, vendor: Vendor): boolean {
  const { id, purposes, legIntPurposes, flexiblePurposes } = vendor;
  if (vendors && !vendors.includes(id)) return false;
  if (require === "nothing") return [...purposes, ...legIntPurposes].includes(purpose);
  const others = require === "consent" ? legIntPurposes : purposes;
  return flexiblePurposes.includes(purpose) && others.includes(purpose);
}
