import { type AssentError, type ConsentRecord, decodeRecord, definePolicy, encodeRecord } from "@assent/core";
import { fixedClock, recordFor } from "@assent/core/testing";
import english from "@assent/ui/locales/en";
import french from "@assent/ui/locales/fr";
import { fromDeviceStorage } from "@assent/ui/policy";
import { describe, expect, test } from "vitest";
import { cookieOf, policy, post, start } from "../test/site.js";
import { createConsentHandler } from "./index.js";

const clock = fixedClock(start);
const site = { policy, region: () => "FR", clock };
const handle = createConsentHandler({ ...site, preferences: "/choices", messages: [english, french] });
const address = "https://www.example.org";

const form = (fields: string, headers: Record<string, string> = {}) =>
  handle(post(new URLSearchParams(fields), headers));
const json = (value: unknown, headers: Record<string, string> = {}) =>
  handle(post(JSON.stringify(value), { "content-type": "application/json", ...headers }));

/** What a response makes a browser remember: each answer in a word. */
function answers(response: Response): { readonly [name: string]: string } | undefined {
  const cookie = response.headers.getSetCookie().find((line) => line.startsWith(policy.recordName));
  if (!cookie) return undefined;
  const record = decodeRecord(/=([^;]*)/.exec(cookie)?.[1] ?? "") as ConsentRecord;
  return Object.fromEntries(
    Object.entries(record.answers).map(([name, { value, by, ack }]) => [
      name,
      `${value} by ${by}${ack ? ", ack" : ""}`,
    ]),
  );
}

describe("a form without scripts", () => {
  test("refuses, and leads back to where it was", async () => {
    const response = await form("choice=reject&next=/news?page=2%23top");
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe("/news?page=2#top");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(answers(response)).toEqual({ statistics: "denied by reject", media: "denied by reject" });
    const [cookie] = response.headers.getSetCookie();
    expect(cookie).toMatch(/; Path=\/; Max-Age=34560000; SameSite=Lax; Secure$/);
  });

  test("accepts, saves, answers and withdraws", async () => {
    expect(answers(await form("choice=accept"))).toEqual({
      statistics: "granted by accept",
      media: "granted by accept",
    });
    expect(answers(await form("choice=save&statistics=on"))).toEqual({
      statistics: "granted by save",
      media: "denied by save",
    });
    const cookie = cookieOf({ statistics: true });
    expect(answers(await form("choice=answer&only=player", { cookie }))).toMatchObject({
      statistics: "granted by save",
      player: "granted by service",
    });
    expect(answers(await form("choice=withdraw", { cookie }))).toEqual({
      statistics: "denied by withdraw",
      media: "denied by withdraw",
    });
  });

  test("answers for what is new alone", async () => {
    const cookie = cookieOf({ statistics: true });
    expect(answers(await form("choice=accept&only=media", { cookie }))).toEqual({
      statistics: "granted by save",
      media: "granted by save",
    });
  });

  test("overrides a privacy signal only where the page speaks of it", async () => {
    const signal = { "sec-gpc": "1" };
    expect(answers(await form("choice=accept", signal))).toMatchObject({ media: "denied by gpc" });
    expect(answers(await form("choice=save&media=on", signal))).toMatchObject({
      media: "granted by save, ack",
    });
  });

  test("begins a record of its own, also where a signal had answered before", async () => {
    const ids = new Set<string | undefined>();
    for (let visitor = 0; visitor < 20; visitor++) {
      const [cookie = ""] = (await form("choice=reject", { "sec-gpc": "1" })).headers.getSetCookie();
      ids.add(cookie.split(".")[3]);
    }
    expect(ids.size).toBe(20);
    const read = await handle(new Request(`${address}/consent`, { headers: { "sec-gpc": "1" } }));
    expect(read.headers.getSetCookie()).toEqual([]);
  });

  test("is led to the preferences, and changes nothing by that", async () => {
    const response = await form("choice=preferences");
    expect(response.headers.get("location")).toBe("/choices");
    expect(response.headers.getSetCookie()).toEqual([]);
    expect((await form("choice=close&next=/a")).headers.get("location")).toBe("/a");
  });

  test.each([
    ["//evil.example/a"],
    ["/\\evil.example/a"],
    ["\\\\evil.example"],
    ["https://evil.example/"],
    ["javascript:alert(1)"],
    ["/.//evil.example"],
    ["/a/..//evil.example"],
    ["/%0d%0aset-cookie:a=b"],
    ["/\t/evil.example"],
    ["/\r\nx"],
    ["evil.example"],
    ["@evil.example"],
    [""],
  ])("never leads to another origin: %j", async (next) => {
    const response = await form(`choice=reject&next=${encodeURIComponent(next)}`);
    const to = new URL(response.headers.get("location") ?? "", `${address}/consent`);
    expect(response.status).toBe(303);
    expect(to.origin).toBe(address);
  });

  test("is led back by the referrer, where the form doesn't say", async () => {
    const place = async (referer: string, host = "www.example.org") =>
      (await form("choice=reject", { host, referer })).headers.get("location");
    expect(await place(`${address}/news?a=1`)).toBe("/news?a=1");
    expect(await place("https://evil.example/news")).toBe("/");
    expect(await place("garbage")).toBe("/");
    expect(await place("https://shop.example/news", "shop.example")).toBe("/news");
  });
});

