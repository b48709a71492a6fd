import { onTestFinished } from "vitest";
import { server } from "vitest/browser";
import type { Consent } from "../src/consent.js";
import type * as assent from "../src/global.js";

/** A page of its own in a frame, or in a tab: what its server sent, and core as its own scripts loaded it. */
export interface Page {
  readonly window: PageWindow;
  readonly document: Document;
  /** Its address, with a slash at its end: what lies below it is served as its ending says. */
  readonly url: string;
  /** The resources that the browser asked the server for so far. */
  asked(): Promise<string[]>;
  /** Lets the next part of the page, or a resource with `?held`, go. */
  release(name?: string): Promise<void>;
}

/** What the pages' scripts define. */
export type PageWindow = Window &
  typeof globalThis & {
    assent: typeof assent;
    consent: Consent;
    /** What ran, in order. */
    ran: string[];
    violations: string[];
  };

export interface PageOptions {
  /** What stands in the head before core's script: init scripts, policies. */
  readonly head?: string;
  readonly headers?: Record<string, string | string[]>;
  /** What the server sends later, each when released. */
  readonly later?: readonly string[];
  /** Permissions of a frame that has few. */
  readonly sandbox?: string;
  /** The path of the page below its address: `at/a/b`. */
  readonly path?: string;
  /** Carries the nonce of a strict policy. */
  readonly nonce?: string;
  /** Don't wait for the page to load. */
  readonly isLoading?: boolean;
}

/** What most pages do first: a consent for {@link policy}, and gates. */
export const start = `
  window.ran = [];
  window.consent = assent.createConsent(policy, { region: "FR" });
  consent.start();
  assent.openGates(consent);
`;

/** As a page states it: services that have what the tests need. */
export const policySource = `
  window.policy = assent.definePolicy({
    categories: { necessary: "exempt", statistics: "ask", media: "ask", advertising: { rule: "ask", sale: true } },
    services: {
      session: { category: "necessary", provider: "Us", party: "first", cookies: {
        sessionid: { purpose: "Log in", maxAge: "session" },
        kept: { purpose: "Basket", maxAge: "persistent", kind: "local" },
      } },
      counter: { category: "statistics", provider: "Them", party: "third", cookies: {
        "_ex_*": { purpose: "Count", maxAge: 86400 },
        _deep: { purpose: "Count", maxAge: 86400, path: "/pages/elsewhere" },
        _hidden: { purpose: "Count", maxAge: 86400, httpOnly: true },
        _theirs: { purpose: "Count", maxAge: 86400, domain: "counter.example" },
        "count.*": { purpose: "Count", maxAge: "persistent", kind: "local" },
        "visit.*": { purpose: "Count", maxAge: "session", kind: "session" },
        "count-db": { purpose: "Count", maxAge: "persistent", kind: "indexeddb" },
        "count-cache": { purpose: "Count", maxAge: "persistent", kind: "cache" },
      } },
      player: { category: "media", provider: "Them", party: "third", cookies: {
        _player: { purpose: "Volume", maxAge: 86400 },
      } },
      pixel: { category: "advertising", provider: "Them", party: "third", cookies: {} },
    },
  });
`;

let pages = 0;

/** Opens a page with core in its head; it is gone when the test is. */
export async function openPage(body: string, options: PageOptions = {}): Promise<Page> {
  const { head = "", headers = {}, later = [], sandbox, path = "", nonce, isLoading = false } = options;
  const id = `${Date.now().toString(36)}-${pages++}`;
  const address = `/pages/${id}`;
  const attributes = nonce ? ` nonce="${nonce}"` : "";
  const first = `<!doctype html><title>page</title><base href="${address}/">${head}
    <script${attributes} src="${address}/assent.js"></script>
    <script${attributes}>${policySource}</script>${body}`;
  await fetch(address, { method: "POST", body: JSON.stringify({ chunks: [first, ...later], headers }) });
  const frame = document.createElement("iframe");
  if (sandbox !== undefined) frame.setAttribute("sandbox", sandbox);
  frame.src = `${address}/${path}`.replace(/\/$/, "");
  frame.style.cssText = "width: 800px; height: 400px";
  const loaded = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
  document.body.append(frame);
  onTestFinished(async () => {
    frame.remove();
    clearCookies(document);
    // Firefox echoes a write that it overtook: what comes back with a later answer is deleted once more.
    await fetch(`${address}?asked`);
    clearCookies(document);
    localStorage.clear();
    sessionStorage.clear();
  });
  if (!isLoading) await loaded;
  return {
    get window() {
      return frame.contentWindow as PageWindow;
    },
    get document() {
      return frame.contentDocument as Document;
    },
    url: `${location.origin}${address}/`,
    asked: async () => (await fetch(`${address}?asked`)).json(),
    release: async (name = "chunk") => {
      await fetch(`${address}?release=${name}`);
    },
  };
}

/**
 * What scripts come to in tabs of their own, on hosts with several labels: `www.site` is `www.site.localhost`.
 * `undefined` where the browser knows no such hosts, or lets no test open a tab.
 */
export async function openHosts(): Promise<((host: string, script: string) => Promise<unknown>) | undefined> {
  const id = `${Date.now().toString(36)}-${pages++}`;
  const html = `<!doctype html><script src="/pages/${id}/assent.js"></script><script>${policySource}</script><script>
    const host = location.hostname.replace(".localhost", "");
    Promise.resolve(eval(decodeURIComponent(location.pathname.split("/at/")[1])))
      .then((result) => opener.postMessage({ host, result }, "*"));
  </script>`;
  await fetch(`/pages/${id}`, { method: "POST", body: JSON.stringify({ chunks: [html] }) });
  const address = (host: string) => `http://${host}.localhost:${location.port}/pages/${id}`;
  const reached = fetch(`${address("www.site")}?asked`, { mode: "no-cors" });
  const isReached = await reached.then(() => true).catch(() => false);
  if (!isReached || server.browser === "safari") return undefined;
  return (host, script) =>
    new Promise((resolve) => {
      const tab = window.open(`${address(host)}/at/${encodeURIComponent(script)}`);
      addEventListener("message", function hear({ data }) {
        if (data?.host !== host) return;
        removeEventListener("message", hear);
        tab?.close();
        resolve(data.result);
      });
    });
}

function clearCookies(document: Document): void {
  for (const pair of document.cookie.split("; ")) {
    document.cookie = `${pair.split("=")[0]}=; Path=/; Max-Age=0`;
  }
}
