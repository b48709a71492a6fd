import { expect, test } from "vitest";
import { openPage, start } from "../../test/page.js";

const gated = (attributes: string, text = "") =>
  `<script type="text/plain" data-assent="statistics" ${attributes}>${text}</script>`;
const body = (markup: string) => `<body><script>${start}</script>${markup}`;

test("a script waits for its grant, and the browser asks for nothing before", async () => {
  const page = await openPage(body(gated('src="one.js"') + gated("", "ran.push('inline')")), {});
  expect(page.window.ran).toEqual([]);
  expect(await page.asked()).toEqual([]);
  page.window.consent.acceptAll();
  await expect.poll(() => page.window.ran).toEqual(["one.js", "inline"]);
});

test("an inline script runs before the choice returns", async () => {
  const page = await openPage(body(gated("", "ran.push('inline')")));
  page.window.consent.save({ statistics: true });
  expect(page.window.ran).toEqual(["inline"]);
});

test("what is exempt or was granted earlier runs as the page loads", async () => {
  const page = await openPage(
    body(`<script type="text/plain" data-assent="necessary">ran.push("necessary")</script>`),
  );
  expect(page.window.ran).toEqual(["necessary"]);
});

test("gates that are opened before the consent starts hold even exempt scripts until it does", async () => {
  const page = await openPage(`<body><script>
      window.ran = [];
      window.consent = assent.createConsent(policy, { region: "FR" });
      assent.openGates(consent);
    </script>
    <script type="text/plain" data-assent="necessary">ran.push("necessary")</script>`);
  expect(page.window.ran).toEqual([]);
  page.window.consent.start();
  expect(page.window.ran).toEqual(["necessary"]);
});

test("attributes are kept", async () => {
  const integrity = "sha256-AAAA";
  const page = await openPage(
    body(
      gated(
        `id="it" nonce="abc" crossorigin="anonymous" referrerpolicy="no-referrer" data-site="7" fetchpriority="low"`,
        "const { id, nonce, crossOrigin, referrerPolicy, dataset } = document.currentScript; ran.push(id, nonce, crossOrigin, referrerPolicy, dataset.site)",
      ) + gated(`id="wrong" integrity="${integrity}" crossorigin src="wrong.js"`),
    ),
  );
  page.window.consent.acceptAll();
  expect(page.window.ran).toEqual(["it", "abc", "anonymous", "no-referrer", "7"]);
  await expect.poll(page.asked).toEqual(["wrong.js"]);
  const scripts = [...page.document.querySelectorAll<HTMLScriptElement>("#wrong")];
  expect(scripts.map((script) => script.integrity)).toContain(integrity);
  expect(page.window.ran).not.toContain("wrong.js");
});

test("scripts run in the order of the document, whatever their names: an inline one waits for those that load before it", async () => {
  const page = await openPage(
    body(`
      <script type="text/plain" data-assent="advertising">ran.push("1")</script>
      ${gated('src="2.js?held"')}
      <script type="text/plain" data-assent="media" src="3.js"></script>
      ${gated("", "ran.push('4')")}
      ${gated('src="5.js"')}
      <script type="text/plain" data-assent="media">ran.push("6")</script>`),
  );
  page.window.consent.acceptAll();
  await expect.poll(page.asked).toEqual(["2.js", "3.js"]);
  expect(page.window.ran).toEqual(["1"]);
  await page.release("2.js");
  await expect.poll(() => page.window.ran).toEqual(["1", "2.js", "3.js", "4", "5.js", "6"]);
});

test("async, deferred and module scripts keep no inline script waiting", async () => {
  const page = await openPage(
    body(`
      ${gated('async src="async.js?held"')}
      ${gated('defer src="defer.js?held"')}
      ${gated('data-type="module" src="module.js?held"')}
      ${gated("", "ran.push('inline')")}`),
  );
  page.window.consent.acceptAll();
  expect(page.window.ran).toEqual(["inline"]);
  for (const name of ["module", "defer", "async"]) await page.release(`${name}.js`);
  await expect
    .poll(() => [...page.window.ran].sort())
    .toEqual(["async.js", "defer.js", "inline", "module.js"]);
});

