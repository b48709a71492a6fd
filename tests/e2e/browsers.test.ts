import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Browser, browsers, type Context, type ContextOptions, launch, type Page } from "./browsers.ts";

const headersSeen: Record<string, string | undefined>[] = [];
let server: Server;
let port: number;

beforeAll(async () => {
  server = createServer((request, response) => {
    const gpc = request.headers["sec-gpc"]?.toString();
    headersSeen.push({ url: request.url, gpc, cookie: request.headers.cookie });
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.setHeader("set-cookie", ["server=1; HttpOnly", "plain=1"]);
    const strict = "script-src 'nonce-abc'; require-trusted-types-for 'script'";
    if (request.url === "/strict") response.setHeader("content-security-policy", strict);
    response.end(`<!doctype html><title>Page</title><p id="where">${request.url}</p>
      <script nonce="abc">
        const mark = window.mark;
        let stored = "refused";
        try { document.cookie = "script=1"; localStorage.setItem("a", "1"); stored = "yes"; } catch {}
        function ask() { fetch("http://third.localhost:${port}/asked", { mode: "no-cors" }); }
      </script>
      <button onclick="">Nothing</button>
      <p id="keys"></p>
      <button id="ask">Ask</button>
      <script nonce="abc">document.querySelector("#ask").addEventListener("click", ask);
        addEventListener("keydown", ({ key }) => document.querySelector("#keys").append(key + ";"));
      </script>`);
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  port = (server.address() as AddressInfo).port;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe.each(browsers)("%s", (name) => {
  let browser: Browser;
  const contexts: Context[] = [];

  beforeAll(async () => {
    browser = await launch(name);
  });
  afterAll(async () => {
    for (const context of contexts) await context.close();
    await browser?.close();
  });

  async function visit(path: string, options?: ContextOptions): Promise<Page> {
    const context = await browser.newContext(options);
    contexts.push(context);
    const page = await context.newTab();
    await page.goto(`http://site.localhost:${port}${path}`);
    return page;
  }

  it("reads, clicks, waits, evaluates and reloads", async () => {
    const page = await visit("/first");
    expect(await page.text("#where")).toBe("/first");
    expect(await page.evaluate("document.title")).toBe("Page");
    expect(await page.evaluate(async (n) => n + 1, 41)).toBe(42);
    await expect(page.evaluate("missing.property")).rejects.toThrow("missing");
    expect(await page.evaluate(() => isSecureContext)).toBe(true);

    await page.evaluate("(document.title = 'Changed')");
    await page.reload();
    await page.waitFor(() => document.title === "Page");
    expect((await page.screenshot()).length).toBeGreaterThan(1000);
  });

  it("presses keys where the focus is", async () => {
    const page = await visit("/keys");
    for (const key of ["Tab", "Tab", "Enter", "Space", "Escape"] as const) await page.press(key);
    expect(await page.text("#keys")).toBe("Tab;Tab;Enter; ;Escape;");
    expect(await page.evaluate("document.activeElement.id")).toBe("ask");
    await expect.poll(() => page.context.requests().filter((url) => url.endsWith("/asked")).length).toBe(2);
  });

  it("finds every host on this machine", async () => {
    const page = await visit("/first");
    await page.goto(`http://www.example.co.uk:${port}/other`);
    expect(await page.text("#where")).toBe("/other");
    expect(await page.evaluate("location.hostname")).toBe("www.example.co.uk");
  });

  it("tells the browser's own cookies and takes new ones", async () => {
    const page = await visit("/cookies");
    await page.context.setCookie({ name: "put", value: "1" });
    expect(await page.evaluate("document.cookie")).toContain("put=1");
    const cookies = await page.context.cookies();
    const server = cookies.find((cookie) => cookie.name === "server");
    expect(server).toMatchObject({
      value: "1",
      domain: "site.localhost",
      path: "/",
      httpOnly: true,
      expires: -1,
    });
    expect(cookies.map((cookie) => cookie.name).sort()).toEqual(["plain", "put", "script", "server"]);
  });

  it("shares cookies between tabs, and not between contexts", async () => {
    const page = await visit("/one");
    await page.evaluate("document.cookie = 'mine=1'");
    const second = await page.context.newTab();
    await second.goto(`http://site.localhost:${port}/two`);
    expect(await second.evaluate("document.cookie")).toContain("mine=1");
    expect(await page.text("#where")).toBe("/one");
    await second.close();
    expect(await page.text("#where")).toBe("/one");
    expect(await (await visit("/three")).evaluate("document.cookie")).not.toContain("mine=1");
  });

  it("records requests to every origin", async () => {
    const page = await visit("/requests");
    const asked = `http://third.localhost:${port}/asked`;
    expect(page.context.requests()).toContain(`http://site.localhost:${port}/requests`);
    expect(page.context.requests()).not.toContain(asked);
    await page.click("#ask");
    await expect.poll(() => page.context.requests()).toContain(asked);
  });

  it("has Global Privacy Control on both sides, and only when asked", async () => {
    const page = await visit("/gpc", { gpc: true });
    expect(await page.evaluate("navigator.globalPrivacyControl")).toBe(true);
    expect(headersSeen.findLast(({ url }) => url === "/gpc")?.gpc).toBe("1");
    const other = await visit("/no-gpc");
    expect(await other.evaluate("!!navigator.globalPrivacyControl")).toBe(false);
    expect(headersSeen.findLast(({ url }) => url === "/no-gpc")?.gpc).toBeUndefined();
  });

  it("blocks cookies and storage when asked", async () => {
    const page = await visit("/blocked", { cookiesBlocked: true });
    await page.reload();
    expect(await page.evaluate("document.cookie")).toBe("");
    expect(await page.context.cookies()).toEqual([]);
    expect(headersSeen.findLast(({ url }) => url === "/blocked")?.cookie).toBeUndefined();
    expect(page.context.requests()).toContain(`http://site.localhost:${port}/blocked`);
  });

  it.each(["/init", "/strict"])("runs an init script before the page's own, on %s", async (path) => {
    const page = await visit(path, { initScript: "window.mark = 'set';" });
    expect(await page.evaluate("mark")).toBe("set");
    await page.reload();
    await page.waitFor(() => document.querySelector("#where") !== null);
    expect(await page.evaluate(() => (globalThis as { mark?: string }).mark)).toBe("set");
  });
});