describe("a script", () => {
  test("chooses by JSON, and gets the state", async () => {
    const response = await json({ choice: "save", choices: { statistics: true } });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      status: "closed",
      permissions: { statistics: true, media: false, visitors: true },
    });
    expect(answers(response)).toEqual({ statistics: "granted by save", media: "denied by save" });
    expect(answers(await json({ choice: "accept" }))).toMatchObject({ media: "granted by accept" });
    expect(answers(await json({ choice: "reject" }))).toMatchObject({ media: "denied by reject" });
  });

  test("overrides a privacy signal only where it says that the conflict was shown", async () => {
    const signal = { "sec-gpc": "1" };
    expect(answers(await json({ choice: "accept" }, signal))).toMatchObject({ media: "denied by gpc" });
    expect(answers(await json({ choice: "accept", ack: true }, signal))).toMatchObject({
      media: "granted by accept, ack",
    });
  });

  test("sends a beacon, which is plain text", async () => {
    const response = await handle(post('{"choice":"reject"}'));
    expect(response.status).toBe(200);
    expect(answers(response)).toMatchObject({ statistics: "denied by reject" });
  });

  test("reads what its visitor permits, and the record is sent once more", async () => {
    const cookie = cookieOf({ statistics: true }, start - 10 * 86_400_000);
    const response = await handle(new Request(`${address}/consent`, { headers: { cookie } }));
    expect(await response.json()).toMatchObject({ region: "FR", permissions: { statistics: true } });
    expect(response.headers.getSetCookie()).toEqual([
      `${cookie}; Path=/; Max-Age=${390 * 86_400}; SameSite=Lax; Secure`,
    ]);
    expect(response.headers.get("cache-control")).toBe("no-store");
  });
});