test("an async script doesn't wait for those before it", async () => {
  const page = await openPage(body(gated('src="first.js?held"') + gated('async src="async.js"')));
  page.window.consent.acceptAll();
  await expect.poll(() => page.window.ran).toEqual(["async.js"]);
  await page.release("first.js");
  await expect.poll(() => page.window.ran).toEqual(["async.js", "first.js"]);
});

test("an inline module runs as a module", async () => {
  const page = await openPage(body(gated('data-type="module"', "ran.push(typeof import.meta.url)")));
  page.window.consent.acceptAll();
  await expect.poll(() => page.window.ran).toEqual(["string"]);
});

test("a script that can't be loaded, or throws, keeps no other from running", async () => {
  const page = await openPage(
    body(
      `<script>addEventListener("error", (event) => event.preventDefault())</script>
      ${gated('src="missing"')}${gated("", "throw new Error('broken')")}${gated("", "ran.push('after')")}`,
    ),
  );
  page.window.consent.acceptAll();
  await expect.poll(() => page.window.ran).toEqual(["after"]);
});

test("saving again re-appends no script already loaded, nor does a new grant, nor opening the gates again", async () => {
  const page = await openPage(body(gated('src="one.js"') + gated("", "ran.push('inline')")));
  const { consent, assent } = page.window;
  consent.acceptAll();
  await expect.poll(() => page.window.ran).toEqual(["one.js", "inline"]);
  consent.save({ statistics: true });
  consent.acceptAll();
  consent.rejectAll();
  consent.acceptAll();
  assent.openGates(consent)();
  assent.openGates(consent);
  page.document.body.insertAdjacentHTML("beforeend", gated("", "ran.push('last')"));
  await expect.poll(() => page.window.ran).toEqual(["one.js", "inline", "last"]);
  expect(await page.asked()).toEqual(["one.js"]);
});

test("a refusal while a script loads keeps those that wait from running, until the next grant", async () => {
  const page = await openPage(body(gated('src="one.js?held"') + gated("", "ran.push('inline')")));
  page.window.consent.acceptAll();
  await expect.poll(page.asked).toEqual(["one.js"]);
  page.window.consent.rejectAll();
  await page.release("one.js");
  await expect.poll(() => page.window.ran).toEqual(["one.js"]);
  page.window.consent.acceptAll();
  expect(page.window.ran).toEqual(["one.js", "inline"]);
});

test("scripts inserted after start run: made by createElement, innerHTML, or another document", async () => {
  const page = await openPage(body(""));
  const { window, document } = page;
  window.consent.acceptAll();
  const script = document.createElement("script");
  script.type = "text/plain";
  script.dataset.assent = "statistics";
  script.text = "ran.push('createElement')";
  document.body.append(script);
  await expect.poll(() => window.ran).toEqual(["createElement"]);
  const div = document.createElement("div");
  document.body.append(div);
  div.innerHTML = `<p>${gated("", "ran.push('innerHTML')")}</p>`;
  await expect.poll(() => window.ran).toEqual(["createElement", "innerHTML"]);
  const other = new window.DOMParser().parseFromString(
    `<body>${gated("", "ran.push('parsed')")}${gated('src="one.js"')}${gated("", "ran.push('end')")}`,
    "text/html",
  );
  document.body.replaceWith(other.body);
  await expect.poll(() => window.ran.slice(2)).toEqual(["parsed", "one.js", "end"]);
});

test("scripts inserted by innerHTML while the page is parsed run once granted", async () => {
  const page = await openPage(
    body(`<div id="place"></div><script>
      place.innerHTML = '<script type="text/plain" data-assent="statistics">ran.push("innerHTML")</' + 'script>';
    </script>${gated("", "ran.push('after')")}`),
  );
  page.window.consent.acceptAll();
  expect(page.window.ran).toEqual(["innerHTML", "after"]);
});

test("scripts that come with a view transition run", async ({ skip }) => {
  const page = await openPage(body("<main>old</main>"));
  const { window, document } = page;
  if (!document.startViewTransition) skip();
  window.consent.acceptAll();
  await document.startViewTransition(() => {
    (document.querySelector("main") as HTMLElement).innerHTML = gated("", "ran.push('new')");
  }).updateCallbackDone;
  await expect.poll(() => window.ran).toEqual(["new"]);
});

