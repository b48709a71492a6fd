import { describe, expect, test } from "vitest";
import { server } from "vitest/browser";
import { type Page as Frame, openPage } from "../../core/test/page.js";
import { site } from "../test/site.js";
import { type Page, type StandIn, standIns } from "../test/stand-ins.js";
import { vendors } from "../test/vendors.js";
import { google } from "./google.js";
import { googleDefault } from "./google-default.js";

/** A page with a consent of its own for the site that uses every vendor, told to stop before any vendor's code. */
async function open(head = "", options: Parameters<typeof openPage>[1] = {}): Promise<Frame> {
  const page = await openPage(`${head}<body>`, options);
  const { assent } = page.window;
  page.window.consent = assent.createConsent(site as never, { region: "FR" });
  return page;
}

const texts = new Map<string, string>();

/** A function as a script that the browser loads from an address, as it loads a vendor's. */
function load({ window, document }: Frame, run: StandIn["snippet"] | StandIn["script"]): Promise<void> {
  const text = `(${run})(window, (...command) => (window.heard ??= []).push(command));`;
  const address = texts.get(text) ?? URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  texts.set(text, address);
  const script = document.createElement("script");
  script.src = address;
  return new Promise((resolve) => {
    script.onload = () => resolve();
    window.document.head.append(script);
  });
}

const plain = (command: unknown[]) =>
  command.map((part) => (typeof part === "function" ? "a function" : part));

describe.each(vendors.filter(({ trace }) => trace.accepted.length > 0))("$name in a browser", (vendor) => {
  const standIn = standIns[vendor.name] as StandIn;

  /** What the vendor's script has heard of consent, as values of this window. */
  function heard({ window }: Frame): unknown[] {
    const all = (window as unknown as Page).heard ?? [];
    return all
      .map((command: unknown[]) => JSON.parse(JSON.stringify(plain([...command]))))
      .filter(
        (command: unknown[]) =>
          vendor.says(command) ||
          command[0] === "set" ||
          (command[0] === "clarity" && command[1] === "consentv2"),
      );
  }

  test("its script replays the queue that it finds, takes its place, and hears what is permitted", async () => {
    const page = await open();
    const { consent } = page.window;
    vendor.start(consent, page.window);
    consent.start();
    await load(page, standIn.snippet);
    consent.rejectAll();
    await load(page, standIn.script);
    const early = heard(page).length;
    consent.acceptAll();
    consent.withdraw();
    consent.acceptAll();
    const { before, refused, accepted } = vendor.trace;
    const sort = (commands: readonly unknown[]) =>
      [...commands].map((command) => JSON.stringify(command)).sort();
    expect(sort(heard(page).slice(0, early))).toEqual(sort([...before, ...refused]));
    expect(sort(heard(page).slice(early))).toEqual(sort([...accepted, ...refused, ...accepted]));
  });
});

test.each(vendors)("what a withdrawal comes to says whether $name goes on", async (vendor) => {
  const { window } = await open();
  vendor.start(window.consent, window);
  window.consent.start();
  window.consent.acceptAll();
  window.consent.withdraw();
  const { stopped, reloadRequired } = await window.assent.clear(window.consent);
  expect(reloadRequired).toBe(!vendor.stops);
  expect(stopped.length > 0).toBe(vendor.stops);
});

test("another tab's decision reaches a vendor on this page", async () => {
  const [one, two] = [await open(), await open()];
  const window = one.window as unknown as Page;
  google(one.window.consent, { window });
  one.window.consent.start();
  two.window.consent.start();
  const last = () => [...window.dataLayer].findLast(([command]) => command === "consent");
  const look = () => {
    // WebKit shows a page what another wrote some milliseconds late; the page looks again when it is shown.
    if (server.browser === "safari") window.dispatchEvent(new window.Event("pageshow"));
    return last()[2]?.analytics_storage;
  };
  two.window.consent.acceptAll();
  await expect.poll(look).toBe("granted");
  two.window.consent.withdraw();
  await expect.poll(look).toBe("denied");
  expect([...window.dataLayer].filter(([command]) => command === "consent")).toHaveLength(3);
});

test("the head's script runs under a strict policy with a nonce, before any tag", async () => {
  const nonce = "r4nd0m";
  const page = await open(
    `<script nonce="${nonce}">window.violations = [];
      document.addEventListener("securitypolicyviolation", (event) => violations.push(event.violatedDirective));</script>
    <script nonce="${nonce}">${googleDefault(site)}</script>
    <script nonce="${nonce}">var dataLayer = [{ event: "replaced" }];</script>`,
    {
      nonce,
      headers: {
        "Content-Security-Policy": `script-src 'nonce-${nonce}'; object-src 'none'; require-trusted-types-for 'script'`,
      },
    },
  );
  const window = page.window as unknown as Page;
  google(page.window.consent, { window });
  page.window.consent.start();
  page.window.consent.acceptAll();
  const said = [...window.dataLayer].filter((item) => item[0] === "consent").map(([, when]) => when);
  expect(said).toEqual(["default", "update"]);
  expect(window.dataLayer[0][1]).toBe("default");
  expect(page.window.violations).toEqual([]);
});

test("what var declared before can't be watched, and hears everything all the same", async () => {
  const page = await open(
    "<script>var dataLayer = [{ event: 'first' }]; var _paq = [['trackPageView']];</script>",
  );
  const window = page.window as unknown as Page;
  google(page.window.consent, { window });
  page.window.consent.start();
  page.window.consent.acceptAll();
  const said = [...window.dataLayer].filter((item) => item[0] === "consent").map(([, when]) => when);
  expect(said).toEqual(["default", "update"]);
});
