import type { Consent } from "../consent.js";
import { mayStore } from "../lookup.js";

/** A write that the policy doesn't allow now. Never its value: that may be personal. */
export interface CookieWrite {
  readonly name: string;
  readonly by: "document.cookie" | "cookieStore";
  readonly blocked: boolean;
  /** Who wrote: the call stack. */
  readonly stack: string;
}

/** Which page, and who is told. */
export interface GuardOptions {
  /** @default the global one */
  readonly document?: Document;
  /** Gets every write that isn't allowed. */
  readonly onWrite?: (write: CookieWrite) => void;
}

/**
 * Refuses, or only reports, what scripts write through `document.cookie` and `cookieStore` and the policy doesn't
 * allow now. Deleting is always allowed. A page's own frames have doors of their own; so have servers.
 *
 * @returns what ends it.
 * @example
 * ```ts
 * import { guardCookies } from "@assent/core/dom";
 *
 * const stop = guardCookies(consent, "block", { onWrite: ({ name, stack }) => console.warn(name, stack) });
 * ```
 */
export function guardCookies<C extends string, S extends string, K extends string>(
  typed: Consent<C, S, K>,
  mode: "block" | "report",
  { document = globalThis.document, onWrite = () => {} }: GuardOptions = {},
): () => void {
  const consent = typed as unknown as Consent;
  const window = document.defaultView as Window & typeof globalThis;

  function passes(name: string, by: CookieWrite["by"], isDeletion: boolean): boolean {
    const { policy, getState } = consent;
    if (isDeletion || name === policy.recordName || mayStore(policy, getState().permissions, name))
      return true;
    const blocked = mode === "block";
    onWrite({ name, by, blocked, stack: new Error(name).stack ?? "" });
    return !blocked;
  }

  const undoDocument = replace(window.Document.prototype, "cookie", (native) => ({
    ...native,
    set(text: unknown) {
      const [, name = ""] = /^([^;=]*)=/.exec(`${text}`) ?? [];
      if (passes(name.trim(), "document.cookie", isExpired(`${text}`))) native.set?.call(this, text);
    },
  }));
  const store = (window as { CookieStore?: { prototype: object } }).CookieStore;
  const undoStore = replace(store?.prototype, "set", (native) => ({
    ...native,
    value(given: string | { name: string; expires?: number }, ...rest: unknown[]) {
      const { name, expires } = typeof given === "object" ? given : { name: given };
      const isDeletion = typeof expires === "number" && expires <= Date.now();
      return passes(`${name}`, "cookieStore", isDeletion)
        ? native.value.call(this, given, ...rest)
        : Promise.resolve();
    },
  }));
  return () => {
    undoDocument();
    undoStore();
  };
}

/** Replaces a property by what is made of it; returns what restores it, unless someone replaced it since. */
function replace(
  owner: object | undefined,
  key: string,
  make: (native: PropertyDescriptor) => PropertyDescriptor & ThisType<unknown>,
): () => void {
  const native = owner && Object.getOwnPropertyDescriptor(owner, key);
  if (!native) return () => {};
  const own = make(native);
  Object.defineProperty(owner, key, own);
  return () => {
    const present = Object.getOwnPropertyDescriptor(owner, key);
    if (present?.set === own.set && present?.value === own.value) Object.defineProperty(owner, key, native);
  };
}

function isExpired(text: string): boolean {
  const [, seconds] = /;\s*max-age\s*=\s*(-?\d+)/i.exec(text) ?? [];
  const [, date] = /;\s*expires\s*=\s*([^;]+)/i.exec(text) ?? [];
  return seconds ? +seconds <= 0 : !!date && Date.parse(date) <= Date.now();
}
