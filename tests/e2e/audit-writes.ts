import type { ServerResponse } from "node:http";
import { type CookieInput, day, definePolicy, type Policy } from "@assent/core";
import type { Site } from "./audit-site.ts";

/**
 * A site that stores and asks in every way that there is, on four domains. Every name begins with its way, so that
 * what an audit misses says how it was stored.
 */
export const everyWay: { readonly [host: string]: Site } = {
  "every.example": {
    answer: (path, _request, response) => serve(pages, path, response),
  },
  "cdn.every.example": { answer: (path, _request, response) => serve(pages, path, response) },
  "other.example": { answer: (path, _request, response) => serve(others, path, response) },
  "tags.example": { answer: (path, _request, response) => serve(tags, path, response) },
  "collect.example": { answer: (path, _request, response) => serve(collected, path, response) },
};

/** By scripts of pages: whoever wrote them has to be named. */
export const byScript: readonly string[] = [
  "doc_session",
  "doc_max_age",
  "doc_expires",
  "doc_path",
  "doc_domain",
  "doc_transient",
  "store_text",
  "store_object",
  "setter_borrowed",
  "setter_of_frame",
  "frame_srcdoc",
  "frame_blank",
  "later_promise",
  "later_timeout",
  "later_event",
  "later_frame",
  "tag_first",
  "tag_second",
  "tag_third",
  "module",
  "inline_handler",
  "local_method",
  "session_method",
  "indexeddb_page",
  "cache_page",
  "third_script",
  "third_local",
  "third_session",
];

/** By responses. */
export const byResponse: readonly string[] = [
  "http_only",
  "http_page",
  "http_two",
  "redirect_first",
  "redirect_second",
  "redirect_last",
  "fetch",
  "xhr",
  "image",
  "style",
  "script",
  "beacon_now",
  "beacon_pagehide",
  "third_frame",
  "third_partitioned",
  "third_refused",
  "worker_fetch",
];

/** By what no page's script shows: the browser's own log has them. */
export const unattributed: readonly string[] = [
  "local_property",
  "session_property",
  "service_worker",
  "worker_indexeddb",
];

/** What the honest twin declares: all of it, as it is. */
export const everyPolicy: Policy = definePolicy({
  categories: { necessary: "exempt" },
  services: {
    everything: {
      category: "necessary",
      provider: "Every",
      party: "first",
      origins: {
        "script-src": ["https://tags.example"],
        "frame-src": ["https://other.example"],
        "connect-src": ["https://collect.example"],
      },
      cookies: {
        cookies_preferences: { purpose: "To remember choices", maxAge: 400 * day },
        ...Object.fromEntries(
          [...byScript, ...byResponse, ...unattributed].map((name) => [name, declaration(name)]),
        ),
      },
    },
  },
});

function declaration(name: string): CookieInput {
  const kinds = { local: "local", session: "session", indexeddb: "indexeddb", cache: "cache" } as const;
  const way = name.replace(/^(third|worker)_/, "").split("_")[0] as keyof typeof kinds;
  const kind = kinds[way] ?? "cookie";
  return {
    purpose: "",
    kind,
    maxAge:
      kind === "local" || kind === "indexeddb" || kind === "cache"
        ? "persistent"
        : /max_age|expires|object|http_(page|two)/.test(name)
          ? 400 * day
          : "session",
    httpOnly: name === "http_only",
    ...(name.startsWith("third_") && { domain: "other.example" }),
  };
}

type Answers = {
  readonly [path: string]: readonly [type: string, body: string, cookies?: readonly string[], to?: string];
};

function serve(answers: Answers, path: string, response: ServerResponse): boolean {
  const answer = answers[path];
  if (!answer) return false;
  const [type, body, cookies = [], to] = answer;
  response.writeHead(to ? 302 : 200, {
    "content-type": type,
    "set-cookie": [...cookies],
    "access-control-allow-origin": "*",
    "service-worker-allowed": "/",
    ...(to && { location: to }),
  });
  response.end(body);
  return true;
}

const svg = "<svg xmlns='http://www.w3.org/2000/svg'/>";
const set = (name: string, more = ""): string =>
  `document.cookie = "${name}=planted-value; secure; ${more}";`;

