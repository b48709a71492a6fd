import { isAllowed, readConsent } from "@assent/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Running, servers } from "../test/servers.js";
import { cookieOf, policy } from "../test/site.js";
import { createConsentHandler } from "./index.js";

const handle = createConsentHandler({ policy, region: { country: "x-country" }, preferences: "/choices" });

describe.each(Object.entries(servers))("over HTTP on %s", (_name, start) => {
  let server: Running;
  beforeAll(async () => {
    server = await start(handle);
  });
  afterAll(() => server.close());

  const ask = (path: string, init: RequestInit = {}) =>
    fetch(server.origin + path, { redirect: "manual", ...init });
  const post = (body: NonNullable<RequestInit["body"]>, headers: Record<string, string> = {}) =>
    ask("/consent", { method: "POST", body, headers: { origin: server.origin, ...headers } });
  const form = (fields: string, headers = {}) => post(new URLSearchParams(fields), headers);
  const permitted = (response: Response) =>
    readConsent(policy, { cookie: response.headers.getSetCookie()[0]?.split(";")[0], region: "FR" })
      .permissions;

  test("a form chooses, and leads back", async () => {
    const response = await form("choice=save&statistics=on&next=/news?a=b", { "x-country": "FR" });
    expect([response.status, response.headers.get("location")]).toEqual([303, "/news?a=b"]);
    expect(permitted(response)).toMatchObject({ statistics: true, media: false });
  });

  test("several names in one form are several answers", async () => {
    const response = await form("choice=accept&only=statistics&only=media");
    expect(permitted(response)).toMatchObject({ statistics: true, media: true });
  });

  test("each cookie that is taken back has a header of its own", async () => {
    const cookie = `${cookieOf({ statistics: true })}; visitor=1; basket_seen_1=1`;
    const response = await form("choice=withdraw", { cookie });
    const lines = response.headers.getSetCookie();
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.filter((line) => !/^[\w]+=[^;,]*; Path=/.test(line))).toEqual([]);
  });

  test("JSON and a beacon choose, and get the state", async () => {
    const json = await post('{"choice":"accept"}', { "content-type": "application/json" });
    expect(await json.json()).toMatchObject({ permissions: { statistics: true } });
    const beacon = await post('{"choice":"reject"}');
    expect(await beacon.json()).toMatchObject({ permissions: { statistics: false } });
  });

  test("reads, by region, signal and cookie", async () => {
    const state = async (headers = {}) => (await ask("/consent", { headers })).json();
    expect(await state()).toMatchObject({ regime: "opt-in", status: "banner" });
    expect(await state({ "x-country": "US" })).toMatchObject({ regime: "opt-out", region: "US" });
    expect(await state({ "x-country": "US", "sec-gpc": "1" })).toMatchObject({
      gpc: true,
      permissions: { media: false },
    });
    const { permissions } = await state({ cookie: cookieOf({ media: true }, Date.now()) });
    expect(isAllowed(policy, permissions, "player")).toBe(true);
  });

  test("has the documents", async () => {
    expect(await (await ask("/.well-known/gpc.json")).json()).toEqual({ gpc: true });
    for (const end of ["json", "html", "md"]) expect((await ask(`/consent/policy.${end}`)).status).toBe(200);
    const head = await ask("/consent/policy.html", { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
  });

  test("refuses", async () => {
    const status = async (answer: Promise<Response>) => (await answer).status;
    expect(await status(form("choice=accept", { origin: "https://evil.example" }))).toBe(403);
    expect(await status(form("choice=accept", { "sec-fetch-site": "cross-site" }))).toBe(403);
    expect(await status(post("{"))).toBe(400);
    expect(await status(post("{}"))).toBe(422);
    expect(await status(post("a".repeat(9000)))).toBe(413);
    expect(await status(post(new FormData()))).toBe(415);
    expect(await status(ask("/consent", { method: "DELETE" }))).toBe(405);
    expect(await status(ask("/consent", { method: "OPTIONS" }))).toBe(405);
  });

  test("answers the next request on a connection, whatever became of the last", async () => {
    for (let round = 0; round < 5; round++) {
      expect((await post("a".repeat(60_000))).status).toBe(413);
      expect((await form("choice=reject")).status).toBe(303);
    }
  });
});
