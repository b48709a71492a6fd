import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { definePolicy, type Permissions, readConsent } from "@assent/core";
import { consentFor, renew } from "@assent/server";
import { toNode } from "@assent/server/node";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { page, policyInput } from "./fixture.ts";
import { inEachBrowser } from "./visitor.ts";

const policy = definePolicy(policyInput);
const permitted = (cookie: string): Permissions => readConsent(policy, { cookie, region: "FR" }).permissions;
const core = readFileSync(new URL("../../packages/core/dist/assent.global.js", import.meta.url));

/** Goes to the slow page, and withdraws once that was asked for and before it is answered. */
const script = `window.leave = async () => {
  consent.acceptAll();
  location.href = "/slow";
  // Firefox ends what a page fetches as it begins to leave.
  const isAsked = () => fetch("/asked").then((response) => response.json()).catch(() => false);
  while (!(await isAsked())) await new Promise((resolve) => setTimeout(resolve, 20));
  consent.withdraw();
  navigator.sendBeacon("/chosen");
};`;

/** What the slow page set again. */
let renewed: string | undefined;
let isAsked = false;
/** Resolves once the page has chosen anew. */
let chosen: Promise<void>;
let choose: () => void;
let site: string;
let close: () => void;

const html = (body: string) => new Response(body, { headers: { "content-type": "text/html" } });
const answers: { readonly [path: string]: (request: Request) => Promise<Response> | Response } = {
  "/": () => html(page("", { script })),
  "/assent.global.js": () => new Response(core, { headers: { "content-type": "text/javascript" } }),
  "/asked": () => Response.json(isAsked),
  "/chosen"() {
    choose();
    return new Response("");
  },
  async "/slow"(request) {
    const consent = consentFor(request, { policy, region: () => "FR" });
    const response = renew(html(`<!doctype html><title>Slow</title><p id="arrived">Slow</p>`), consent);
    renewed = response.headers.getSetCookie()[0];
    isAsked = true;
    await chosen;
    return response;
  },
};

beforeAll(async () => {
  const server = createServer(
    toNode(
      (request) => answers[new URL(request.url).pathname]?.(request) ?? new Response("", { status: 404 }),
    ),
  );
  await new Promise<void>((resolve) => server.listen(0, resolve));
  site = `http://localhost:${(server.address() as AddressInfo).port}/`;
  close = () => {
    server.close();
    server.closeAllConnections();
  };
});
beforeEach(() => {
  isAsked = false;
  chosen = new Promise((resolve) => {
    choose = resolve;
  });
});
afterAll(() => close());

inEachBrowser((visit, name) => {
  // WebKit's driver gives no answer while a page is on its way, so that nothing can be seen of it.
  test.skipIf(name === "webkit")(
    "a page that is left has the last word: an older record that its successor brings doesn't stay",
    async () => {
      const tab = await visit(site);
      await tab.evaluate("void setTimeout(leave)");
      await tab.waitFor("document.querySelector('#arrived')");
      expect(permitted(renewed ?? "").statistics).toBe(true);
      const kept = await tab.evaluate(() => document.cookie);
      expect(permitted(kept).statistics).toBe(false);
    },
  );
});