const pages: Answers = {
  "/": [
    "text/html",
    `<!doctype html><title>Every way</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css">
<script src="/all.js"></script>
<script src="https://tags.example/first.js"></script>
<script type="module" src="/module.js"></script>
<script src="/set.js"></script>
<img src="/image.svg" alt=""><img src="/redirect" alt="">
<iframe src="https://other.example/frame"></iframe>
<button onclick='${set("inline_handler")}'>Press</button>
<script>document.querySelector("button").click()</script>`,
    [
      "http_only=planted-value; HttpOnly; Secure",
      "http_page=planted-value; Max-Age=60",
      "http_two=planted-value; Expires=Fri, 01 Jan 2027 00:00:00 GMT",
    ],
  ],
  "/all.js": [
    "text/javascript",
    `
${set("doc_session")}
${set("doc_max_age", "max-age=3600")}
${set("doc_expires", "expires=Fri, 01 Jan 2027 00:00:00 GMT")}
${set("doc_path", "path=/elsewhere")}
${set("doc_domain", "domain=.every.example")}
${set("doc_transient")}
document.cookie = "doc_transient=; max-age=0";
cookieStore.set("store_text", "planted-value");
cookieStore.set({ name: "store_object", value: "planted-value", expires: Date.now() + 1e6 });
const { set } = Object.getOwnPropertyDescriptor(Document.prototype, "cookie");
set.call(document, "setter_borrowed=planted-value");
addEventListener("DOMContentLoaded", () => {
  const frame = document.body.appendChild(document.createElement("iframe"));
  frame.contentDocument.cookie = "frame_blank=planted-value";
  const own = Object.getOwnPropertyDescriptor(frame.contentWindow.Document.prototype, "cookie");
  own.set.call(document, "setter_of_frame=planted-value");
  const inner = document.createElement("iframe");
  inner.srcdoc = "<script>document.cookie = 'frame_srcdoc=planted-value'<\\/script>";
  document.body.append(inner);
});
Promise.resolve().then(() => { ${set("later_promise")} });
setTimeout(() => { ${set("later_timeout")} }, 10);
requestAnimationFrame(() => { ${set("later_frame")} });
addEventListener("load", () => { ${set("later_event")} });
localStorage.setItem("local_method", "planted-value");
localStorage.local_property = "planted-value";
sessionStorage.setItem("session_method", "planted-value");
sessionStorage.session_property = "planted-value";
indexedDB.open("indexeddb_page");
caches.open("cache_page");
fetch("/fetch");
const request = new XMLHttpRequest();
request.open("GET", "/xhr");
request.send();
navigator.sendBeacon("/beacon-now");
addEventListener("pagehide", () => navigator.sendBeacon("/beacon-pagehide"));
new Worker("/worker.js");
navigator.serviceWorker.register("/service-worker.js");
for (const kind of ["fetch", "image", "beacon"]) {
  if (kind === "fetch") fetch("https://collect.example/fetch", { mode: "no-cors" });
  if (kind === "image") new Image().src = "https://collect.example/image.svg";
  if (kind === "beacon") navigator.sendBeacon("https://collect.example/beacon");
}
`,
  ],
  "/module.js": ["text/javascript", `import "https://cdn.every.example/part.js"; ${set("module")}`],
  "/part.js": ["text/javascript", "export {}"],
  "/set.js": ["text/javascript", "", ["script=planted-value"]],
  "/style.css": ["text/css", "body { color: black }", ["style=planted-value"]],
  "/image.svg": ["image/svg+xml", svg, ["image=planted-value"]],
  "/redirect": ["text/plain", "", ["redirect_first=planted-value"], "/redirect-two"],
  "/redirect-two": ["text/plain", "", ["redirect_second=planted-value"], "/redirect-end"],
  "/redirect-end": ["image/svg+xml", svg, ["redirect_last=planted-value"]],
  "/fetch": ["text/plain", "", ["fetch=planted-value"]],
  "/xhr": ["text/plain", "", ["xhr=planted-value"]],
  "/beacon-now": ["text/plain", "", ["beacon_now=planted-value"]],
  "/beacon-pagehide": ["text/plain", "", ["beacon_pagehide=planted-value"]],
  "/worker.js": ["text/javascript", `fetch("/worker-fetch"); indexedDB.open("worker_indexeddb")`],
  "/worker-fetch": ["text/plain", "", ["worker_fetch=planted-value"]],
  "/service-worker.js": [
    "text/javascript",
    `addEventListener("activate", (event) => event.waitUntil(cookieStore.set("service_worker", "planted-value")))`,
  ],
  "/second": [
    "text/html",
    "<!doctype html><title>Second</title><link rel='icon' href='data:,'><p>Second</p>",
  ],
};

const others: Answers = {
  "/frame": [
    "text/html",
    `<!doctype html><title>Frame</title><script>
document.cookie = "third_script=planted-value; secure; samesite=none";
localStorage.setItem("third_local", "planted-value");
sessionStorage.setItem("third_session", "planted-value");
</script>`,
    [
      "third_frame=planted-value; Secure; SameSite=None",
      "third_partitioned=planted-value; Secure; SameSite=None; Partitioned; Path=/",
      "third_refused=planted-value",
    ],
  ],
};

const inject = (next: string): string => `{
  const script = document.createElement("script");
  script.src = "${next}";
  document.head.append(script);
}`;
const tags: Answers = {
  "/first.js": ["text/javascript", `${set("tag_first")} ${inject("https://tags.example/second.js")}`],
  "/second.js": ["text/javascript", `${set("tag_second")} ${inject("https://tags.example/third.js")}`],
  "/third.js": ["text/javascript", set("tag_third")],
};

const collected: Answers = {
  "/fetch": ["text/plain", ""],
  "/image.svg": ["image/svg+xml", svg],
  "/beacon": ["text/plain", ""],
};
