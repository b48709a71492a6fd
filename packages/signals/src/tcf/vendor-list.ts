import { AssentError } from "@assent/core";

/** A purpose, a special purpose, a feature or a special feature. */
export interface Purpose {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly illustrations?: readonly string[];
}

/** A vendor as the list declares it. Ids are those of the list's purposes and features. */
export interface Vendor {
  readonly id: number;
  readonly name: string;
  /** Based on consent. */
  readonly purposes: readonly number[];
  /** Based on a legitimate interest. */
  readonly legIntPurposes: readonly number[];
  /** Those of both that a publisher may put on the other base. */
  readonly flexiblePurposes: readonly number[];
  readonly specialPurposes: readonly number[];
  readonly features: readonly number[];
  readonly specialFeatures: readonly number[];
  readonly urls?: readonly {
    readonly langId: string;
    readonly privacy?: string;
    readonly legIntClaim?: string;
  }[];
  readonly usesCookies?: boolean;
  /** In seconds. */
  readonly cookieMaxAgeSeconds?: number | null;
}

/** By id. */
export interface ById<Value> {
  readonly [id: string]: Value;
}

/** IAB Europe's Global Vendor List, or the part of it that a site works with. */
export interface VendorList {
  readonly gvlSpecificationVersion: number;
  readonly vendorListVersion: number;
  readonly tcfPolicyVersion: number;
  readonly lastUpdated: string;
  readonly purposes: ById<Purpose>;
  readonly specialPurposes: ById<Purpose>;
  readonly features: ById<Purpose>;
  readonly specialFeatures: ById<Purpose>;
  readonly stacks: ById<object>;
  readonly dataCategories?: ById<Purpose>;
  readonly vendors: ById<Vendor>;
}

/**
 * Loads the vendor list from the operator's own server: IAB Europe lets nobody's visitors load it from theirs. One
 * request a page; across pages it is cached as the server's headers say. What isn't a vendor list, or doesn't come, is
 * `undefined`, and `tcf` then tells vendors that there is an error.
 *
 * @param url - of `vendor-list.json`, or of a purposes translation that was merged into it.
 * @throws {@link AssentError} `tcf-list-url` for the address of IAB Europe.
 * @see IAB Tech Lab, Consent string and vendor list formats v2, "Caching the Global Vendor List"
 * @example
 * ```ts
 * import { loadVendorList } from "@assent/signals/tcf";
 *
 * const list = await loadVendorList("/iab/vendor-list.json");
 * ```
 */
export function loadVendorList(url: string): Promise<VendorList | undefined> {
  if (/^(https?:)?\/\/[\w.-]*consensu\.org(?![\w.-])/i.test(url))
    throw new AssentError(
      "tcf-list-url",
      `loadVendorList("${url}") asks IAB Europe's server for every visitor: put a copy on your own`,
    );
  const known = loading.get(url);
  if (known) return known;
  const list = fetch(url)
    .then((response) => (response.ok ? response.json() : undefined))
    .then(vendorList, () => undefined)
    .then((found) => {
      // What failed is tried again when it is next asked for.
      if (!found) loading.delete(url);
      return found;
    });
  loading.set(url, list);
  return list;
}

const loading = new Map<string, Promise<VendorList | undefined>>();

/**
 * What a vendor list says, in full and without the vendors that left it; nothing where it is none. Codecs take a
 * vendor whose `deletedDate` is `null` for deleted, and fail on one without its lists.
 *
 * @param vendors - the vendors that the site works with. @default all of the list's
 * @example
 * ```ts
 * import { vendorList } from "@assent/signals/tcf";
 *
 * const list = vendorList(await (await fetch("/iab/vendor-list.json")).json(), [1, 12]);
 * ```
 */
export function vendorList(value: unknown, vendors?: readonly number[]): VendorList | undefined {
  const given = value as { readonly [field in keyof VendorList]?: unknown } | null;
  if (typeof given !== "object" || given === null) return undefined;
  if (!isVersion(given.vendorListVersion, 4095) || !isVersion(given.tcfPolicyVersion, 63)) return undefined;
  const known = {
    purposes: byId(given.purposes, purpose, 24),
    specialPurposes: byId(given.specialPurposes, purpose, 24),
    features: byId(given.features, purpose, 64),
    specialFeatures: byId(given.specialFeatures, purpose, 12),
  };
  if (!Object.keys(known.purposes)[0]) return undefined;
  const all = byId(given.vendors, (each) => vendor(each, known), 65_535);
  return {
    gvlSpecificationVersion: isCount(given.gvlSpecificationVersion) ? given.gvlSpecificationVersion : 3,
    vendorListVersion: given.vendorListVersion,
    tcfPolicyVersion: given.tcfPolicyVersion,
    lastUpdated: text(given.lastUpdated),
    ...known,
    stacks: (given.stacks ?? {}) as ById<object>,
    ...(given.dataCategories ? { dataCategories: byId(given.dataCategories, purpose, 64) } : {}),
    vendors: vendors ? Object.fromEntries(vendors.flatMap((id) => (all[id] ? [[id, all[id]]] : []))) : all,
  };
}

type Known = Pick<VendorList, "purposes" | "specialPurposes" | "features" | "specialFeatures">;
type Given = { readonly [field: string]: unknown };

/** By ids that a string has room for. */
function byId<Made>(table: unknown, make: (given: Given) => Made | undefined, last: number): ById<Made> {
  if (typeof table !== "object" || table === null) return {};
  return Object.fromEntries(
    Object.entries(table).flatMap(([id, given]) => {
      const made = typeof given === "object" && given?.id === Number(id) ? make(given) : undefined;
      return made && isCount(Number(id)) && Number(id) <= last ? [[id, made]] : [];
    }),
  );
}

function purpose(given: Given): Purpose {
  return {
    id: given.id as number,
    name: text(given.name),
    description: text(given.description),
    illustrations: Array.isArray(given.illustrations) ? given.illustrations.map(text) : [],
  };
}

function vendor({ deletedDate, ...given }: Given, known: Known): Vendor | undefined {
  if (deletedDate || !text(given.name)) return undefined;
  const { purposes, specialPurposes, features, specialFeatures } = known;
  return {
    ...given,
    id: given.id as number,
    name: text(given.name),
    purposes: ids(given.purposes, purposes),
    legIntPurposes: ids(given.legIntPurposes, purposes),
    flexiblePurposes: ids(given.flexiblePurposes, purposes),
    specialPurposes: ids(given.specialPurposes, specialPurposes),
    features: ids(given.features, features),
    specialFeatures: ids(given.specialFeatures, specialFeatures),
  };
}

/** Those of a table: what the list doesn't explain, nobody can be asked about. */
function ids(given: unknown, table: ById<Purpose>): number[] {
  return Array.isArray(given) ? given.filter((id) => isCount(id) && Object.hasOwn(table, id)) : [];
}

function text(given: unknown): string {
  return typeof given === "string" ? given : "";
}

function isVersion(given: unknown, last: number): given is number {
  return isCount(given) && given <= last;
}

function isCount(given: unknown): given is number {
  return Number.isInteger(given) && (given as number) > 0;
}
