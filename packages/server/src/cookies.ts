import {
  type ConsentRecord,
  type Cookie,
  day,
  encodeRecord,
  type Permissions,
  type Policy,
} from "@assent/core";
import { declared, maySet } from "./declared.js";
import type { Requested } from "./region.js";

/** What a cookie's attributes follow from. */
export interface Jar {
  readonly isSecure: boolean;
  /** Shares the record with subdomains. */
  readonly domain: string | undefined;
}

/** A proxy may have ended https before the request came here. Who lies about that loses their own cookies. */
export function jarOf({ headers, url }: Requested, domain: string | undefined): Jar {
  const said = [url, headers.get("origin"), headers.get("x-forwarded-proto")];
  return { isSecure: said.some((text) => /^https\b/i.test(text ?? "")), domain };
}

/** The longest that browsers keep a cookie. */
const longest = 400 * day;

/**
 * The record as a `Set-Cookie` header. It ends when it would have ended where its last write left it, so that setting it
 * again makes no answer live longer. Nothing, once that is over.
 */
export function recordCookie(
  { recordName }: Policy,
  record: ConsentRecord,
  now: number,
  { isSecure, domain }: Jar,
): string | undefined {
  const life = Math.min(longest, longest - Math.ceil((now - record.updatedAt) / 1000));
  if (life <= 0) return undefined;
  const attributes = [
    "Path=/",
    `Max-Age=${life}`,
    "SameSite=Lax",
    isSecure && "Secure",
    domain && `Domain=${domain}`,
  ];
  return [`${recordName}=${encodeRecord(record)}`, ...attributes.filter(Boolean)].join("; ");
}

/**
 * Takes back the cookies that may be kept no longer, those that no script can reach among them. A browser sends what it
 * has of ours, except for cookies of other paths: those are taken back by their declared names.
 */
export function expired(policy: Policy, permissions: Permissions, header: string, jar: Jar): string[] {
  const sent = header.split(/; */).map((pair) => pair.split("=")[0] as string);
  const unsent = Object.values(policy.services).flatMap(({ cookies, party }) =>
    cookies
      .filter(({ kind, path }) => kind === "cookie" && path !== "/")
      .filter(({ domain, name }) => !name.includes("*") && !(domain && party === "third"))
      .map(({ name }) => name),
  );
  const lines = [...new Set([...sent.filter(isToken), ...unsent])]
    .filter((name) => name !== policy.recordName && !maySet(policy, permissions, name))
    .flatMap((name) => declared(policy, name).flatMap(({ cookie }) => deletions(name, cookie, jar)));
  return [...new Set(lines)].slice(0, most);
}

/** So that no request makes a response's head longer than clients read: 16 KiB in Node. */
const most = 60;

/** A browser deletes a cookie of exactly this host or domain, path and partition. */
function deletions(name: string, { domain, path }: Cookie, { isSecure, domain: shared }: Jar): string[] {
  const places = new Set(["", domain ?? shared ?? ""]);
  const partitions = isSecure ? ["; Secure", "; Secure; SameSite=None; Partitioned"] : [""];
  return [...places].flatMap((place) =>
    partitions.map(
      (partition) =>
        `${name}=; Path=${path}${place && `; Domain=${place}`}; Max-Age=0; Expires=${past}${partition}`,
    ),
  );
}

const past = "Thu, 01 Jan 1970 00:00:00 GMT";

function isToken(name: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(name);
}
