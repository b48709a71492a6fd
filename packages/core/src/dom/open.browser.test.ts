import { expect, test } from "vitest";
import { server, userEvent } from "vitest/browser";
import { openPage, type Page, start } from "../../test/page.js";

const body = (markup: string) => `<body><script>${start}</script>${markup}`;
const element = <E extends HTMLElement>(page: Page, selector: string) =>
  page.document.querySelector(selector) as E;
const isShown = (page: Page, selector: string) => !element(page, selector).hidden;

test("multi-element templates are inserted in order, text nodes included, each behind its template", async () => {
  const page = await openPage(
    body(`<main>a<template data-assent="media">b<b>c</b>d<!-- -->e<i>f</i></template>g<template
      data-assent="statistics">h<b>i</b></template>j</main>`),
  );
  expect(element(page, "main").textContent).toBe("agj");
  page.window.consent.acceptAll();
  expect(element(page, "main").textContent).toBe("abcdefghij");
  page.window.consent.rejectAll();
  expect(element(page, "main").textContent).toBe("agj");
  page.window.consent.acceptAll();
  expect(element(page, "main").textContent).toBe("abcdefghij");
});

test("markup that only a template can hold is inserted whole", async () => {
  const page = await openPage(
    body(`<table><tbody><template data-assent="media"><tr><td>cell</td></tr></template></tbody></table>`),
  );
  page.window.consent.acceptAll();
  expect(element(page, "tbody > tr > td").textContent).toBe("cell");
});

test("a template's scripts run once and in order, with those outside it", async () => {
  const page = await openPage(
    body(`<template data-assent="media">
        <script src="1.js?held"></script>
        <div><script>ran.push("2")</script></div>
        <script type="text/plain" data-assent="statistics">ran.push("3")</script>
        <script type="module">ran.push("module")</script>
        <script type="application/json" id="facts">{"a":1}</script>
      </template>
      <script type="text/plain" data-assent="statistics">ran.push("4")</script>`),
  );
  const { consent } = page.window;
  consent.acceptAll();
  await expect.poll(page.asked).toEqual(["1.js"]);
  await page.release("1.js");
  const ran = () => page.window.ran.filter((name) => name !== "module");
  await expect.poll(ran).toEqual(["1.js", "2", "3", "4"]);
  await expect.poll(() => page.window.ran).toContain("module");
  consent.rejectAll();
  consent.acceptAll();
  consent.rejectAll();
  consent.acceptAll();
  page.document.body.insertAdjacentHTML(
    "beforeend",
    `<script type="text/plain" data-assent="statistics">ran.push("last")</script>`,
  );
  await expect.poll(ran).toEqual(["1.js", "2", "3", "4", "last"]);
  expect(page.window.ran.filter((name) => name === "module")).toHaveLength(1);
  expect(JSON.parse(element(page, "#facts").textContent)).toEqual({ a: 1 });
});

test("what a template gates in turn waits for its own grant", async () => {
  const page = await openPage(
    body(`<template data-assent="media"><p id="outer"></p>
      <template data-assent="statistics"><p id="inner"></p><script>ran.push("inner")</script></template>
      <img data-assent="statistics" data-assent-src="one.svg"></template>`),
  );
  const { consent } = page.window;
  consent.save({ media: true });
  expect([!!element(page, "#outer"), !!element(page, "#inner")]).toEqual([true, false]);
  expect(await page.asked()).toEqual([]);
  consent.save({ statistics: true });
  expect(page.window.ran).toEqual(["inner"]);
  await expect.poll(page.asked).toEqual(["one.svg"]);
  consent.save({ media: false });
  await expect.poll(() => element(page, "#inner")).toBeNull();
  consent.save({ media: true });
  expect(element(page, "#inner")).not.toBeNull();
  expect(page.window.ran).toEqual(["inner"]);
});