describe("a page's own record", () => {
  const value = (choices: Parameters<typeof cookieOf>[0], now: number) =>
    recordFor(policy, choices, { region: "FR", now });
  const send = async (record: string, cookie = "", headers = {}) =>
    json({ record }, { ...(cookie && { cookie: `${policy.recordName}=${cookie}` }), ...headers });
  const kept = (response: Response) =>
    /^cookies_preferences=([^;]*)/.exec(response.headers.getSetCookie()[0] ?? "")?.[1];

  test("is set as it is, where the browser has the same: it outlives the script that wrote it", async () => {
    const record = value({ statistics: true }, start - 1000);
    const response = await send(record, record);
    // The page knows what follows from its own record.
    expect([response.status, await response.text()]).toEqual([204, ""]);
    expect(kept(response)).toBe(record);
  });

  test("that comes late never gives back what was withdrawn since", async () => {
    const late = value({ statistics: true, media: true }, start - 60_000);
    const since = value({}, start - 1000);
    expect(kept(await send(late, since))).toBe(since);
  });

  test("never grants what the browser no longer has: it may have forgotten on purpose", async () => {
    const record = value({ statistics: true }, start - 1000);
    const response = await send(record);
    expect(answers(response)).toBeUndefined();
    expect(answers(await send(record, "garbage"))).toBeUndefined();
  });

  test("never makes a grant last longer", async () => {
    const older = value({ statistics: true }, start - 100 * 86_400_000);
    expect(kept(await send(value({ statistics: true }, start), older))).toBe(older);
  });

  test("never loses a refusal under an opt-out law", async () => {
    const americans = createConsentHandler({ ...site, region: () => "US-CA" });
    const refused = decodeRecord(value({}, start - 1000)) as ConsentRecord;
    const empty = encodeRecord({ ...refused, updatedAt: start, answers: {} });
    const response = await americans(
      post(JSON.stringify({ record: empty }), { cookie: `${policy.recordName}=${encodeRecord(refused)}` }),
    );
    expect(kept(response)).toBe(encodeRecord(refused));
  });

  test("never stands in for one that can't be read: nobody knows what that refused", async () => {
    const refused = value({}, start - 1000);
    const americans = createConsentHandler({ ...site, region: () => "US-CA" });
    const cookie = `${policy.recordName}=garbage`;
    const response = await americans(post(JSON.stringify({ record: refused }), { cookie }));
    expect(kept(response)).toBeUndefined();
  });

  test("that refuses is taken, where it is later", async () => {
    const refused = value({}, start - 1000);
    expect(kept(await send(refused, value({ statistics: true }, start - 60_000)))).toBe(refused);
    expect(kept(await send(refused))).toBe(refused);
  });

  test("that was forgotten is not brought back", async () => {
    const record = value({}, start - 1000);
    expect(answers(await json({ record, forgotten: true }))).toBeUndefined();
  });

  test.each(["garbage", "", "1.0.0.0", "x".repeat(4000)])(
    "that is none is refused: %.20s",
    async (record) => {
      expect((await send(record)).status).toBe(422);
    },
  );
});

describe("what may be kept no longer is taken back", () => {
  const names = (response: Response) =>
    response.headers
      .getSetCookie()
      .filter((line) => !line.startsWith(policy.recordName))
      .map((line) => line.replace(/; Max-Age=0; Expires=[^;]*/, ""));

  test("out of scripts' reach, on every path and domain that it is declared for", async () => {
    const cookie = `${cookieOf({ statistics: true })}; sessionid=1; visitor=2; basket_seen_9=3; unheard=4; viewer=5`;
    const response = await form("choice=withdraw", { cookie });
    const partitioned = "; Secure; SameSite=None; Partitioned";
    const both = (line: string) => [`${line}; Secure`, `${line}${partitioned}`];
    expect(names(response)).toEqual([
      ...both("visitor=; Path=/"),
      ...both("visitor=; Path=/; Domain=player.example"),
      ...both("basket_seen_9=; Path=/"),
      ...both("viewer=; Path=/"),
      ...both("viewer=; Path=/; Domain=player.example"),
      // Of another path: the browser didn't show it.
      ...both("visits=; Path=/shop"),
    ]);
  });

  test("not what is still permitted, and not the record", async () => {
    const cookie = `${cookieOf({ statistics: true, media: true })}; visitor=2; basket_seen_9=3`;
    expect(names(await form("choice=accept", { cookie }))).toEqual([]);
  });

  test("when a page says what it decided, too", async () => {
    const record = recordFor(policy, {}, { region: "FR", now: start });
    const cookie = `${policy.recordName}=${record}; basket_seen_9=3`;
    expect(names(await json({ record }, { cookie })).join()).toContain("basket_seen_9=;");
  });

  test("in a head that clients still read, however many there are", async () => {
    const many = Array.from({ length: 300 }, (_, index) => `basket_seen_${index}=1`).join("; ");
    const response = await form("choice=reject", { cookie: many });
    expect([...response.headers].join().length).toBeLessThan(12_000);
  });
});

