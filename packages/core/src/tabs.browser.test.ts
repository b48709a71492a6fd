import { expect, test } from "vitest";
import { server } from "vitest/browser";
import { openPage, type Page, start } from "../test/page.js";

const body = `<body><script>${start}</script>
  <script type="text/plain" data-assent="statistics">ran.push("it")</script>`;
/** WebKit shows a page what another wrote some milliseconds late; the page looks again when it is shown. */
const look = ({ window }: Page) => {
  if (server.browser === "safari") window.dispatchEvent(new window.Event("pageshow"));
  return window.consent;
};
const withoutChannel = "<script>delete window.BroadcastChannel</script>";

for (const [how, head] of [
  ["a channel", ""],
  ["the storage event, where there is no BroadcastChannel", withoutChannel],
] as const) {
  test(`two pages stay in step by ${how}`, async () => {
    const one = await openPage(body, { head });
    const two = await openPage(body, { head });
    expect(two.window.consent.getState().status).toBe("banner");
    one.window.consent.acceptAll();
    await expect.poll(() => look(two).getState().status).toBe("closed");
    expect(two.window.ran).toEqual(["it"]);
    two.window.consent.withdraw();
    await expect.poll(() => look(one).allows("statistics")).toBe(false);
    expect(one.window.consent.getState()).toEqual(two.window.consent.getState());
    expect(localStorage.getItem("cookies_preferences")).toBeNull();
  });

  test(`forgetting reaches the other page by ${how}`, async () => {
    const one = await openPage(body, { head });
    const two = await openPage(body, { head });
    one.window.consent.acceptAll();
    await expect.poll(() => look(two).getState().status).toBe("closed");
    one.window.consent.forget();
    await expect.poll(() => look(two).getState().status).toBe("banner");
    expect(document.cookie).not.toContain("cookies_preferences");
  });
}

test("two pages that choose at once converge", async () => {
  const one = await openPage(body);
  const two = await openPage(body);
  one.window.consent.acceptAll();
  two.window.consent.rejectAll();
  await expect.poll(() => [one, two].map((page) => look(page).allows("statistics"))).toEqual([false, false]);
});

test("a page that is shown again looks for what it missed", async () => {
  const page = await openPage(body);
  const { consent, assent } = page.window;
  assent.cookieStorage("cookies_preferences").write("no record");
  page.window.dispatchEvent(new page.window.Event("pageshow"));
  expect(consent.getState()).toMatchObject({ status: "banner", record: "corrupt" });
});

test("a page that left hears nothing more", async () => {
  const one = await openPage(body);
  const two = await openPage(
    `<body><script>${start.replace("consent.start()", "window.stop = consent.start()")}</script>`,
  );
  (two.window as unknown as { stop(): void }).stop();
  const three = await openPage(body);
  one.window.consent.acceptAll();
  await expect.poll(() => look(three).allows("statistics")).toBe(true);
  expect(two.window.consent.allows("statistics")).toBe(false);
});
