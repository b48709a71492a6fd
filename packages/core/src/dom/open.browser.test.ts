import { describe, expect, test } from "vitest";
import { server, userEvent } from "vitest/browser";
import { openPage, type Page, start } from "../../test/page.js";
import type { ConsentRecord, ConsentState } from "../index.js";

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

test("a placeholder goes when what it stands for does, and follows it elsewhere", async () => {
  const page = await openPage(body(`${embed("player")}${embed("pixel", 2)}<main></main>`));
  const { consent, document } = page.window;
  consent.save({ media: true });
  expect([isShown(page, "#place-1"), isShown(page, "#place-2")]).toEqual([false, true]);
  const pixel = element(page, "#embed-2 iframe");
  element(page, "#embed-1").append(pixel);
  await expect.poll(() => isShown(page, "#place-1")).toBe(true);
  expect(isShown(page, "#place-2")).toBe(false);
  const box = document.createElement("div");
  pixel.replaceWith(box);
  box.append(pixel);
  await Promise.resolve();
  expect(isShown(page, "#place-1")).toBe(true);
  pixel.remove();
  box.remove();
  await expect.poll(() => isShown(page, "#place-1")).toBe(false);
});

test("a placeholder follows a name that changes", async () => {
  const page = await openPage(body(embed("player")));
  page.window.consent.save({ media: true });
  element(page, "iframe").dataset.assent = "pixel";
  await expect.poll(() => isShown(page, "#place-1")).toBe(true);
  element(page, "iframe").dataset.assent = "player";
  await expect.poll(() => isShown(page, "#place-1")).toBe(false);
});

test("every placeholder around what comes later is told", async () => {
  const page = await openPage(
    body(`<section><p id="place-0" data-assent-placeholder></p>${embed("player")}</section>`),
  );
  page.window.consent.save({ media: true });
  expect([isShown(page, "#place-0"), isShown(page, "#place-1")]).toEqual([false, false]);
  element(page, "#embed-1").insertAdjacentHTML("beforeend", `<b><img data-assent="pixel"></b>`);
  await expect.poll(() => isShown(page, "#place-1")).toBe(true);
  expect(isShown(page, "#place-0")).toBe(true);
});

test("a placeholder around another can be taken out with what they stand for", async () => {
  const page = await openPage(
    body(`<p id="around" data-assent-placeholder><img data-assent="pixel"><b data-assent-placeholder></b></p>
      ${embed("player", 2)}`),
  );
  page.window.addEventListener("error", () => page.window.ran.push("error"));
  element(page, "img").remove();
  element(page, "#around").remove();
  await Promise.resolve();
  page.window.consent.acceptAll();
  await expect.poll(page.asked).toEqual(["frame-2.html"]);
  expect(page.window.ran).toEqual([]);
});

test("what stood in something that the page takes out has no source", async () => {
  const page = await openPage(body(`<main><img data-assent="player" data-assent-src="one.svg"></main>`));
  page.window.consent.answer("player", true);
  const image = element(page, "img");
  element(page, "main").remove();
  await expect.poll(() => image.hasAttribute("src")).toBe(false);
});

const underSignal = (markup: string, options = 'region: "FR", gpc: true') =>
  `<body><script>${start.replace('region: "FR"', options)}</script>${markup}`;
const always = "[data-assent-always]";

test("under Global Privacy Control, “always” hides where it can't sell, “this once” loads", async () => {
  const page = await openPage(underSignal(embed("pixel") + embed("player", 2)));
  page.window.consent.rejectAll();
  expect(isShown(page, `#place-1 ${always}`)).toBe(false);
  expect(isShown(page, `#place-2 ${always}`)).toBe(true);
  page.document.body.insertAdjacentHTML("beforeend", embed("pixel", 3));
  await expect.poll(() => isShown(page, `#place-3 ${always}`)).toBe(false);
  element(page, "#embed-2").insertAdjacentHTML("beforeend", `<img data-assent="pixel">`);
  await expect.poll(() => isShown(page, `#place-2 ${always}`)).toBe(false);
  element(page, "#place-1 [data-assent-once]").click();
  await expect.poll(page.asked).toEqual(["frame-1.html"]);
});

test("“always” comes and goes with the signal", async () => {
  const page = await openPage(
    underSignal(embed("pixel"), 'region: "FR", get gpc() { return window.signal }').replace(
      "consent.start();",
      "window.signal = true;",
    ),
  );
  const { window } = page;
  expect(isShown(page, always)).toBe(true);
  window.consent.start();
  expect(isShown(page, always)).toBe(false);
  Object.assign(window, { signal: false });
  window.consent.openPreferences();
  expect(isShown(page, always)).toBe(true);
});

test("“always” overrides the signal where it says that this is shown", async () => {
  const page = await openPage(
    underSignal(embed("pixel").replace("assent-always", 'assent-always="override"')),
  );
  page.window.consent.rejectAll();
  expect(isShown(page, always)).toBe(true);
  element(page, always).click();
  await expect.poll(page.asked).toEqual(["frame-1.html"]);
  const { permissions, record } = page.window.consent.getState() as ConsentState & { record: ConsentRecord };
  expect(permissions).toMatchObject({ advertising: false, pixel: true });
  expect(record.answers.pixel).toMatchObject({ value: "granted", ack: true });
});