describe("is refused, with a status and a sentence", () => {
  const body = "choice=accept";
  const typed = { "content-type": "application/x-www-form-urlencoded" };
  const from = (headers: Record<string, string>, url = `${address}/consent`) =>
    handle(new Request(url, { method: "POST", body, headers: { ...typed, ...headers } }));

  test.each<[number, string, Record<string, string>]>([
    [403, "from another site", { "sec-fetch-site": "cross-site", origin: address }],
    [403, "from a neighbour", { "sec-fetch-site": "same-site" }],
    [403, "from nowhere", { "sec-fetch-site": "none" }],
    [403, "from several places", { "sec-fetch-site": "same-origin, cross-site" }],
    [403, "from another origin", { origin: "https://evil.example" }],
    [403, "from another port", { origin: `${address}:8443` }],
    [403, "from a place that hides", { origin: "null" }],
    [403, "from a place that isn't the web", { origin: "file://www.example.org" }],
    [403, "without a word", {}],
    [303, "not from the site itself", { "sec-fetch-site": "same-origin" }],
    [303, "not from the site itself behind a proxy", { "sec-fetch-site": "same-origin", origin: "null" }],
    [303, "not by a browser that names the origin alone", { origin: "http://www.example.org" }],
    [
      303,
      "not where the server goes by another name",
      { host: "shop.example", origin: "https://shop.example" },
    ],
    [403, "from another site, whatever the host", { host: "shop.example", origin: "https://evil.example" }],
  ])("%i: %s", async (status, _what, headers) => {
    const response = await from(headers);
    expect(response.status).toBe(status);
    if (status === 403) {
      expect(await response.text()).toMatch(/^[A-Z].*\.\n$/);
      expect(response.headers.getSetCookie()).toEqual([]);
    }
  });

  test("403: what isn't among the origins that a site names", async () => {
    const strict = createConsentHandler({ ...site, origins: ["https://app.example.org"] });
    const status = async (headers: Record<string, string>) =>
      (
        await strict(
          new Request(`${address}/consent`, { method: "POST", body, headers: { ...typed, ...headers } }),
        )
      ).status;
    expect(await status({ origin: "https://app.example.org", "sec-fetch-site": "same-site" })).toBe(303);
    expect(await status({ origin: address })).toBe(403);
    expect(await status({ origin: "https://app.example.org.evil.example" })).toBe(403);
  });

  test.each<[number, string, RequestInit, string?]>([
    [404, "another path", { method: "GET" }, "/consents"],
    [404, "a path below", { method: "POST", body }, "/consent/more"],
    [404, "a document that there isn't", { method: "GET" }, "/consent/policy.exe"],
    [405, "another method", { method: "DELETE" }],
    [405, "a post to what is read", { method: "POST", body }, "/consent/policy.json"],
    [415, "a file", { method: "POST", body: new FormData() }],
    [415, "no type", { method: "POST", body: new Uint8Array([1]) }],
    [413, "a long body", { method: "POST", body: "x".repeat(8193), headers: typed }],
    [400, "what is no JSON", { method: "POST", body: "{", headers: { "content-type": "application/json" } }],
    [400, "what is no object", { method: "POST", body: "[]" }],
    [400, "nothing", { method: "POST", body: "" }],
    [400, "what isn't UTF-8", { method: "POST", body: new Uint8Array([255]), headers: typed }],
    [422, "no choice", { method: "POST", body: "{}" }],
    [422, "an unknown choice", { method: "POST", body: '{"choice":"constructor"}' }],
    [422, "an unknown choice in a form", { method: "POST", body: "choice=yes", headers: typed }],
    [422, "choices that are none", { method: "POST", body: '{"choice":"save"}' }],
    [422, "choices that are neither", { method: "POST", body: '{"choice":"save","choices":{"media":"on"}}' }],
    [422, "an unknown name", { method: "POST", body: '{"choice":"save","choices":{"__proto__":true}}' }],
    [422, "an unknown name in a form", { method: "POST", body: "choice=answer&only=x", headers: typed }],
    [422, "no name", { method: "POST", body: "choice=answer", headers: typed }],
  ])("%i: %s", async (status, _what, { headers, ...init }, path = "/consent") => {
    const request = new Request(address + path, {
      ...init,
      headers: { "sec-fetch-site": "same-origin", ...(headers as object) },
    });
    const response = await handle(request);
    expect(response.status).toBe(status);
    expect(await response.text()).toMatch(/^["A-Z].*\.\n$/);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.getSetCookie()).toEqual([]);
    if (status === 405) expect(response.headers.get("allow")).toMatch(/^GET, HEAD/);
  });

  test("413: a body without an end, of which no more is read", async () => {
    let read = 0;
    let isCancelled = false;
    const endless = new ReadableStream({
      pull(controller) {
        read += 1024;
        controller.enqueue(new Uint8Array(1024).fill(97));
      },
      cancel() {
        isCancelled = true;
      },
    });
    const init = { method: "POST", body: endless, duplex: "half" };
    const headers = { ...typed, "sec-fetch-site": "same-origin" };
    const response = await handle(new Request(`${address}/consent`, { ...init, headers }));
    expect(response.status).toBe(413);
    expect(read).toBeLessThan(12 * 1024);
    expect(isCancelled).toBe(true);
  });

  test("400: a body that breaks off", async () => {
    const broken = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode("choice=acc"));
        controller.error(new Error("gone"));
      },
    });
    const init = { method: "POST", body: broken, duplex: "half" };
    const headers = { ...typed, "sec-fetch-site": "same-origin" };
    expect((await handle(new Request(`${address}/consent`, { ...init, headers }))).status).toBe(400);
  });
});

