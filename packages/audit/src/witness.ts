import type { BrowserContext } from "playwright-core";
import type { Place } from "./observation.js";

/** What a script was seen to write, and where in which scripts. */
export interface Seen {
  readonly kind: "cookie" | "local" | "session" | "indexeddb" | "cache";
  /** For a cookie: name and attributes, as the script wrote them, without the value. */
  readonly text: string;
  /** The document's origin; `null` where it has none. */
  readonly origin: string;
  readonly from: readonly Place[];
  readonly at: number;
}

/** Watches every document of a context, frames without an address of their own too; values never leave the page. */
export async function watchScripts(context: BrowserContext, seen: (what: Seen) => void): Promise<void> {
  const name = `a${Math.random().toString(36).slice(2)}`;
  await context.exposeBinding(
    name,
    (_, kind: Seen["kind"], text: string, stack: string, origin: string, at: number) =>
      seen({ kind, text, origin, from: placesIn(stack), at }),
  );
  await context.addInitScript(witness, name);
}

/** The places of a stack as V8 writes it, innermost first, without the witness's own. */
export function placesIn(stack: string): Place[] {
  const place = /^\s*at (?:.*\()?((?:https?|file|blob|data|webpack):.*?):(\d+):(\d+)\)?$/gm;
  return [...stack.matchAll(place)].map(([, url = "", line, column]) => ({
    url,
    line: Number(line),
    column: Number(column),
  }));
}

/** Runs in the page, before any of its scripts. It has to be whole by itself. */
function witness(name: string): void {
  const report = (globalThis as unknown as { [name: string]: (...told: unknown[]) => void })[name];
  if (!report) return;
  const told: typeof report = (kind, text) => {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 50;
    const { stack } = new Error();
    Error.stackTraceLimit = stackTraceLimit;
    report(kind, text, stack, globalThis.origin, Date.now());
  };
  /** Replaces a method or a setter by one that tells first; a page sees the same results and errors. */
  const wrap = (
    owner: object | undefined,
    key: string,
    part: "value" | "set",
    tell: (self: unknown, given: unknown[]) => void,
  ): void => {
    const own = owner && Object.getOwnPropertyDescriptor(owner, key);
    const original = own?.[part] as ((...given: unknown[]) => unknown) | undefined;
    if (!owner || !own || !original) return;
    const wrapped = {
      [key](this: unknown, ...given: unknown[]): unknown {
        try {
          tell(this, given);
        } catch {
          // What can't be told is what the browser's log is for.
        }
        return Reflect.apply(original, this, given);
      },
    }[key];
    Object.defineProperty(owner, key, { ...own, [part]: wrapped });
  };
  const area = (storage: unknown): string => (storage === globalThis.sessionStorage ? "session" : "local");
  // Without an equals sign it is all value: a cookie without a name.
  const bare = (cookie: string): string => cookie.replace(/^(?:([^=;]*)=)?[^;]*/, "$1=");

  wrap(Document.prototype, "cookie", "set", (_, [text]) => told("cookie", bare(String(text))));
  wrap(globalThis.CookieStore?.prototype, "set", "value", (_, [first]) => {
    const given = typeof first === "object" ? (first as CookieInit) : { name: String(first) };
    const { expires, domain, path = "/", sameSite = "strict", partitioned } = given as CookieInit;
    const parts = [
      `${given.name}=`,
      expires && `expires=${new Date(expires).toUTCString()}`,
      domain && `domain=${domain}`,
      `path=${path}`,
      `samesite=${sameSite}`,
      "secure",
      partitioned && "partitioned",
    ];
    told("cookie", parts.filter(Boolean).join("; "));
  });
  wrap(globalThis.Storage?.prototype, "setItem", "value", (self, [key]) => told(area(self), String(key)));
  wrap(globalThis.IDBFactory?.prototype, "open", "value", (_, [key]) => told("indexeddb", String(key)));
  wrap(globalThis.CacheStorage?.prototype, "open", "value", (_, [key]) => told("cache", String(key)));
}
