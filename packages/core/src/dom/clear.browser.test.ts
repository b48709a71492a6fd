import { expect, test } from "vitest";
import { openHosts, openPage, type Page, start } from "../../test/page.js";

const body = (script = "") => `<body><script>${start}${script}</script>`;
const names = (page: Page) => page.document.cookie.split("; ").map((pair) => pair.split("=")[0]);
const write = (page: Page, ...cookies: string[]) => {
  for (const cookie of cookies) page.document.cookie = cookie;
};
const withdraw = (page: Page) => {
  page.window.consent.withdraw();
  return page.window.assent.clear(page.window.consent);
};

test("cookies go from every path above the page, and from the declared one, partitioned or not", async () => {
  const page = await openPage(body(), { path: "at/a/b" });
  const folder = new URL(page.url).pathname.slice(0, -1);
  write(
    page,
    "_ex_root=1; Path=/",
    "_ex_default=1",
    "_ex_pages=1; Path=/pages",
    `_ex_folder=1; Path=${folder}/`,
    `_ex_deep=1; Path=${folder}/at/a`,
    `_ex_full=1; Path=${folder}/at/a/b`,
    "_ex_full=1; Path=/",
    "_ex_secure=1; Path=/; Secure",
    "_ex_partitioned=1; Path=/; Secure; SameSite=None; Partitioned",
    "_deep=1; Path=/pages/elsewhere",
  );
  const present = [...new Set(names(page).filter((name) => name?.startsWith("_ex_")))];
  expect(present).toEqual(expect.arrayContaining(["_ex_root", "_ex_default", "_ex_deep", "_ex_full"]));
  const { deleted, remaining } = await withdraw(page);
  expect(names(page)).toEqual(["cookies_preferences"]);
  expect(deleted.map(({ name }) => name).sort()).toEqual(present.sort());
  expect(deleted).toContainEqual({ service: "counter", name: "_ex_root", kind: "cookie" });
  expect(remaining.map(({ name }) => name)).toEqual(["_hidden", "_theirs"]);
  page.window.history.replaceState(null, "", "/pages/elsewhere");
  expect(names(page)).toEqual(["cookies_preferences"]);
});

test("cookies go from every domain above the page", async ({ skip }) => {
  const visit = (await openHosts()) ?? skip();
  const script = `
    const names = () => document.cookie.split("; ").filter((pair) => pair.startsWith("_ex_")).length;
    for (const domain of ["", "; Domain=a.b.clear.localhost", "; Domain=b.clear.localhost", "; Domain=clear.localhost"])
      for (const partition of ["", "; Secure; SameSite=None; Partitioned"])
        document.cookie = "_ex_1=1; Path=/" + domain + partition;
    const before = names();
    const consent = assent.createConsent(policy, { region: "FR" });
    consent.withdraw();
    assent.clear(consent).then(({ deleted }) => [before > 3, names(), deleted.map(({ name }) => name)]);`;
  expect(await visit("a.b.clear", script)).toEqual([true, 0, ["_ex_1"]]);
});

test("what belongs to no denied service stays: the record, allowed services, undeclared and similar names", async () => {
  const page = await openPage(body());
  page.window.consent.save({ media: true });
  write(page, "_ex_1=1; Path=/", "my_ex_1=1; Path=/", "undeclared=1; Path=/", "_player=1; Path=/");
  for (const storage of [page.window.localStorage, page.window.sessionStorage]) {
    for (const name of ["kept", "count.1", "visit.1", "other"]) storage.setItem(name, "1");
  }
  const { deleted } = await page.window.assent.clear(page.window.consent);
  expect(names(page).sort()).toEqual(["_player", "cookies_preferences", "my_ex_1", "undeclared"]);
  const stored = ["count.1", "kept", "other", "visit.1"];
  expect(stored.filter((name) => page.window.localStorage.getItem(name))).toEqual([
    "kept",
    "other",
    "visit.1",
  ]);
  expect(stored.filter((name) => page.window.sessionStorage.getItem(name))).toEqual([
    "count.1",
    "kept",
    "other",
  ]);
  expect(deleted).toEqual([
    { service: "counter", name: "_ex_1", kind: "cookie" },
    { service: "counter", name: "count.1", kind: "local" },
    { service: "counter", name: "visit.1", kind: "session" },
  ]);
  write(page, ...["my_ex_1", "undeclared"].map((name) => `${name}=; Path=/; Max-Age=0`));
});

test("a record whose name a service's pattern covers stays too", async () => {
  const page = await openPage(`<body><script>
    const own = { category: "statistics", provider: "Us", party: "first",
      cookies: { "cookies_*": { purpose: "Count", maxAge: 60 } } };
    window.policy = assent.definePolicy({ categories: { statistics: "ask" }, services: { own } });
    ${start}</script>`);
  write(page, "cookies_other=1; Path=/");
  const { deleted } = await withdraw(page);
  expect(deleted.map(({ name }) => name)).toEqual(["cookies_other"]);
  expect(names(page)).toEqual(["cookies_preferences"]);
});