test("a template that is still on its way is inserted when it is whole", async () => {
  const page = await openPage(
    `<body><script>${start} consent.acceptAll();</script><template data-assent="media"><b>one</b>`,
    { later: ["<b>two</b></template><p>"], isLoading: true },
  );
  await expect.poll(() => element<HTMLTemplateElement>(page, "template")?.content.textContent).toBe("one");
  await page.release();
  await expect.poll(() => page.document.readyState).toBe("complete");
  expect([...page.document.body.querySelectorAll("b")].map(({ textContent }) => textContent)).toEqual([
    "one",
    "two",
  ]);
});

test("templates made by scripts are gated too", async () => {
  const page = await openPage(body(`<main></main>`));
  page.window.consent.acceptAll();
  element(page, "main").innerHTML =
    `<template data-assent="media">a<b>b</b><script>ran.push("it")</script></template>`;
  await expect.poll(() => page.window.ran).toEqual(["it"]);
  expect(element(page, "main > b").textContent).toBe("b");
});

test("sources are asked for after the grant and not before", async () => {
  const page = await openPage(
    body(`
      <iframe data-assent="player" data-assent-src="frame.html"></iframe>
      <img data-assent="player" data-assent-src="image.svg">
      <video data-assent="player" data-assent-src="video.mp4" preload="auto"></video>
      <audio data-assent="player" data-assent-src="audio.mp3" preload="auto"></audio>
      <video preload="auto"><source data-assent="player" data-assent-src="source.mp4" type="video/mp4"></video>
      <link rel="stylesheet" data-assent="player" data-assent-src="style.css">`),
  );
  const names = ["audio.mp3", "frame.html", "image.svg", "style.css", "video.mp4"];
  const before = page.window.performance.getEntriesByType("resource").map(({ name }) => name);
  expect(before.filter((name) => names.some((own) => name.endsWith(own)))).toEqual([]);
  expect(await page.asked()).toEqual([]);
  page.window.consent.answer("player", true);
  await expect
    .poll(async () => [...new Set(await page.asked())].sort())
    .toEqual(expect.arrayContaining(names));
  expect(element<HTMLSourceElement>(page, "source").src).toMatch(/source\.mp4$/);
  await expect.poll(() => element<HTMLImageElement>(page, "img").naturalWidth).toBe(7);
  const outline = () => page.window.getComputedStyle(page.document.body).outlineColor;
  await expect.poll(outline).toBe("rgb(1, 2, 3)");
  page.window.consent.answer("player", false);
  await expect.poll(outline).not.toBe("rgb(1, 2, 3)");
  for (const gated of page.document.querySelectorAll("[data-assent]")) {
    expect(gated.matches("[src],[href]")).toBe(false);
  }
  await expect.poll(() => element<HTMLVideoElement>(page, "video").networkState).toBe(0);
  page.window.consent.answer("player", true);
  await expect.poll(outline).toBe("rgb(1, 2, 3)");
});

test("grant, revoke, grant leaves no iframe dead, and no step in the history", async () => {
  const page = await openPage(body(`<iframe data-assent="player" data-assent-src="frame.html"></iframe>`));
  const title = () => element<HTMLIFrameElement>(page, "iframe").contentDocument?.title;
  const { consent, history } = page.window;
  const steps = history.length;
  for (let round = 0; round < 3; round++) {
    consent.answer("player", true);
    await expect.poll(title).toBe("frame.html");
    consent.answer("player", false);
    await expect.poll(title).toBe("");
    expect(element<HTMLIFrameElement>(page, "iframe").contentWindow?.location.href).toBe("about:blank");
  }
  expect(await page.asked()).toEqual(["frame.html", "frame.html", "frame.html"]);
  expect(history.length).toBe(steps);
});

test("an element that the page takes out has no source when it puts it back after a refusal", async () => {
  const page = await openPage(body(`<img data-assent="player" data-assent-src="one.svg">`));
  const { consent } = page.window;
  const image = element<HTMLImageElement>(page, "img");
  consent.answer("player", true);
  await expect.poll(page.asked).toEqual(["one.svg"]);
  image.remove();
  await expect.poll(() => image.hasAttribute("src")).toBe(false);
  consent.answer("player", false);
  page.document.body.append(image);
  consent.answer("player", true);
  expect(image.hasAttribute("src")).toBe(true);
});