test("a script whose text is still on its way isn't cut short", async () => {
  const page = await openPage(
    `<body><script>${start} consent.acceptAll();</script>
      <script type="text/plain" data-assent="statistics">ran.push("whole`,
    { later: ['");</script><p id="end">', "</p>"], isLoading: true },
  );
  await expect.poll(() => page.document?.querySelector("[data-assent]")?.textContent).toContain("whole");
  expect(page.window.ran).toEqual([]);
  await page.release();
  await expect.poll(() => page.window.ran).toEqual(["whole"]);
  expect(page.document.readyState).toBe("loading");
  await page.release();
  await expect.poll(() => page.document.readyState).toBe("complete");
  expect(page.window.ran).toEqual(["whole"]);
});

test("a script at the very end of a page runs", async () => {
  const page = await openPage(
    `<body><script>${start} consent.acceptAll();</script>${gated("", "ran.push('end')")}`,
  );
  expect(page.window.ran).toEqual(["end"]);
});

test("a page written by document.write is held to the same rules", async () => {
  const page = await openPage(body(""));
  const { window, document } = page;
  window.consent.acceptAll();
  const inner = document.createElement("iframe");
  document.body.append(inner);
  const other = inner.contentDocument as Document;
  other.open();
  window.assent.openGates(window.consent, { document: other });
  other.write(`<body>${gated("", "parent.ran.push('written')")}<p>`);
  other.write(gated("", "parent.ran.push('late')"));
  other.close();
  await expect.poll(() => window.ran).toEqual(["written", "late"]);
});

test("what no policy declares stays closed without throwing, whatever it is called", async () => {
  const page = await openPage(
    body(
      ["unknown", "constructor", "__proto__", "", "toString", "hasOwnProperty"]
        .map((name) => `<script type="text/plain" data-assent="${name}">ran.push("${name}")</script>`)
        .join("") + gated("", "ran.push('known')"),
    ),
  );
  page.window.consent.acceptAll();
  expect(page.window.ran).toEqual(["known"]);
});

test("a stored name opens what writes it", async () => {
  const page = await openPage(
    body(`<script type="text/plain" data-assent="_ex_7">ran.push("_ex_7")</script>`),
  );
  page.window.consent.answer("counter", true);
  expect(page.window.ran).toEqual(["_ex_7"]);
});

test("a name that changes is looked up again", async () => {
  const page = await openPage(
    body(`<script id="it" type="text/plain" data-assent="media">ran.push("it")</script>`),
  );
  page.window.consent.save({ statistics: true });
  (page.document.getElementById("it") as HTMLElement).dataset.assent = "statistics";
  await expect.poll(() => page.window.ran).toEqual(["it"]);
});

test("nothing runs any more after the end", async () => {
  const page = await openPage(
    `<body><script>${start.replace("assent.openGates", "window.stop = assent.openGates")}</script>${gated("", "ran.push('it')")}`,
  );
  (page.window as unknown as { stop(): void }).stop();
  page.window.consent.acceptAll();
  page.document.body.insertAdjacentHTML("beforeend", gated("", "ran.push('new')"));
  await new Promise(page.window.requestAnimationFrame);
  expect(page.window.ran).toEqual([]);
});

test("one throwing callback suppresses no later one: gates open all the same", async () => {
  const page = await openPage(
    body(
      `<script>
        addEventListener("error", (event) => event.preventDefault());
        consent.onGrant("statistics", () => { throw new Error("first") });
        consent.onGrant("statistics", () => { ran.push("second") });
        consent.on("change", () => { throw new Error("listener") });
      </script>${gated("", "ran.push('script')")}`,
    ),
  );
  page.window.consent.acceptAll();
  expect(page.window.ran).toEqual(["second", "script"]);
});

test("what runs under a grant starts again after a revocation: guard() isn't dead", async () => {
  const page = await openPage(
    body(`<script>
      consent.onGrant("statistics", () => { ran.push("start"); return () => ran.push("stop"); });
    </script>`),
  );
  const { consent } = page.window;
  consent.acceptAll();
  consent.rejectAll();
  consent.acceptAll();
  expect(page.window.ran).toEqual(["start", "stop", "start"]);
});