test("a pattern skips no second cookie, as one with a /g flag would", async () => {
  const page = await openPage(body());
  write(page, ...[1, 2, 3, 4, 5].map((number) => `_ex_${number}=1; Path=/`));
  const { deleted } = await withdraw(page);
  expect(deleted).toHaveLength(5);
  expect(names(page)).toEqual(["cookies_preferences"]);
});

test("databases and caches of denied services are deleted, others stay", async () => {
  const page = await openPage(body());
  const { indexedDB, caches } = page.window;
  const make = (name: string) =>
    new Promise<void>((resolve) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => {
        request.result.close();
        resolve();
      };
    });
  for (const name of ["count-db", "other-db"]) await make(name);
  for (const name of ["count-cache", "other-cache"]) await caches?.open(name);
  const { deleted } = await withdraw(page);
  expect(deleted.map(({ name }) => name)).toEqual(["count-db", "count-cache"]);
  expect((await indexedDB.databases()).map(({ name }) => name)).toEqual(["other-db"]);
  expect(await caches.keys()).toEqual(["other-cache"]);
  indexedDB.deleteDatabase("other-db");
  await caches.delete("other-cache");
});

test("a database that something has open remains, in use", async () => {
  const page = await openPage(body());
  const open = await new Promise<IDBDatabase>((resolve) => {
    const request = page.window.indexedDB.open("count-db");
    request.onsuccess = () => resolve(request.result);
  });
  const { remaining } = await withdraw(page);
  expect(remaining).toContainEqual({
    service: "counter",
    name: "count-db",
    kind: "indexeddb",
    reason: "inUse",
  });
  open.close();
});

test("an httpOnly cookie and one of another site remain, and say why", async () => {
  const page = await openPage(body(), { headers: { "Set-Cookie": "_hidden=1; Path=/; HttpOnly" } });
  const { remaining } = await withdraw(page);
  expect(remaining).toEqual([
    { service: "counter", name: "_hidden", kind: "cookie", reason: "httpOnly" },
    { service: "counter", name: "_theirs", kind: "cookie", reason: "thirdParty" },
  ]);
});

test("a cookie that a script writes again at once remains, recreated", async () => {
  const page = await openPage(
    body(`
      document.cookie = "_ex_1=1; Path=/";
      const { set, get } = Object.getOwnPropertyDescriptor(Document.prototype, "cookie");
      Object.defineProperty(document, "cookie", { get() { return get.call(this) }, set(text) {
        set.call(this, text);
        if (/^_ex_1=;/.test(text)) setTimeout(() => set.call(this, "_ex_1=2; Path=/"));
      } });`),
  );
  const { deleted, remaining } = await withdraw(page);
  expect(deleted).toEqual([]);
  expect(remaining).toContainEqual({
    service: "counter",
    name: "_ex_1",
    kind: "cookie",
    reason: "recreated",
  });
});

test("a cookie that this page can't reach remains: it has another path", async () => {
  const page = await openPage(
    body(`
      const { set, get } = Object.getOwnPropertyDescriptor(Document.prototype, "cookie");
      document.cookie = "_ex_1=1; Path=/";
      Object.defineProperty(document, "cookie", { get() { return get.call(this) }, set() {} });`),
  );
  const { remaining } = await withdraw(page);
  expect(remaining).toContainEqual({
    service: "counter",
    name: "_ex_1",
    kind: "cookie",
    reason: "otherPath",
  });
});

test("withdrawing twice clears as once", async () => {
  const page = await openPage(body());
  write(page, "_ex_1=1; Path=/");
  expect((await withdraw(page)).deleted).toHaveLength(1);
  expect(await withdraw(page)).toMatchObject({ stopped: [], deleted: [], reloadRequired: false });
});

test("where cookies and storage are blocked, clearing finds nothing and never throws", async () => {
  const page = await openPage(
    `<body><script>${start}
      consent.withdraw();
      assent.clear(consent).then(
        (cleared) => parent.postMessage(["cleared", cleared, consent.getState().persisted], "*"),
        (error) => parent.postMessage(["cleared", String(error)], "*"),
      );</script>`,
    { sandbox: "allow-scripts", isLoading: true },
  );
  expect(page.document).toBeNull();
  const cleared = await new Promise((resolve) => {
    addEventListener("message", function hear({ data }) {
      if (data?.[0] !== "cleared") return;
      removeEventListener("message", hear);
      resolve(data.slice(1));
    });
  });
  expect(cleared).toMatchObject([{ stopped: [], deleted: [], reloadRequired: false }, false]);
});