test("a click waits for the first of what it opens; the rest follows in the page's order", async () => {
  const many = 60;
  const script = (number: number) =>
    `<script type="text/plain" data-assent="player">ran.push("${number}")</script>`;
  const content = `<div><template data-assent="player"><b></b></template><p data-assent-placeholder></p></div>`;
  const page = await openPage(
    body(Array.from({ length: many }, (_, number) => script(number) + content).join("")),
  );
  const { window, document } = page;
  const opened = () => document.querySelectorAll("div > b").length;
  window.consent.acceptAll();
  expect(window.ran.length + opened()).toBeGreaterThan(0);
  // Observers hear of what was opened, still before the paint.
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  expect(window.ran.length + opened()).toBeLessThan(50);
  document.body.insertAdjacentHTML("beforeend", script(many));
  await expect.poll(() => window.ran.length, { timeout: 10_000 }).toBe(many + 1);
  expect(window.ran).toEqual(Array.from({ length: many + 1 }, (_, number) => `${number}`));
  expect(opened()).toBe(many);
  expect(document.querySelectorAll("[data-assent-placeholder]:not([hidden])")).toHaveLength(0);
});

test("what is refused before its turn comes stays closed", async () => {
  const many = 200;
  const page = await openPage(body(items.script.repeat(many)));
  const { window, document } = page;
  window.consent.acceptAll();
  const ran = window.ran.length;
  expect(ran).toBeLessThan(50);
  window.consent.rejectAll();
  document.body.insertAdjacentHTML("beforeend", items.script);
  await new Promise((resolve) => window.requestAnimationFrame(resolve));
  expect(window.ran).toHaveLength(ran);
});

/** Counts the elements that the page's scripts walk over, match or ask for an attribute. */
const counting = `<script>
  window.work = window.reads = 0;
  const count = (prototype, name, more = () => 0) => {
    const original = prototype[name];
    prototype[name] = function (...given) {
      window.work += 1 + more(this);
      if (name === "getAttribute") window.reads++;
      return original.apply(this, given);
    };
  };
  for (const { prototype } of [Document, Element, DocumentFragment]) {
    const all = prototype.querySelectorAll;
    count(prototype, "querySelectorAll", (root) => all.call(root, "*").length);
  }
  for (const name of ["matches", "closest", "getAttribute"]) count(Element.prototype, name);
  const { get } = Object.getOwnPropertyDescriptor(HTMLElement.prototype, "dataset");
  Object.defineProperty(HTMLElement.prototype, "dataset", { get() {
    return new Proxy(get.call(this), { get: (target, name) => (window.work++, window.reads++, target[name]) });
  } });
</script>`;

type Counted = Page & { window: { work: number; reads: number } };
const counted = async (markup: string) => (await openPage(markup, { head: counting })) as Counted;

/** Whether nothing was done since it was last asked. */
function rests(window: Counted["window"]): () => boolean {
  let seen: number;
  return () => {
    const isSame = window.work === seen;
    seen = window.work;
    return isSame;
  };
}

/** How much more work there is for twice as many: 2 when it is linear, 4 when it is quadratic. */
async function growth(work: (count: number) => Promise<number>): Promise<number> {
  return (await work(80)) / (await work(40));
}

const granted = `<body><script>${start} consent.answer("player", true);</script>`;
const denied = body("");
const place = "<p data-assent-placeholder></p>";
const items = {
  script: `<script type="text/plain" data-assent="player">ran.push("it")</script>`,
  image: `<img data-assent="player">`,
  template: `<template data-assent="player"><b></b></template>`,
  embed: `<div><img data-assent="player">${place}</div>`,
  flat: `<img data-assent="player">${place}`,
  frame: `<iframe data-assent="player" hidden></iframe>${place}`,
};

describe.each(Object.entries(items))("the work for each %s doesn't grow with their number", (_, item) => {
  describe.each([
    ["granted", granted],
    ["denied", denied],
  ])("%s", (_, first) => {
    test("while the page is parsed", async () => {
      const rate = await growth(async (count) => {
        const page = await counted(`${first}${`${item}<script type="text/plain"></script>`.repeat(count)}`);
        return page.window.work;
      });
      expect(rate).toBeLessThan(2.5);
    });

    test("when they come one by one", async () => {
      const rate = await growth(async (count) => {
        const { window, document } = await counted(`${first}${place}`);
        const before = window.work;
        for (let number = 0; number < count; number++) {
          document.body.insertAdjacentHTML("beforeend", item);
          await Promise.resolve();
        }
        return window.work - before;
      });
      expect(rate).toBeLessThan(2.5);
    });

    test("when they go one by one", async () => {
      const rate = await growth(async (count) => {
        const { window, document } = await counted(`${first}${`<div>${item}</div>`.repeat(count)}`);
        await expect.poll(rests(window)).toBe(true);
        const before = window.work;
        for (const div of document.querySelectorAll("body > div")) {
          div.remove();
          await Promise.resolve();
        }
        return window.work - before;
      });
      expect(rate).toBeLessThan(2.5);
    });
  });

  test("when permissions change", async () => {
    const rate = await growth(async (count) => {
      const { window } = await counted(`${denied}${item.repeat(count)}`);
      const before = window.work;
      window.consent.acceptAll();
      window.consent.rejectAll();
      return window.work - before;
    });
    expect(rate).toBeLessThan(2.5);
  });
});

test("a sweep reads nothing but the name of what stays as it is", async () => {
  const { window } = await counted(`${denied}${items.image.repeat(100)}<img data-assent="pixel">`);
  const before = window.reads;
  window.consent.answer("pixel", true);
  expect(window.reads - before).toBeLessThan(220);
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
