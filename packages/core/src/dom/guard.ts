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
  const { policy, getState } = typed as unknown as Consent;
  const window = document.defaultView as Window & typeof globalThis;
  const store = (window as { CookieStore?: { prototype: object } }).CookieStore;
  let isOn = true;

  function passes(name: string, by: CookieWrite["by"], isDeletion: boolean): boolean {
    if (!isOn || isDeletion || name === policy.recordName) return true;
    if (mayStore(policy, getState().permissions, name)) return true;
    const blocked = mode === "block";
    try {
      onWrite({ name, by, blocked, stack: `${new Error().stack}` });
    } catch (error) {
      reportError(error);
    }
    return !blocked;
  }

  const undoDocument = wrap(window.Document.prototype, "cookie", "set", (native) => {
    return function (this: unknown, given: unknown) {
      const text = `${given}`;
      const [, name = ""] = /^([^;=]*)=/.exec(text) ?? [];
      if (passes(name.trim(), "document.cookie", isExpired(text))) native.call(this, text);
    };
  });
  const undoStore = wrap(store?.prototype, "set", "value", (native) => {
    return async function (
      this: unknown,
      given: string | { name: string; expires?: number },
      ...rest: unknown[]
    ) {
      const { name, expires } = typeof given === "object" ? given : { name: given, expires: null };
      const isDeletion = typeof expires === "number" && expires <= Date.now();
      if (passes(`${name}`, "cookieStore", isDeletion)) await native.call(this, given, ...rest);
    };
  });
  return () => {
    isOn = false;
    undoDocument();
    undoStore();
  };
}

// biome-ignore lint/complexity/noBannedTypes: whatever the browser has there
type Native = Function;

/** Puts what is made of a native function in its place; returns what restores it, unless someone replaced it since. */
function wrap(
  owner: object | undefined,
  key: string,
  part: "set" | "value",
  make: (native: Native) => Native,
): () => void {
  const native = owner && Object.getOwnPropertyDescriptor(owner, key);
  if (!native) return () => {};
  const own = make(native[part] as Native);
  Object.defineProperty(owner, key, { ...native, [part]: own });
  return () => {
    if (Object.getOwnPropertyDescriptor(owner, key)?.[part] === own)
      Object.defineProperty(owner, key, native);
  };
}

/** Browsers take the last attribute of a name, and `Max-Age` before `Expires`. */
function isExpired(text: string): boolean {
  const last = (name: string) => new RegExp(`.*;\\s*${name}\\s*=([^;]+)`, "is").exec(text)?.[1];
  const age = last("max-age");
  return age ? +age <= 0 : Date.parse(last("expires") ?? "") <= Date.now();
}
