import type { ConsentState, Policy } from "@assent/core";

/** What a site tells of its obligations in the United States. */
export interface UsOptions<Name extends string = string> {
  /** One section for all states, or the section of the visitor's. @default "national" */
  readonly approach?: "national" | "state";
  /** Categories that sell personal information. @default those that the policy marks `sale` */
  readonly sale?: readonly Name[];
  /** Categories that share it for advertising across sites. @default those that the policy marks `sale` */
  readonly sharing?: readonly Name[];
  /** Categories that target advertising. @default those that the policy marks `sale` */
  readonly targeting?: readonly Name[];
  /** The site has signed IAB Privacy's Multi-State Privacy Agreement, and deals under it. @default it hasn't */
  readonly agreement?: "opt-out-option" | "service-provider";
}

/** A section's fields, by name; which of them it has, the codec says. */
export interface Fields {
  readonly [field: string]: number | boolean;
}

/** The sections of the United States, by ISO 3166 code; `US` is the national one. */
export const usSections: { readonly [region: string]: { readonly id: number; readonly name: string } } =
  Object.fromEntries(
    "usnat usca usva usco usut usct usfl usmt usor ustx usde usia usne usnh usnj ustn usmn usmd usin usky usri"
      .split(" ")
      .map((name, index) => [
        index === 0 ? "US" : `US-${name.slice(2).toUpperCase()}`,
        { id: index + 7, name },
      ]),
  );

/** The section that tells of a visitor's choices where they are, where one does. */
export function usSectionOf(
  { regime, region = "" }: ConsentState,
  approach: UsOptions["approach"],
): { readonly id: number; readonly name: string } | undefined {
  if (regime !== "opt-out" || !/^US(-|$)/.test(region)) return undefined;
  return (approach === "state" && usSections[region]) || usSections.US;
}

/**
 * What the sections of the United States say: 0 is not applicable; a notice is 1 where it was given; an opt-out is 1
 * where the visitor, or their browser's Global Privacy Control, made it, and 2 where they didn't. A visitor who refused
 * one of several categories that sell has opted out.
 *
 * @see IAB Privacy's Multi-State Privacy Agreement, US National Section Technical Specification
 */
export function usFields(
  policy: Policy,
  { permissions, gpc }: ConsentState,
  { sale, sharing, targeting, agreement }: UsOptions,
): Fields {
  const marked = Object.keys(policy.categories).filter((name) => policy.categories[name]?.sale);
  const notice = (names: readonly string[] = marked) => (names[0] ? 1 : 0);
  const optOut = (names: readonly string[] = marked) =>
    names[0] ? (names.every((name) => permissions[name]) ? 2 : 1) : 0;
  return {
    SharingNotice: 1,
    ProcessingNotice: 1,
    SaleOptOutNotice: notice(sale),
    SharingOptOutNotice: notice(sharing),
    TargetedAdvertisingOptOutNotice: notice(targeting),
    SaleOptOut: optOut(sale),
    SharingOptOut: optOut(sharing),
    TargetedAdvertisingOptOut: optOut(targeting),
    // The codec takes a transaction for one under the agreement unless it is told otherwise.
    MspaCoveredTransaction: agreement ? 1 : 2,
    MspaOptOutOptionMode: agreement ? (agreement === "opt-out-option" ? 1 : 2) : 0,
    MspaServiceProviderMode: agreement ? (agreement === "service-provider" ? 1 : 2) : 0,
    MspaMode: agreement ? (agreement === "opt-out-option" ? 1 : 2) : 0,
    GpcSegmentIncluded: true,
    Gpc: gpc,
  };
}