test("an open element follows a source that changes", async () => {
  const page = await openPage(body(`<iframe data-assent="player" data-assent-src="one.html"></iframe>`));
  const frame = element<HTMLIFrameElement>(page, "iframe");
  page.window.consent.answer("player", true);
  await expect.poll(() => frame.contentDocument?.title).toBe("one.html");
  frame.dataset.assentSrc = "two.html";
  await expect.poll(() => frame.contentDocument?.title).toBe("two.html");
  frame.dataset.assent = "pixel";
  await expect.poll(() => frame.hasAttribute("src")).toBe(false);
  expect(await page.asked()).toEqual(["one.html", "two.html"]);
});

test("an element without a source to load is left as it is", async () => {
  const page = await openPage(body(`<iframe data-assent="player"></iframe>`));
  page.window.consent.acceptAll();
  expect(element(page, "iframe").hasAttribute("src")).toBe(false);
});

const embed = (name: string, number = 1) => `<div id="embed-${number}">
    <iframe data-assent="${name}" data-assent-src="frame-${number}.html"></iframe>
    <div data-assent-placeholder id="place-${number}">
      <button type="button" data-assent-once>This once</button>
      <button type="button" data-assent-always><b>Always</b></button>
    </div>
  </div>`;

test("a placeholder shows while what it stands for doesn't", async () => {
  const page = await openPage(body(embed("player") + embed("pixel", 2)));
  const { consent } = page.window;
  expect([isShown(page, "#place-1"), isShown(page, "#place-2")]).toEqual([true, true]);
  consent.save({ media: true });
  expect([isShown(page, "#place-1"), isShown(page, "#place-2")]).toEqual([false, true]);
  consent.rejectAll();
  expect([isShown(page, "#place-1"), isShown(page, "#place-2")]).toEqual([true, true]);
});

test("a placeholder that comes later is told too", async () => {
  const page = await openPage(body(embed("player")));
  page.window.consent.acceptAll();
  page.document.body.insertAdjacentHTML("beforeend", embed("player", 2) + embed("unknown", 3));
  await expect.poll(() => isShown(page, "#place-2")).toBe(false);
  expect(isShown(page, "#place-3")).toBe(true);
});

test("“this once” loads that embed alone, records nothing, and ends with the next refusal", async () => {
  const page = await openPage(body(embed("player") + embed("player", 2)));
  const { consent } = page.window;
  const record = consent.getState();
  element(page, "#place-1 [data-assent-once]").click();
  await expect.poll(page.asked).toEqual(["frame-1.html"]);
  expect([isShown(page, "#place-1"), isShown(page, "#place-2")]).toEqual([false, true]);
  expect(consent.getState()).toBe(record);
  consent.save({ statistics: true });
  expect(element(page, "#embed-1 iframe").hasAttribute("src")).toBe(true);
  consent.withdraw();
  expect(element(page, "#embed-1 iframe").hasAttribute("src")).toBe(false);
  expect(isShown(page, "#place-1")).toBe(true);
});

test("a refusal of the service ends “this once”", async () => {
  const page = await openPage(body(embed("player")));
  element(page, "[data-assent-once]").click();
  page.window.consent.answer("player", false);
  expect(element(page, "iframe").hasAttribute("src")).toBe(false);
});

test("“always” answers for the service, and every embed of it loads", async () => {
  const page = await openPage(body(embed("player") + embed("player", 2)));
  element(page, "#place-1 [data-assent-always] b").click();
  await expect.poll(async () => (await page.asked()).sort()).toEqual(["frame-1.html", "frame-2.html"]);
  expect(page.window.consent.getState().permissions).toMatchObject({ player: true, media: false });
  expect([isShown(page, "#place-1"), isShown(page, "#place-2")]).toEqual([false, false]);
});

test("“always” for what no policy declares does nothing", async () => {
  const page = await openPage(body(embed("constructor")));
  element(page, "[data-assent-always]").click();
  expect(isShown(page, "#place-1")).toBe(true);
});

