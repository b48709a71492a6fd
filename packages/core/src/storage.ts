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
export function cookieStorage(
  name: string,
  { domain, document = globalThis.document }: CookieStorageOptions = {},
): ConsentStorage {
  const read = () => {
    try {
      return cookieValues(document.cookie, name);
    } catch {
      return []; // No document here, or one that may not have cookies.
    }
  };
  return {
    read,
    write(text) {
      if (!document) return false;
      const { hostname, protocol } = document.location;
      const secure = protocol === "https:" ? "; Secure" : "";
      const attributes = `; Path=/; Max-Age=${text ? 400 * day : 0}; SameSite=Lax${secure}`;
      for (const host of [...domains(domain, hostname), ""]) {
        try {
          document.cookie = `${name}=${text ?? ""}${attributes}${host && `; Domain=${host}`}`;
        } catch {
          return false;
        }
        if (text && read().includes(text)) return true;
      }
      return !text && !read()[0];
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
function domains(domain: string | undefined, host: string): string[] {
  if (domain !== "widest") return domain ? [domain] : [];
  const labels = host.split(".");
  return labels.map((_, index) => labels.slice(-index - 1).join("."));
}
