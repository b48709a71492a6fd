import { cookieValues } from "./cookie.js";
import { day } from "./day.js";

/** What a storage holds: one text, several where a browser keeps several under one name, or nothing. */
export type StoredText = string | readonly string[] | null | undefined;

/** Where a record is kept. Both functions may be asynchronous, may throw and may reject: nothing is lost for it. */
export interface ConsentStorage {
  read(): StoredText | Promise<StoredText>;
  /** Keeps a text, or deletes what was kept on `null`. `false` says that it couldn't. */
  write(text: string | null): boolean | void | Promise<boolean | void>;
}

/** What a cookie's attributes depend on. */
export interface CookieStorageOptions {
  /**
   * `"widest"` shares the record with all subdomains, on the widest domain that the browser accepts; a name states
   * the domain itself. @default this host alone
   */
  readonly domain?: "widest" | (string & {});
  /** The document to use. @default the global one, when it is needed */
  readonly document?: Document;
}

/**
 * Keeps the record in a cookie, for 400 days: the longest that browsers allow.
 *
 * @see consent model §5
 * @example
 * ```ts
 * import { cookieStorage, createConsent } from "@assent/core";
 *
 * const consent = createConsent(policy, { storage: cookieStorage("cookies_preferences", { domain: "widest" }) });
 * ```
 */
export function cookieStorage(name: string, options: CookieStorageOptions = {}): ConsentStorage {
  const page = () => options.document ?? (globalThis.document as Document | undefined);
  const read = () => cookieValues(page()?.cookie ?? "", name);

  function put(text: string | null, domain: string): boolean {
    const { protocol } = (page() as Document).location;
    const attributes = `; Path=/; Max-Age=${text === null ? 0 : 400 * day}; SameSite=Lax${protocol === "https:" ? "; Secure" : ""}`;
    (page() as Document).cookie = `${name}=${text ?? ""}${attributes}${domain && `; Domain=${domain}`}`;
    return text !== null && read().includes(text);
  }

  return {
    read,
    write(text) {
      if (!page()) return false;
      const domains = [...candidates(options.domain, (page() as Document).location.hostname), ""];
      if (text !== null) return domains.some((domain) => put(text, domain));
      for (const domain of domains) put(null, domain);
      return !read().length;
    },
  };
}

/**
 * Keeps the record in memory: for tests, and for pages that may store nothing.
 *
 * @example
 * ```ts
 * import { createConsent, memoryStorage } from "@assent/core";
 *
 * const consent = createConsent(policy, { storage: memoryStorage() });
 * ```
 */
export function memoryStorage(text: string | null = null): ConsentStorage {
  let kept = text;
  return {
    read: () => kept,
    write(next) {
      kept = next;
    },
  };
}

/** Domains to try, the widest first: only the browser knows which suffixes are public. */
function candidates(domain: string | undefined, host: string): string[] {
  if (domain !== "widest") return domain ? [domain] : [];
  const labels = host.split(".");
  return labels.map((_, index) => labels.slice(-index - 1).join("."));
}
