import { expect, test } from "vitest";
import { openPage, type PageOptions, start } from "../../test/page.js";

const nonce = "r4nd0m";
const strict: PageOptions = {
  nonce,
  headers: {
    "Content-Security-Policy": `script-src 'nonce-${nonce}'; object-src 'none'; base-uri 'self'; require-trusted-types-for 'script'`,
  },
  head: `<script nonce="${nonce}">
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (event) => violations.push(event.violatedDirective));
  </script>`,
};
const gates = `<script nonce="${nonce}">${start} assent.guardCookies(consent, "block");</script>`;
const markup = `
  <script nonce="${nonce}" type="text/plain" data-assent="statistics">ran.push("inline")</script>
  <script nonce="${nonce}" type="text/plain" data-assent="statistics" src="one.js"></script>
  <script nonce="${nonce}" type="text/plain" data-assent="statistics" data-type="module">ran.push("module")</script>
  <template data-assent="media"><p id="inserted"></p><script nonce="${nonce}">ran.push("template")</script></template>
  <div><iframe data-assent="media" data-assent-src="frame.html"></iframe>
    <p data-assent-placeholder><button data-assent-once>This once</button></p></div>`;
const everything = ["inline", "module", "one.js", "template"];

test("gates work under a strict policy with nonces and Trusted Types, and the browser reports no violation", async () => {
  const page = await openPage(`<body>${gates}${markup}`, strict);
  const { window } = page;
  expect(window.ran).toEqual([]);
  window.consent.acceptAll();
  await expect.poll(() => [...window.ran].sort()).toEqual(everything);
  await expect.poll(async () => (await page.asked()).sort()).toEqual(["frame.html", "one.js"]);
  window.consent.withdraw();
  await window.assent.clear(window.consent);
  window.consent.acceptAll();
  expect([...window.ran].sort()).toEqual(everything);
  expect(window.violations).toEqual([]);
});

test("what was granted earlier runs while such a page is parsed, without a violation", async () => {
  const page = await openPage(
    `<body>${gates}<script nonce="${nonce}">consent.acceptAll()</script>${markup}<p>`,
    strict,
  );
  await expect.poll(() => [...page.window.ran].sort()).toEqual(everything);
  expect(page.window.violations).toEqual([]);
});

test("gates that are opened long after the page was parsed cause no violation either", async () => {
  const page = await openPage(`<body>${markup}`, strict);
  const { window } = page;
  window.ran = [];
  const consent = window.assent.createConsent(
    (window as unknown as { policy: Parameters<typeof window.assent.createConsent>[0] }).policy,
    { region: "FR" },
  );
  consent.start();
  window.assent.openGates(consent);
  consent.acceptAll();
  await expect.poll(() => [...window.ran].sort()).toEqual(everything);
  expect(window.violations).toEqual([]);
});

test("under Trusted Types without nonces, what the parser made runs all the same", async () => {
  const page = await openPage(
    `<body><script>${start}</script>
      <script type="text/plain" data-assent="statistics">ran.push("inline")</script>
      <script type="text/plain" data-assent="statistics" src="one.js"></script>`,
    { headers: { "Content-Security-Policy": "require-trusted-types-for 'script'" } },
  );
  page.window.consent.acceptAll();
  await expect.poll(() => page.window.ran).toEqual(["inline", "one.js"]);
});

test("under a policy with nonces, scripts inserted later keep theirs", async () => {
  const page = await openPage(`<body>${gates}<main></main>`, {
    ...strict,
    headers: { "Content-Security-Policy": `script-src 'nonce-${nonce}'` },
  });
  page.window.consent.acceptAll();
  (page.document.querySelector("main") as HTMLElement).innerHTML = markup;
  await expect.poll(() => [...page.window.ran].sort()).toEqual(everything);
  const other = new page.window.DOMParser().parseFromString(
    `<script nonce="${nonce}" type="text/plain" data-assent="statistics">ran.push("other")</script>`,
    "text/html",
  );
  page.document.body.append(...other.head.children);
  await expect.poll(() => page.window.ran.at(-1)).toBe("other");
  expect(page.window.violations).toEqual([]);
});
