import { expect, test } from "vitest";
import { openPage, type Page, start } from "../test/page.js";

const body = `<body><script>${start}</script>`;
const reload = async (page: Page) => {
  const loaded = new Promise((resolve) =>
    page.window.frameElement?.addEventListener("load", resolve, { once: true }),
  );
  page.window.location.reload();
  await loaded;
};

test("a first visit asks, and a choice is kept over a reload", async () => {
  const page = await openPage(body);
  expect(page.window.consent.getState().status).toBe("banner");
  page.window.consent.save({ statistics: true });
  expect(page.document.cookie).toMatch(/cookies_preferences=[\w.~+@-]+/);
  await reload(page);
  expect(page.window.consent.getState()).toMatchObject({ status: "closed", persisted: true });
  expect(page.window.consent.allows("counter")).toBe(true);
  expect(page.window.consent.allows("player")).toBe(false);
});

test("a choice is in the cookie before the call returns, so that leaving at once loses nothing", async () => {
  const page = await openPage(body);
  const loaded = new Promise((resolve) =>
    page.window.frameElement?.addEventListener("load", resolve, { once: true }),
  );
  page.window.consent.rejectAll();
  page.window.location.href = `${page.url}elsewhere.html`;
  await loaded;
  expect(page.document.cookie).toContain("cookies_preferences=");
});

test("a corrupt cookie closes everything and asks again", async () => {
  const page = await openPage(body);
  page.document.cookie = "cookies_preferences=%7Bbroken; Path=/";
  await reload(page);
  expect(page.window.consent.getState()).toMatchObject({ status: "banner", record: "corrupt" });
  page.window.consent.acceptAll();
  await reload(page);
  expect(page.window.consent.getState()).toMatchObject({ status: "closed" });
});

test("two cookies of one name don't break the banner: the later answer counts", async () => {
  const page = await openPage(body, { path: "at/a" });
  page.window.consent.acceptAll();
  const old = /cookies_preferences=([^;]*)/.exec(page.document.cookie)?.[1] as string;
  page.window.consent.rejectAll();
  page.document.cookie = `cookies_preferences=${old}`;
  expect(page.document.cookie.match(/cookies_preferences/g)).toHaveLength(2);
  await reload(page);
  expect(page.window.consent.getState().status).toBe("closed");
  expect(page.window.consent.allows("statistics")).toBe(false);
  page.document.cookie = "cookies_preferences=; Max-Age=0";
});

test("Global Privacy Control, as the browser says it, refuses what is sold", async () => {
  const page = await openPage(body, {
    head: '<script>Object.defineProperty(navigator, "globalPrivacyControl", { value: true })</script>',
  });
  page.window.consent.acceptAll();
  expect(page.window.consent.getState()).toMatchObject({ gpc: true });
  expect(page.window.consent.allows("advertising")).toBe(false);
  expect(page.window.consent.allows("statistics")).toBe(true);
});

test("creating a consent reads and writes nothing", async () => {
  const page = await openPage(`<body><script>
    window.ran = [];
    const { get, set } = Object.getOwnPropertyDescriptor(Document.prototype, "cookie");
    Object.defineProperty(document, "cookie", {
      get() { ran.push("read"); return get.call(this) }, set(text) { ran.push("write"); set.call(this, text) } });
    window.consent = assent.createConsent(policy, { region: "FR" });
  </script>`);
  expect(page.window.consent.getState().status).toBe("pending");
  expect(page.window.ran).toEqual([]);
  page.window.consent.start();
  expect(page.window.ran).toEqual(["read"]);
});
