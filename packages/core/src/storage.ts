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
  /** Shares the record with subdomains: the domain, or {@link widest} to find it. @default this host alone */
  readonly domain?: string | ((hostname: string) => readonly string[]);
  /** The document to use. @default the global one */
  readonly document?: Document;
}

/**
 * Keeps the record in a cookie, for 400 days: the longest that browsers allow.
 *
 * @see consent model §5
 * @example
 * ```ts
 * import { cookieStorage, createConsent, widest } from "@assent/core";
 *
 * const consent = createConsent(policy, { storage: cookieStorage(policy.recordName, { domain: widest }) });
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
  let last: string | null;
  return {
    read,
    write(text) {
      try {
        const { hostname, protocol } = document.location;
        for (const host of [typeof domain === "function" ? domain(hostname) : (domain ?? []), ""].flat()) {
          document.cookie = `${name}=${text ?? ""}; Path=/; Max-Age=${text ? 400 * day : 0}; SameSite=Lax${protocol === "https:" ? "; Secure" : ""}${host && `; Domain=${host}`}`;
          if (text && host && read().includes(text)) return true;
        }
      } catch {
        return false;
      }
      // To read what was just written waits for the browser, so it waits until the click is done with.
      last = text;
      const isKept = () => last !== text || read().includes(text as string);
      // Firefox may show for a moment what was overwritten.
      return (
        !text ||
        new Promise((resolve) =>
          setTimeout(() => (isKept() ? resolve(true) : setTimeout(() => resolve(isKept()), 500))),
        )
      );
    },
  };
}

/**
 * The domains that a host's record could be shared on, the widest first. Only the browser knows which of them are
 * public suffixes, as `co.uk` is: it refuses those.
 *
 * @example
 * ```ts
 * import { widest } from "@assent/core";
 *
 * widest("www.example.co.uk"); // ["uk", "co.uk", "example.co.uk", "www.example.co.uk"]
 * ```
 */
export function widest(hostname: string): readonly string[] {
  const labels = hostname.split(".");
  return labels.map((_, index) => labels.slice(-index - 1).join("."));
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