describe("documents for anyone", () => {
  const read = (path: string, method = "GET") => handle(new Request(address + path, { method }));

  test("that the site honours Global Privacy Control", async () => {
    const response = await read("/.well-known/gpc.json");
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(await response.json()).toEqual({ gpc: true });
    const dated = createConsentHandler({ ...site, gpcUpdated: "2026-11-28" });
    const said = await dated(new Request(`${address}/.well-known/gpc.json`));
    expect(await said.json()).toEqual({ gpc: true, lastUpdate: "2026-11-28" });
  });

  test("the policy, as JSON that makes the policy again", async () => {
    const response = await read("/consent/policy.json");
    const again = fromDeviceStorage(await response.json());
    expect(definePolicy(again.policy as never).entries).toEqual(policy.entries);
  });

  test("the policy, as a page and as Markdown, in the site's languages", async () => {
    const page = await read("/consent/policy.html");
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(await page.text()).toMatch(
      /<html lang="en" dir="ltr">[\s\S]*<h1>Cookie policy<\/h1>[\s\S]*Agora Video/,
    );
    expect(await (await read("/consent/policy.html?locale=fr")).text()).toContain('<html lang="fr"');
    expect(await (await read("/consent/policy.html?locale=pt-BR")).text()).toContain('<html lang="pt-BR"');
    expect(await (await read("/consent/policy.html?locale=xx")).text()).toContain('<html lang="en"');
    const text = await read("/consent/policy.md");
    expect(text.headers.get("content-type")).toBe("text/markdown; charset=utf-8");
    expect(await text.text()).toMatch(/^# Cookie policy\n/);
  });

  test("are the same for everyone: no cookie, and caches may keep them", async () => {
    for (const path of ["/.well-known/gpc.json", "/consent/policy.json", "/consent/policy.html"]) {
      const request = new Request(address + path, { headers: { cookie: cookieOf({}) } });
      const { headers } = await handle(request);
      expect(headers.getSetCookie()).toEqual([]);
      expect(headers.get("cache-control")).toBe("public, max-age=300");
      const head = await read(path, "HEAD");
      expect([head.status, await head.text()]).toEqual([200, ""]);
    }
  });
});

test("lies where the site puts it", async () => {
  const elsewhere = createConsentHandler({ ...site, path: "/app/consent" });
  const status = async (path: string) => (await elsewhere(new Request(address + path))).status;
  expect(await status("/app/consent")).toBe(200);
  expect(await status("/app/consent/")).toBe(200);
  expect(await status("/app/consent/policy.json")).toBe(200);
  expect(await status("/consent")).toBe(404);
});

test("a name that a field of the forms has is a mistake: posting the field would tick the toggle", () => {
  for (const name of ["choice", "only", "next", "locale", "layer"]) {
    const taken = definePolicy({ categories: { necessary: "exempt", [name]: "ask" }, services: {} });
    expect(() => createConsentHandler({ policy: taken })).toThrow(
      expect.objectContaining({ code: "name-taken" }) as AssentError,
    );
  }
});
