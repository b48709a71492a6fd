import type { Cookie, CookieInput, Policy, PolicyInput, ServiceInput } from "@assent/core";
import { cookiesIn } from "./disclosed.js";

/**
 * What a site or a vendor stores, in the words of the IAB's "Vendor Device Storage & Operational Disclosures", 1.1.
 * What those can't say stands under `assent`, which other readers pass over.
 */
export interface DeviceStorage {
  readonly disclosures: readonly Disclosure[];
  /** Where a vendor processes personal data. */
  readonly domains: readonly unknown[];
  /** The policy around what is stored. */
  readonly assent?: DisclosedPolicy;
}

/** One stored name. */
export interface Disclosure {
  readonly identifier: string;
  readonly type: "cookie" | "web" | "app";
  /** In seconds; 0 ends with the browser. Cookies alone have one. */
  readonly maxAgeSeconds: number | null;
  readonly cookieRefresh: boolean;
  /** `*` alone is the site itself, whatever it is called. */
  readonly domains: readonly string[];
  /** Of the Global Vendor List. 1 says that the law asks for consent. */
  readonly purposes: readonly number[];
  readonly specialPurposes?: readonly number[];
  readonly description?: string;
  /** It keeps a refusal. */
  readonly optOut?: boolean;
  /** The service that stores it, and what the fields above can't say. */
  readonly assent?: { readonly service: string } & Partial<Omit<CookieInput, "purpose" | "refresh">>;
}

/** A policy without what its services store. */
export interface DisclosedPolicy extends Omit<PolicyInput, "categories" | "services"> {
  readonly version: 1;
  readonly categories: Policy["categories"];
  readonly services: { readonly [name: string]: Omit<ServiceInput, "cookies"> };
}

/** What the standard asks for and a policy doesn't say. */
export interface DeviceStorageOptions<C extends string = string> {
  /** The site's own host. @default "*" */
  readonly domain?: string;
  /** Purposes of the Global Vendor List besides 1, by category: `{ statistics: [8] }`. @default none */
  readonly purposes?: { readonly [category in C]?: readonly number[] };
  /** What vendors publish: their purposes, opt-outs and domains are handed on. @default none */
  readonly vendors?: readonly DeviceStorage[];
}

/**
 * What a policy's services store, as JSON that advertising technology reads. Nothing gets lost: `fromDeviceStorage`
 * makes the policy of it again.
 *
 * @see https://github.com/InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework/blob/master/TCFv2/Vendor%20Device%20Storage%20%26%20Operational%20Disclosures.md
 * @example
 * ```ts
 * import { deviceStorage } from "@assent/ui/policy";
 *
 * const response = Response.json(deviceStorage(policy, { domain: "example.org", purposes: { statistics: [8] } }));
 * ```
 */
export function deviceStorage<C extends string, S extends string, K extends string>(
  policy: Policy<C, S, K>,
  { domain = "*", purposes = {}, vendors = [] }: DeviceStorageOptions<C> = {},
): DeviceStorage {
  const { categories, recordName, regimes, services, ttl, ttlDeny } = policy as unknown as Policy;
  const known = vendors.flatMap(({ disclosures }) => disclosures);
  const around: [string, Omit<ServiceInput, "cookies">][] = [];
  const disclosures: Disclosure[] = [];
  for (const [name, { cookies, ...service }] of Object.entries(services)) {
    const { category, exempt } = service;
    const said = [...(exempt ? [] : [1]), ...((purposes as typeof purposes & Purposes)[category] ?? [])];
    around.push([name, service]);
    for (const cookie of cookies)
      disclosures.push({
        ...standard(cookie, domain),
        purposes: said,
        ...ofVendor(cookie, known),
        assent: { service: name, ...besides(cookie) },
      });
  }
  return {
    disclosures,
    domains: vendors.flatMap((vendor) => vendor.domains),
    assent: {
      version: 1,
      categories,
      services: Object.fromEntries(around),
      recordName,
      regimes,
      ttl,
      ttlDeny,
    },
  };
}

interface Purposes {
  readonly [category: string]: readonly number[] | undefined;
}

function standard({ name, kind, maxAge, purpose, refresh, domain }: Cookie, own: string) {
  return {
    identifier: name,
    type: kind === "cookie" ? "cookie" : "web",
    maxAgeSeconds: kind === "cookie" ? (maxAge === "session" ? 0 : Math.ceil(maxAge as number)) : null,
    cookieRefresh: refresh,
    domains: [domain ?? own],
    description: purpose,
  } as const;
}

/** What a reader of the standard's fields alone would get wrong. */
function besides({ kind, maxAge, httpOnly, domain, path }: Cookie): Partial<CookieInput> {
  const isRead =
    kind === "cookie" ? maxAge === "session" || Number.isInteger(maxAge) : maxAge === "persistent";
  return {
    ...(kind !== "cookie" && { kind }),
    ...(!isRead && { maxAge }),
    ...(httpOnly && { httpOnly }),
    ...(domain !== undefined && { domain }),
    ...(path !== "/" && { path }),
  };
}

function ofVendor(cookie: Cookie, known: readonly Disclosure[]): Partial<Disclosure> {
  const found = known.find(
    (disclosure) =>
      disclosure.identifier === cookie.name &&
      cookiesIn(disclosure).some(
        ({ kind = "cookie", domain }) => kind === cookie.kind && domain === cookie.domain,
      ),
  );
  if (!found) return {};
  const { purposes, specialPurposes, optOut } = found;
  return { purposes, ...(specialPurposes && { specialPurposes }), ...(optOut !== undefined && { optOut }) };
}
