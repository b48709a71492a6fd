import type { Consent } from "../consent.js";
import { mayStore } from "../lookup.js";
import type { StorageKind } from "../policy.js";

/** One thing that a service stored. */
export interface Removed {
  readonly service: string;
  readonly name: string;
  readonly kind: StorageKind;
}

/**
 * What couldn't be deleted, and why: scripts never see an `httpOnly` cookie, nor a `thirdParty` one, which belongs to
 * another site: both are listed as declared, whether they are there or not. `otherPath`: out of this page's reach;
 * `recreated`: something that still runs wrote it again; `inUse`: a database is open, and goes when it is closed;
 * `blocked`: the browser refused.
 */
export interface Kept extends Removed {
  readonly reason: "httpOnly" | "thirdParty" | "otherPath" | "recreated" | "inUse" | "blocked";
}

/** What a withdrawal came to. */
export interface Cleared {
  /** What ran on this page and was stopped. */
  readonly stopped: readonly string[];
  readonly deleted: readonly Removed[];
  readonly remaining: readonly Kept[];
  /** Something runs that nothing but a reload ends. */
  readonly reloadRequired: boolean;
}

/** Which page. */
export interface ClearOptions {
  /** @default the global one */
  readonly document?: Document;
}

/**
 * Deletes what was stored by services that are not granted now, as the policy declares it: cookies on every domain,
 * path and partition that the page can reach, localStorage, sessionStorage, IndexedDB and caches. Then it looks again.
 * It never throws for what it can't reach.
 *
 * @see consent model §6
 * @example
 * ```ts
 * import { clear } from "@assent/core/dom";
 *
 * consent.withdraw();
 * const { remaining, reloadRequired } = await clear(consent);
 * ```
 */
export async function clear<C extends string, S extends string, K extends string>(
  typed: Consent<C, S, K>,
  { document = globalThis.document }: ClearOptions = {},
): Promise<Cleared> {
  const { policy, getState, allows, activity } = typed as unknown as Consent;
  const { permissions } = getState();
  const found: [Store[1], Removed, Reason][] = [];
  const deleted: Removed[] = [];
  const remaining: Kept[] = [];
  const denied = Object.entries(policy.services).flatMap(([service, { cookies, party }]) =>
    permissions[service] ? [] : cookies.map((cookie) => ({ ...cookie, service, party })),
  );

  for (const [kind, names, remove] of storesOf(document)) {
    for (const name of new Set(await attempt(names))) {
      const owner = denied.find((cookie) => cookie.kind === kind && matches(cookie.name, name));
      if (!owner || name === policy.recordName || mayStore(policy, permissions, name)) continue;
      const reason = await attempt(() => remove(name, owner.path));
      found.push([names, { service: owner.service, name, kind }, reason]);
    }
  }
  for (const { service, name, kind, httpOnly, domain, party, path } of denied) {
    if (kind !== "cookie") continue;
    const isOurs = !domain || `.${document.location.hostname}`.endsWith(domain.replace(/^\.?/, "."));
    const reason = isOurs ? httpOnly && "httpOnly" : party === "third" && "thirdParty";
    if (reason) remaining.push({ service, name, kind, reason });
    // A cookie of another path may be there and not show.
    else if (path !== "/") await attempt(() => expire(document, name, path));
  }
  // A tick, so that whatever still runs shows itself.
  await new Promise((resolve) => setTimeout(resolve));
  const isThere = async ([names, { name }]: (typeof found)[number]) => (await attempt(names))?.includes(name);
  // WebKit may show for some milliseconds more what is gone.
  for (const each of found)
    if (await isThere(each)) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      break;
    }
  for (const each of found) {
    const [, removed, given] = each;
    const isLeft = await isThere(each);
    // A cookie is seen at once where it is out of reach, or where the browser is late.
    const reason =
      removed.kind === "cookie" ? isLeft && (given || "recreated") : given || (isLeft && "recreated");
    if (reason) remaining.push({ ...removed, reason });
    else deleted.push(removed);
  }
  const past = [...activity()].filter(([name]) => !allows(name));
  return {
    stopped: past.filter(([, how]) => how === "stopped").map(([name]) => name),
    deleted,
    remaining,
    reloadRequired: past.some(([, how]) => how === "lingering"),
  };
}

/** Why something stays, where that shows at once. */
type Reason = Kept["reason"] | false | void;

/** One kind of storage: the names in it, and what removes one. */
type Store = readonly [
  kind: StorageKind,
  names: () => readonly string[] | Promise<readonly string[]>,
  remove: (name: string, path: string) => Reason | Promise<Reason>,
];

function storesOf(document: Document): Store[] {
  const window = document.defaultView as Window & typeof globalThis;
  const jar = () => document.cookie.split("; ").map((pair) => pair.split("=")[0] as string);
  return [
    [
      "cookie",
      jar,
      (name, path) => {
        expire(document, name, path);
        return jar().includes(name) && "otherPath";
      },
    ],
    ["local", () => Object.keys(window.localStorage), (name) => window.localStorage.removeItem(name)],
    ["session", () => Object.keys(window.sessionStorage), (name) => window.sessionStorage.removeItem(name)],
    [
      "indexeddb",
      async () => (await window.indexedDB.databases()).map(({ name }) => name as string),
      (name) =>
        new Promise((resolve) => {
          const request = window.indexedDB.deleteDatabase(name);
          request.onsuccess = () => resolve();
          request.onblocked = () => resolve("inUse");
          request.onerror = () => resolve("blocked");
        }),
    ],
    ["cache", () => window.caches.keys(), async (name) => void (await window.caches.delete(name))],
  ];
}

/** Nothing, where the browser has no such storage or blocks it. */
async function attempt<Value>(run: () => Value): Promise<Awaited<Value> | undefined> {
  try {
    return await run();
  } catch {
    return undefined;
  }
}

/** Deletes a name wherever a page can: on every domain above it, every path to it and the declared one, partitioned or not. */
function expire(document: Document, name: string, declared: string): void {
  const { hostname, pathname } = document.location;
  const labels = hostname.split(".");
  const steps = pathname.split("/");
  const domains = labels.map((_, index) => `; Domain=${labels.slice(index).join(".")}`);
  const paths = steps.map((_, index) => steps.slice(0, index + 1).join("/"));
  for (const path of [declared, ...paths]) {
    for (const slash of ["", "/"]) {
      for (const domain of ["", ...domains]) {
        for (const partition of ["", "; Secure; SameSite=None", "; Secure; SameSite=None; Partitioned"]) {
          document.cookie = `${name}=; Max-Age=0; Path=${path}${slash}${domain}${partition}`;
        }
      }
    }
  }
}

function matches(pattern: string, name: string): boolean {
  const [head, tail] = pattern.split("*") as [string, string?];
  if (tail === undefined) return name === head;
  return name.length >= pattern.length - 1 && name.startsWith(head) && name.endsWith(tail);
}
