import { type ConsentRecord, decodeRecord } from "@assent/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { servers } from "../test/servers.js";
import { policy } from "../test/site.js";
import { consentFor, createConsentHandler, withhold } from "./index.js";

const crowd = 1000;
const names = ["statistics", "media", "visitors", "player"] as const;
type Choices = { [name in (typeof names)[number]]: boolean };

/** What the visitor of a number answers, and where they are. */
const choicesOf = (visitor: number): Choices =>
  Object.fromEntries(names.map((name, bit) => [name, !!(visitor & (1 << bit))])) as Choices;
const regionOf = (visitor: number) => ["FR", "US-CA", "JP", "GB"][visitor % 4] as string;

const site = { policy, region: { country: "x-country", subdivision: "x-region" } };
const handle = createConsentHandler(site);

function headersOf(visitor: number, cookie: string): Record<string, string> {
  const [country = "", region = ""] = regionOf(visitor).split("-");
  return {
    "x-country": country,
    "x-region": region,
    cookie: `${cookie}; sessionid=${visitor}`,
    "sec-fetch-site": "same-origin",
    "content-type": "application/json",
    ...(visitor % 3 === 0 && { "sec-gpc": "1" }),
  };
}

function answersIn(response: Response): Choices {
  const value = /^cookies_preferences=([^;]*)/.exec(response.headers.getSetCookie()[0] ?? "")?.[1] ?? "";
  const { answers } = decodeRecord(value) as ConsentRecord;
  return Object.fromEntries(names.map((name) => [name, answers[name]?.value === "granted"])) as Choices;
}

test("a thousand visitors whose requests arrive piece by piece, all at once, never see each other's state", async () => {
  const [order = []] = fc.sample(
    fc.shuffledSubarray(
      Array.from({ length: crowd * 4 }, (_, piece) => piece % crowd),
      { minLength: crowd * 4 },
    ),
    1,
  );
  const bodies = Array.from({ length: crowd }, (_, visitor) => {
    const text = JSON.stringify({ choice: "save", choices: choicesOf(visitor), ack: true });
    const pieces = [0, 1, 2, 3].map((part) =>
      text.slice((part * text.length) / 4, ((part + 1) * text.length) / 4),
    );
    let arrive: (() => void) | undefined;
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        arrive = () => {
          controller.enqueue(new TextEncoder().encode(pieces.shift()));
          if (!pieces[0]) controller.close();
        };
      },
    });
    return { stream, arrive: () => arrive?.() };
  });
  const responses = bodies.map(({ stream }, visitor) =>
    handle(
      new Request("https://www.example.org/consent", {
        method: "POST",
        headers: headersOf(visitor, ""),
        body: stream,
        duplex: "half",
      } as RequestInit),
    ),
  );
  for (const visitor of order) {
    bodies[visitor]?.arrive();
    // In between, others are read.
    const other = (visitor * 7) % crowd;
    const consent = consentFor({ headers: new Headers(headersOf(other, "")) }, site);
    expect(consent.state.region).toBe(regionOf(other));
    if (visitor % 5 === 0) await Promise.resolve();
  }
  for (const [visitor, response] of (await Promise.all(responses)).entries()) {
    expect(answersIn(response)).toEqual(choicesOf(visitor));
    expect(await response.json()).toMatchObject({ region: regionOf(visitor), gpc: visitor % 3 === 0 });
  }
});

test("nor over HTTP, from choice to page", async () => {
  const start = servers["node:http"] as (typeof servers)[string];
  const server = await start(async (request) => {
    if (request.method === "POST") return handle(request);
    const consent = consentFor(request, site);
    await new Promise(setImmediate);
    const headers = new Headers({ "content-type": "application/json" });
    for (const cookie of ["basket_seen_1=1", "viewer=1"]) headers.append("set-cookie", cookie);
    return withhold(new Response(JSON.stringify(consent.state), { headers }), consent);
  });
  const ids = new Set<string>();
  const visit = async (visitor: number) => {
    const choices = choicesOf(visitor);
    const body = JSON.stringify({ choice: "save", choices, ack: true });
    const url = `${server.origin}/consent`;
    const chosen = await fetch(url, { method: "POST", headers: headersOf(visitor, ""), body });
    const cookie = chosen.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    const page = await fetch(server.origin, { headers: headersOf(visitor, cookie) });
    const state = await page.json();
    expect(state.region).toBe(regionOf(visitor));
    expect(answersIn(chosen)).toEqual(choices);
    ids.add(state.record.id);
    const { permissions } = state;
    expect(page.headers.getSetCookie().map((line) => line.split("=")[0])).toEqual([
      ...(permissions.visitors ? ["basket_seen_1"] : []),
      ...(permissions.player ? ["viewer"] : []),
    ]);
  };
  try {
    for (let first = 0; first < crowd; first += 100)
      await Promise.all(Array.from({ length: 100 }, (_, index) => visit(first + index)));
  } finally {
    server.close();
  }
  expect(ids.size).toBe(crowd);
});
