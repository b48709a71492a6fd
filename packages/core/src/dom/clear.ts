import type { Consent } from "../consent.js";
import { cookieValues } from "../cookie.js";
import { mayStore } from "../lookup.js";
import type { Cookie, StorageKind } from "../policy.js";

/** One thing that a service stored. */
export interface Removed {
  readonly service: string;
  readonly name: string;
  readonly kind: StorageKind;
}

/**
 * What couldn't be deleted, and why: scripts never see an `httpOnly` cookie, whether it is there or not (a server
 * must expire it); a `thirdParty` cookie belongs to another site; `otherPath`: out of this page's reach; `recreated`:
 * something that still runs wrote it again; `inUse`: a database is open elsewhere; `blocked`: the browser refused.
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
  const consent = typed as unknown as Consent;
  const { policy } = consent;
  const window = document.defaultView as Window & typeof globalThis;
  const { permissions } = consent.getState();
  const deleted: Removed[] = [];
  const remaining: Kept[] = [];
  const keep = (removed: Removed, reason: Kept["reason"]) => remaining.push({ ...removed, reason });

  /** What is stored under the declarations of services that aren't granted. */
  function due(kind: StorageKind, present: readonly string[]): [Cookie, Removed][] {
    return Object.entries(policy.services).flatMap(([service, { cookies }]) =>
      permissions[service]
        ? []
        : cookies.flatMap((cookie) =>
            cookie.kind !== kind
              ? []
              : present
                  .filter((name) => matches(cookie.name, name) && !mayStore(policy, permissions, name))
                  .map((name): [Cookie, Removed] => [cookie, { service, name, kind }]),
          ),
    );
  }

  async function each(
    kind: StorageKind,
    names: () => readonly string[] | Promise<readonly string[]>,
    remove: (name: string) => unknown,
  ): Promise<void> {
    try {
      for (const [, found] of due(kind, await names())) {
        const reason = await remove(found.name);
        if (reason) keep(found, reason as Kept["reason"]);
        else deleted.push(found);
      }
    } catch {
      // No such storage here, or the browser blocks it: then nothing is in it.
    }
  }

  const jar = () => document.cookie.split("; ").map((pair) => pair.split("=")[0] as string);
  const values = (name: string) => cookieValues(document.cookie, name).join();
  const visible = due("cookie", [...new Set(jar())]);
  const stuck = new Set<Removed>();
  for (const [{ path }, found] of visible) {
    expire(document, found.name, paths(document, path));
    if (values(found.name)) stuck.add(found);
  }
  for (const [service, { cookies, party }] of Object.entries(policy.services)) {
    if (permissions[service]) continue;
    for (const { name, kind, httpOnly, domain, path } of cookies) {
      if (kind !== "cookie") continue;
      const isOurs = !domain || `.${document.location.hostname}`.endsWith(`.${domain.replace(/^\./, "")}`);
      if (httpOnly && isOurs) keep({ service, name, kind }, "httpOnly");
      else if (!isOurs && party === "third") keep({ service, name, kind }, "thirdParty");
      else if (path !== "/" && !name.includes("*")) expire(document, name, paths(document, path));
    }
  }
  const storage = (kind: "localStorage" | "sessionStorage") =>
    [() => Object.keys(window[kind]), (name: string) => window[kind].removeItem(name)] as const;
  await each("local", ...storage("localStorage"));
  await each("session", ...storage("sessionStorage"));
  await each(
    "indexeddb",
    async () => (await window.indexedDB.databases()).map(({ name = "" }) => name),
    (name) => dropDatabase(window.indexedDB, name),
  );
  await each(
    "cache",
    () => window.caches.keys(),
    async (name) => ((await window.caches.delete(name)) ? "" : "blocked"),
  );
  // A tick, so that whatever still runs shows itself.
  await new Promise((resolve) => setTimeout(resolve));
  for (const [, found] of visible) {
    if (!values(found.name)) deleted.push(found);
    else keep(found, stuck.has(found) ? "otherPath" : "recreated");
  }
  const past = [...consent.activity()].filter(([name]) => !consent.allows(name));
  return {
    stopped: past.filter(([, how]) => how === "stopped").map(([name]) => name),
    deleted,
    remaining,
    reloadRequired: past.some(([, how]) => how === "lingering"),
  };
}

/** Deletes a name wherever a page can: every domain above it, every path, partitioned or not. */
function expire(document: Document, name: string, paths: readonly string[]): void {
  const labels = document.location.hostname.split(".");
  const domains = ["", ...labels.slice(0, -1).map((_, index) => `; Domain=${labels.slice(index).join(".")}`)];
  for (const domain of domains) {
    for (const path of paths) {
      for (const partition of ["", "; Secure; SameSite=None; Partitioned"]) {
        document.cookie = `${name}=; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=${path}${domain}${partition}`;
      }
    }
  }
}

/** The declared path, and each that the page's own address lies in, with and without a slash at its end. */
function paths({ location }: Document, declared: string): string[] {
  const steps = location.pathname.split("/");
  const prefixes = steps.map((_, index) => steps.slice(0, index + 1).join("/"));
  return [
    ...new Set([declared, ...prefixes].flatMap((path) => [path || "/", `${path.replace(/\/$/, "")}/`])),
  ];
}

function matches(pattern: string, name: string): boolean {
  const [head, tail] = pattern.split("*") as [string, string?];
  return tail === undefined
    ? name === head
    : name.length >= pattern.length - 1 && name.startsWith(head) && name.endsWith(tail);
}

function dropDatabase(databases: IDBFactory, name: string): Promise<Kept["reason"] | ""> {
  return new Promise((resolve) => {
    const request = databases.deleteDatabase(name);
    request.onsuccess = () => resolve("");
    request.onerror = () => resolve("blocked");
    request.onblocked = () => resolve("inUse");
  });
}
