import { expect, test } from "vitest";
import { server } from "vitest/browser";
import { openPage, type Page, start } from "../../test/page.js";
import type { CookieWrite } from "./guard.js";

type Guarded = Page & { window: { writes: CookieWrite[]; stop(): void } };
const guarded = async (mode: "block" | "report") =>
  (await openPage(`<body><script>${start}
    window.writes = [];
    window.stop = assent.guardCookies(consent, "${mode}", { onWrite: (write) => writes.push(write) });
  </script><script>function trackingTool(text) { document.cookie = text }</script>`)) as Guarded;
const names = (page: Page) =>
  page.document.cookie
    .split("; ")
    .map((pair) => pair.split("=")[0])
    .filter((name) => name !== "cookies_preferences");

test("writes that aren't granted are refused, granted ones pass", async () => {
  const page = await guarded("block");
  page.document.cookie = "_ex_1=secret; Path=/";
  page.document.cookie = "  undeclared =secret; Path=/";
  page.document.cookie = "nameless";
  page.document.cookie = "constructor=1";
  expect(names(page)).toEqual([""]);
  expect(page.window.writes.map(({ name, by, blocked }) => [name, by, blocked])).toEqual([
    ["_ex_1", "document.cookie", true],
    ["undeclared", "document.cookie", true],
    ["", "document.cookie", true],
    ["constructor", "document.cookie", true],
  ]);
  page.window.consent.acceptAll();
  page.document.cookie = "_ex_1=1; Path=/";
  expect(names(page)).toEqual(["_ex_1"]);
  expect(page.window.writes).toHaveLength(4);
  page.window.consent.rejectAll();
  page.document.cookie = "_ex_1=2; Path=/";
  expect(page.document.cookie).toContain("_ex_1=1");
});

test("writes that aren't granted can be reported only", async () => {
  const page = await guarded("report");
  page.document.cookie = "_ex_1=1; Path=/";
  expect(names(page)).toEqual(["_ex_1"]);
  expect(page.window.writes).toMatchObject([{ name: "_ex_1", by: "document.cookie", blocked: false }]);
});

test("exempt names pass, and so does the record itself", async () => {
  const page = await guarded("block");
  page.document.cookie = "sessionid=1; Path=/";
  page.window.consent.rejectAll();
  expect(names(page)).toEqual(["sessionid"]);
  expect(page.document.cookie).toContain("cookies_preferences=");
  expect(page.window.consent.getState()).toMatchObject({ persisted: true });
  expect(page.window.writes).toEqual([]);
});

test("deleting is always allowed, in every way to say it", async () => {
  const page = await guarded("block");
  page.window.consent.acceptAll();
  const write = () => {
    page.document.cookie = "_ex_1=1; Path=/";
  };
  for (const attributes of [
    "Max-Age=0",
    "max-age = -1",
    "Expires=Thu, 01 Jan 1970 00:00:00 GMT",
    "expires=Thu, 01-Jan-1970 00:00:01 GMT; Max-Age=0",
  ]) {
    page.window.consent.acceptAll();
    write();
    page.window.consent.rejectAll();
    page.document.cookie = `_ex_1=; Path=/; ${attributes}`;
    expect(names(page)).toEqual([]);
  }
  page.document.cookie = "_ex_1=1; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=60";
  page.document.cookie = "_ex_1=1; Path=/; Max-Age=60";
  expect(page.window.writes).toHaveLength(2);
});

test("cookieStore is guarded too", async ({ skip }) => {
  const page = await guarded("block");
  const { cookieStore } = page.window;
  if (!cookieStore) skip();
  await cookieStore.set("_ex_1", "secret");
  await cookieStore.set({ name: "_ex_2", value: "secret", expires: null });
  await expect(cookieStore.set("a=b;", "1")).resolves.toBeUndefined();
  expect(page.window.writes.map(({ name, by }) => [name, by])).toEqual([
    ["_ex_1", "cookieStore"],
    ["_ex_2", "cookieStore"],
    ["a=b;", "cookieStore"],
  ]);
  expect(await cookieStore.getAll()).toEqual([]);
});

test("cookieStore writes what is granted, and deletes always", async ({ skip }) => {
  const page = await guarded("block");
  const { cookieStore, consent } = page.window;
  // WebKit's writes only cookies that are `Secure`, which it drops where the server speaks http.
  if (!cookieStore || server.browser === "safari") skip();
  consent.acceptAll();
  await cookieStore.set("_ex_1", "1");
  await expect.poll(() => names(page)).toEqual(["_ex_1"]);
  consent.rejectAll();
  await cookieStore.set({ name: "_ex_1", value: "", expires: Date.now() - 1000 });
  await expect.poll(() => names(page)).toEqual([]);
  consent.acceptAll();
  await cookieStore.set("_ex_1", "1");
  consent.rejectAll();
  await cookieStore.delete("_ex_1");
  await expect.poll(() => names(page)).toEqual([]);
  expect(page.window.writes).toEqual([]);
});

test("a report tells who wrote, and never the value", async () => {
  const page = await guarded("report");
  (page.window as unknown as { trackingTool(text: string): void }).trackingTool("_ex_1=secret; Path=/");
  expect(page.window.writes[0]?.stack).toContain("trackingTool");
  expect(JSON.stringify(page.window.writes)).not.toContain("secret");
});

test("a value that reads differently the second time is read once", async () => {
  const page = await guarded("block");
  let reads = 0;
  page.document.cookie = { toString: () => (reads++ ? "_ex_1=1; Path=/" : "sessionid=1; Path=/") } as string;
  expect(names(page)).toEqual(["sessionid"]);
});

test("one throwing callback lets nothing through and harms no writer", async () => {
  const page = await openPage(`<body><script>${start}
    addEventListener("error", (event) => { ran.push(event.message); event.preventDefault(); });
    assent.guardCookies(consent, "block", { onWrite() { throw new Error("broken") } });
    document.cookie = "_ex_1=1; Path=/";
    ran.push("went on");
  </script>`);
  expect(page.window.ran).toContain("went on");
  expect(page.window.ran.join()).toContain("broken");
  expect(names(page)).toEqual([""]);
});

test("the end restores what was there", async () => {
  const page = await guarded("block");
  page.window.stop();
  page.document.cookie = "_ex_1=1; Path=/";
  expect(names(page)).toEqual(["_ex_1"]);
  const property = Object.getOwnPropertyDescriptor(page.window.Document.prototype, "cookie");
  expect(String(property?.set)).toContain("native code");
});

test("the end lets everything pass, also where another tool wrapped it since", async () => {
  const page = await guarded("block");
  const { prototype } = page.window.Document;
  const wrapped = Object.getOwnPropertyDescriptor(prototype, "cookie") as PropertyDescriptor;
  const later = { ...wrapped, set: (text: string) => wrapped.set?.call(page.document, text) };
  Object.defineProperty(prototype, "cookie", later);
  page.window.stop();
  expect(Object.getOwnPropertyDescriptor(prototype, "cookie")?.set).toBe(later.set);
  page.document.cookie = "_ex_1=1; Path=/";
  expect(names(page)).toEqual(["_ex_1"]);
});
