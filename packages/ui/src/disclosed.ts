import type { CookieInput, PolicyInput, ServiceInput } from "@assent/core";

/** What was read of a disclosure. */
export interface Disclosed {
  /** Everything that a website can store, by name: the `cookies` of a service. */
  readonly cookies: Cookies;
  /** The whole policy, where `deviceStorage` wrote it. */
  readonly policy: PolicyInput | undefined;
  /** What no website's policy can declare: of apps, twice in one place, or under a name that no pattern can say. */
  readonly skipped: readonly unknown[];
}

type Cookies = { readonly [name: string]: readonly CookieInput[] };

/**
 * Reads what a vendor publishes at its `deviceStorageDisclosureUrl`, or what `deviceStorage` wrote. It never throws,
 * and takes a lifetime that isn't there for the longest that browsers allow.
 *
 * @example
 * ```ts
 * import { definePolicy } from "@assent/core";
 * import { fromDeviceStorage } from "@assent/ui/policy";
 *
 * const { cookies } = fromDeviceStorage(await (await fetch("https://vendor.example/storage.json")).json());
 * const policy = definePolicy({
 *   categories: { advertising: { rule: "ask", sale: true } },
 *   services: { vendor: { category: "advertising", provider: "Vendor", party: "third", cookies } },
 * });
 * ```
 */
export function fromDeviceStorage(json: unknown): Disclosed {
  const { disclosures, assent } = fieldsOf(json);
  const places = new Set<string>();
  const skipped: unknown[] = [];
  const found: { name: string; service: unknown; cookie: CookieInput }[] = [];
  for (const given of listOf(disclosures)) {
    const { identifier, assent } = fieldsOf(given);
    const fresh = cookiesIn(given).filter(({ kind, domain, path }) => {
      const place = JSON.stringify([identifier, kind, domain, path]);
      return !places.has(place) && places.add(place);
    });
    for (const cookie of fresh)
      found.push({ name: identifier as string, service: fieldsOf(assent).service, cookie });
    if (!fresh[0]) skipped.push(given);
  }
  const cookiesOf = (service?: string): Cookies => {
    const own = found.filter((one) => service === undefined || one.service === service);
    return Object.fromEntries(
      own.map(({ name }) => [name, own.filter((one) => one.name === name).map(({ cookie }) => cookie)]),
    );
  };
  return { cookies: cookiesOf(), policy: assent ? policyIn(assent, cookiesOf) : undefined, skipped };
}

/** What one disclosure declares: the same in each of its domains. */
export function cookiesIn(disclosure: unknown): CookieInput[] {
  const given = fieldsOf(disclosure);
  const { identifier, type, maxAgeSeconds, cookieRefresh, description = "", assent } = given;
  if (typeof identifier !== "string" || !/^[^*]+\*?[^*]*$/.test(identifier)) return [];
  if (type !== "cookie" && type !== "web") return [];
  const seconds = Number.isInteger(maxAgeSeconds) ? (maxAgeSeconds as number) : longest;
  const cookie: CookieInput = {
    purpose: `${description}`,
    maxAge: type === "web" ? "persistent" : Math.max(0, Math.min(seconds, longest)) || "session",
    ...(type === "web" && { kind: "local" }),
    ...(cookieRefresh === true && { refresh: true }),
  };
  if (assent) {
    const { service, ...own } = fieldsOf(assent);
    return [{ ...cookie, ...own }];
  }
  const { domain = "*", domains = [domain] } = given;
  return listOf(domains).map((pattern) => {
    const host = `${pattern}`.replace(/^\*\.?/, "");
    return host ? { ...cookie, domain: host } : cookie;
  });
}

/** Browsers keep no cookie longer: 400 days. */
const longest = 34_560_000;

function policyIn(assent: unknown, cookiesOf: (service: string) => Cookies): PolicyInput {
  const { version, services, ...policy } = fieldsOf(assent);
  return {
    ...policy,
    services: Object.fromEntries(
      Object.entries(fieldsOf(services)).map(([name, service]) => [
        name,
        { ...(service as ServiceInput), cookies: cookiesOf(name) },
      ]),
    ),
  } as PolicyInput;
}

function fieldsOf(value: unknown): { readonly [field: string]: unknown } {
  return value && typeof value === "object" ? (value as { [field: string]: unknown }) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
