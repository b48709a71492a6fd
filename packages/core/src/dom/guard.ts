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
  const { Document, CookieStore } = document.defaultView as unknown as Doors;
  const { prototype } = Document;
  const native = cookieOf(prototype);
  const store = CookieStore?.prototype;
  const write = store?.set;
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

  function set(this: Document, given: string): void {
    const text = `${given}`;
    const [, name = ""] = /^([^;=]*)=/.exec(text) ?? [];
    if (passes(name.trim(), "document.cookie", isExpired(text))) native.set.call(this, text);
  }

  async function setInStore(this: Store, ...given: Parameters<Store["set"]>): Promise<void> {
    const { name, expires }: StoredCookie = typeof given[0] === "object" ? given[0] : { name: given[0] };
    const isDeletion = typeof expires === "number" && expires <= Date.now();
    if (passes(`${name}`, "cookieStore", isDeletion)) await write?.apply(this, given);
  }

  Object.defineProperty(prototype, "cookie", { ...native, set });
  if (store) store.set = setInStore;
  return () => {
    isOn = false;
    // Who replaced ours since keeps its place.
    if (cookieOf(prototype).set === set) Object.defineProperty(prototype, "cookie", native);
    if (store?.set === setInStore) store.set = write as Store["set"];
  };
}

/** What scripts write cookies through. */
interface Doors {
  readonly Document: { readonly prototype: Document };
  readonly CookieStore?: { readonly prototype: Store };
}
interface Store {
  set(given: string | StoredCookie, value?: string): Promise<void>;
}
interface StoredCookie {
  readonly name: string;
  readonly expires?: number | null;
}

function cookieOf(prototype: Document): PropertyDescriptor & { set(text: string): void } {
  return Object.getOwnPropertyDescriptor(prototype, "cookie") as ReturnType<typeof cookieOf>;
}

/** Browsers take the last attribute of a name, and `Max-Age` before `Expires`. */
function isExpired(text: string): boolean {
  const last = (name: string) => new RegExp(`.*;\\s*${name}\\s*=([^;]+)`, "is").exec(text)?.[1];
  const age = last("max-age");
  return age ? +age <= 0 : Date.parse(last("expires") ?? "") <= Date.now();
}