test("with the keyboard, the focus goes to what was loaded", async () => {
  const page = await openPage(body(embed("player")));
  page.window.focus();
  const button = element(page, "[data-assent-once]");
  button.focus();
  // WebKit's driver types into the outermost frame only.
  if (server.browser === "safari") button.click();
  else await userEvent.keyboard("{Enter}");
  await expect.poll(() => isShown(page, "#place-1")).toBe(false);
  expect(page.document.activeElement?.id).toBe("embed-1");
});

const migrating = (tool: string, markup: string) =>
  `<body><script>${start.replace("openGates(consent)", `openGates(consent, { markup: ["${tool}"] })`)}</script>${markup}`;

const vanilla = `
  <script type="text/plain" data-category="statistics">ran.push("category")</script>
  <script type="text/plain" data-category="statistics" data-service="counter" data-src="counter.js"></script>
  <script type="text/plain" data-category="statistics" data-type="module">ran.push(typeof import.meta.url)</script>
  <script type="text/plain" data-category="!statistics">ran.push("never")</script>
  <iframe data-category="media" data-src="frame.html"></iframe>
  <div data-category="statistics">not gated</div>`;

test("vanilla-cookieconsent's markup is understood where a site says so", async () => {
  const page = await openPage(migrating("vanilla-cookieconsent", vanilla));
  expect(await page.asked()).toEqual([]);
  page.window.consent.save({ statistics: true });
  await expect.poll(() => [...page.window.ran].sort()).toEqual(["category", "counter.js", "string"]);
  expect(await page.asked()).toEqual(["counter.js"]);
  page.window.consent.save({ media: true, statistics: false });
  await expect.poll(page.asked).toEqual(["counter.js", "frame.html"]);
  page.window.consent.acceptAll();
  expect(page.window.ran).toHaveLength(3);
});

const klaro = `
  <script type="text/plain" data-name="counter">ran.push("inline")</script>
  <script type="text/plain" data-name="counter" data-type="application/javascript" data-src="counter.js"></script>
  <img data-name="player" data-src="image.svg" style="display: none" data-original-display="block">
  <link rel="stylesheet" data-name="player" data-href="style.css">
  <meta name="description" data-name="statistics">`;

test("klaro's markup is understood where a site says so", async () => {
  const page = await openPage(migrating("klaro", klaro));
  expect(await page.asked()).toEqual([]);
  page.window.consent.save({ statistics: true });
  await expect.poll(() => page.window.ran).toEqual(["inline", "counter.js"]);
  page.window.consent.save({ media: true });
  await expect
    .poll(async () => (await page.asked()).sort())
    .toEqual(["counter.js", "image.svg", "style.css"]);
  expect(element(page, "img").style.display).toBe("block");
  page.window.consent.rejectAll();
  expect(element(page, "img").style.display).toBe("none");
  page.window.consent.acceptAll();
  expect(page.window.ran).toEqual(["inline", "counter.js"]);
});

test("the markup of other tools means nothing where a site doesn't say so", async () => {
  const page = await openPage(body(vanilla + klaro));
  page.window.consent.acceptAll();
  expect(page.window.ran).toEqual([]);
  expect(await page.asked()).toEqual([]);
});

test("withdrawing says what it stopped, and that only a reload ends a script", async () => {
  const page = await openPage(
    body(
      `<iframe data-assent="player" data-assent-src="frame.html"></iframe>
       <script type="text/plain" data-assent="statistics">ran.push("it")</script>
       <template data-assent="pixel"><script>ran.push("pixel")</script></template>`,
    ),
  );
  const { consent, assent } = page.window;
  consent.save({ media: true });
  consent.withdraw();
  expect(await assent.clear(consent)).toMatchObject({ stopped: ["player"], reloadRequired: false });
  consent.acceptAll();
  consent.withdraw();
  expect(await assent.clear(consent)).toMatchObject({ stopped: ["player"], reloadRequired: true });
  expect(Object.fromEntries(consent.activity())).toEqual({
    player: "stopped",
    statistics: "lingering",
    pixel: "lingering",
  });
});
