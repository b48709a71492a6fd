import { expect, onTestFinished, test } from "vitest";
import { server } from "vitest/browser";
import { openHosts, openPage } from "../test/page.js";

// Frames write by pipes of their own, which overtake each other: every test has a cookie of its own.
const storageOf = async (name: string) => {
  const page = await openPage("<body>", { path: "at/a/b" });
  return { page, storage: page.window.assent.cookieStorage(name, { document: page.document }) };
};

test("what is written is read, on every path, until it is forgotten", async () => {
  const { page, storage } = await storageOf("assent_test");
  expect(storage.read()).toEqual([]);
  expect(await storage.write("1.abc.o")).toBe(true);
  expect(storage.read()).toEqual(["1.abc.o"]);
  expect(document.cookie).toContain("assent_test=1.abc.o");
  expect(await storage.write("1.abd.o")).toBe(true);
  expect(storage.read()).toEqual(["1.abd.o"]);
  expect(await storage.write(null)).toBe(true);
  expect(page.document.cookie).not.toContain("assent_test");
});

test("two cookies of one name are both read", async () => {
  const { page, storage } = await storageOf("assent_two");
  await storage.write("root");
  page.document.cookie = "assent_two=deep";
  expect([...(storage.read() as string[])].sort()).toEqual(["deep", "root"]);
  page.document.cookie = "assent_two=; Max-Age=0";
});

test("a text that the browser drops isn't taken for kept", async ({ skip }) => {
  // WebKit on Linux keeps cookies of any length.
  if (server.browser === "safari") skip();
  const { storage } = await storageOf("assent_long");
  await storage.write("old");
  expect(await storage.write("x".repeat(5000))).toBe(false);
});

test("the record lasts, for as long as browsers allow", async ({ skip }) => {
  const { page, storage } = await storageOf("assent_lasting");
  if (!page.window.cookieStore || server.browser === "safari") skip();
  expect(await storage.write("1.abc.o")).toBe(true);
  const cookie = (await page.window.cookieStore.get("assent_lasting")) as { expires?: number; path?: string };
  if (cookie.expires === undefined) skip();
  const days = (Number(cookie.expires) - Date.now()) / 86_400_000;
  expect(Math.round(days)).toBe(400);
});

test("a page that may have no cookies still gets its banner, and its choice lives in memory", async () => {
  const told = new Promise<unknown[]>((resolve) => {
    const hear = ({ data }: MessageEvent) => data?.[0] === "told" && resolve(data.slice(1));
    addEventListener("message", hear);
    onTestFinished(() => removeEventListener("message", hear));
  });
  await openPage(
    `<body><script>
      const consent = assent.createConsent(policy, { region: "FR" });
      consent.start();
      assent.openGates(consent);
      assent.guardCookies(consent, "block");
      const first = consent.getState();
      consent.save({ statistics: true });
      const { status, persisted } = consent.getState();
      parent.postMessage(["told", first.status, status, persisted, consent.allows("statistics")], "*");
    </script>`,
    { sandbox: "allow-scripts", isLoading: true },
  );
  expect(await told).toEqual(["banner", "closed", false, true]);
});

test("a storage on the widest domain is shared by the hosts below it, and no public suffix takes it", async ({
  skip,
}) => {
  const visit = (await openHosts()) ?? skip();
  const use = (host: string, call: string) =>
    visit(host, `assent.cookieStorage("assent_wide", { domain: assent.widest }).${call}`);
  expect(await use("a.assent", 'write("1.abc.o")')).toBe(true);
  expect(await use("b.assent", "read()")).toEqual(["1.abc.o"]);
  expect(await use("b.other", "read()")).toEqual([]);
  expect(await use("b.assent", "write(null)")).toBe(true);
  expect(await use("a.assent", "read()")).toEqual([]);
});
