import { day } from "./day.js";
import { AssentError, type ErrorCode } from "./error.js";
import { servicesOf } from "./lookup.js";
import type { Cookie, Policy, Service } from "./policy.js";
import { strictness } from "./regime.js";

const browserLimit = 400 * day;
const measuringLimit = 396 * day;
const retentionLimit = 762 * day;

type Declared = Omit<Policy, "entries" | "names">;

/** Throws where a policy can't be right; says where, and what to do. */
export function checkPolicy({ categories, services, recordName, regimes, ttl, ttlDeny }: Declared): void {
  if (!Object.keys(categories).length) fail("category-empty", "categories", "is empty: declare at least one");
  for (const [name, category] of Object.entries(categories)) {
    const place = `categories.${name}`;
    checkSpelling(name, place);
    oneOf(category.rule, ["ask", "exempt"], `${place}.rule`);
    for (const [region, mode] of Object.entries(category.modes)) {
      oneOf(mode, ["always", "optOut", "optIn", "off"], `${place}.modes.${region}`);
    }
  }
  const declared = new Map<string, string>();
  for (const [name, service] of Object.entries(services)) {
    const place = `services.${name}`;
    checkSpelling(name, place);
    if (categories[name]) fail("name-taken", place, "is a category's name too: rename one");
    checkService(service, place, categories);
    checkOrigins(service, place);
    for (const cookie of service.cookies) {
      const where = `${place}.cookies["${cookie.name}"]`;
      checkCookie(cookie, where);
      const identity = [cookie.kind, cookie.domain, cookie.path, cookie.name].join("|");
      const other = declared.get(identity);
      if (other)
        fail(
          "cookie-twice",
          where,
          `is declared by ${other} for the same place: declare it once, or give its domain`,
        );
      declared.set(identity, place);
    }
  }
  for (const region in regimes) oneOf(regimes[region], strictness, `regimes["${region}"]`);
  if (!/^[\w-]+$/.test(recordName))
    fail("record-name", `recordName "${recordName}"`, "may hold letters, digits, _ and - alone");
  if (!(ttl > 0 && ttlDeny >= ttl && ttlDeny <= browserLimit)) {
    fail(
      "record-ttl",
      `ttl ${ttl}, ttlDeny ${ttlDeny}`,
      "must satisfy 0 < ttl ≤ ttlDeny ≤ 400 days, in seconds",
    );
  }
}

/** Throws where a name is none of the policy's. */
export function checkName(policy: Policy, name: string): void {
  if (policy.entries.some((entry) => entry.name === name) || servicesOf(policy, name)) return;
  fail(
    "name-unknown",
    `"${name}"`,
    "is no category, service or cookie of the policy: declare it, or correct the name",
  );
}

/** Throws where one of the names that are answered is none of the policy's. */
export function checkNames(policy: Policy, choices: object = {}): void {
  for (const name of Object.keys(choices)) checkName(policy, name);
}

function checkService(service: Service, place: string, categories: Declared["categories"]): void {
  const { category, exempt, party, provider, anonymous, cookies } = service;
  const known = Object.hasOwn(categories, category) && categories[category];
  if (!known)
    fail(
      "category-unknown",
      `${place}.category "${category}"`,
      `is not declared: use ${Object.keys(categories).join(", ")}`,
    );
  oneOf(party, ["first", "third"], `${place}.party`);
  oneOf(exempt, [false, "strictly-necessary", "communication", "anonymous-statistics"], `${place}.exempt`);
  if (!provider) fail("provider-missing", `${place}.provider`, "is empty: name who provides it");
  if (known.rule === "exempt" && !exempt)
    fail("category-exempt", place, `is not exempt, but ${category} is: move it to a category that asks`);
  if (exempt !== "anonymous-statistics") return;
  const broken = (field: string, cure: string) =>
    fail("exemption-claim", `${place}.${field}`, `breaks "anonymous-statistics": ${cure}`);
  if (party !== "first") broken("party", 'must be "first"');
  if (!anonymous) broken("anonymous", "state solePurpose, crossSite, combined and retention");
  if (anonymous?.solePurpose !== true) broken("anonymous.solePurpose", "must be true");
  if (anonymous?.crossSite !== false) broken("anonymous.crossSite", "must be false");
  if (anonymous?.combined !== false) broken("anonymous.combined", "must be false");
  if (!((anonymous?.retention ?? NaN) <= retentionLimit))
    broken("anonymous.retention", "25 months (762 days) at most, in seconds");
  for (const { name, maxAge, refresh } of cookies) {
    if (maxAge !== "session" && !(+maxAge <= measuringLimit))
      broken(`cookies["${name}"].maxAge`, "13 months (396 days) at most, in seconds");
    if (refresh) broken(`cookies["${name}"].refresh`, "a visit must not extend its lifetime");
  }
}

function checkCookie({ name, kind, maxAge }: Cookie, place: string): void {
  oneOf(kind, ["cookie", "local", "session", "indexeddb", "cache"], `${place}.kind`);
  if (!/^[^*]+\*?[^*]*$/.test(name)) {
    fail("cookie-pattern", place, "may hold one *, not first: begin with the part that never changes");
  }
  const endless = maxAge === "persistent" && kind !== "cookie";
  if (maxAge === "session" || endless) return;
  if (!(typeof maxAge === "number" && maxAge > 0 && (kind !== "cookie" || maxAge <= browserLimit))) {
    fail(
      "cookie-lifetime",
      `${place}.maxAge ${maxAge}`,
      'must be "session" or seconds, 400 days at most: browsers keep no cookie longer',
    );
  }
}

const directives =
  "connect-src font-src form-action frame-src img-src manifest-src media-src script-src style-src worker-src".split(
    " ",
  );

/** A host, with a scheme, a port and a path or without; what would permit more than one service needs is none. */
const source =
  /^(?:[a-z][a-z\d+.-]*:\/\/)?(?:\*\.)?[a-z\d_-]+(?:\.[a-z\d_-]+)*(?::(?:\d+|\*))?(?:\/[^\s;,?#'"]*)?$|^(?:'self'|data:|blob:)$/i;

function checkOrigins({ origins = {} }: Service, place: string): void {
  for (const [directive, sources] of Object.entries(origins)) {
    const where = `${place}.origins["${directive}"]`;
    oneOf(directive, directives, `${place}.origins`);
    const isRight =
      Array.isArray(sources) && sources.every((given) => typeof given === "string" && source.test(given));
    if (!isRight)
      fail(
        "origin-invalid",
        `${where} ${JSON.stringify(sources)}`,
        "must list origins, each like https://example.com, 'self', data: or blob:",
      );
  }
}

/** A name goes into the record unescaped, and into plain objects: letters first, and none that objects have. */
function checkSpelling(name: string, place: string): void {
  if (!/^[A-Za-z][\w-]*$/.test(name) || name in {}) {
    fail(
      "name-invalid",
      place,
      "begin with a letter, then letters, digits, _ and -, and no name of Object.prototype",
    );
  }
}

function oneOf(value: unknown, allowed: readonly unknown[], place: string): void {
  if (!allowed.includes(value))
    fail("field-value", `${place} ${JSON.stringify(value)}`, `must be one of ${JSON.stringify(allowed)}`);
}

function fail(code: ErrorCode, place: string, cure: string): never {
  throw new AssentError(code, `${place} ${cure}`);
}
