import messages from "@assent/ui/locales/en";
import { afterEach, beforeEach, expect, it, type MockInstance, vi } from "vitest";
import {
  createApp,
  createSSRApp,
  defineAsyncComponent,
  defineComponent,
  effectScope,
  h,
  KeepAlive,
  nextTick,
  ref,
  Suspense,
  watch,
} from "vue";
import { renderToString } from "vue/server-renderer";
import { later, request, returning, visit } from "../../../tests/adapters/contract.js";
import { assent, ConsentGate, useConsent } from "../src/index.js";
import { ConsentBanner, ConsentEmbed, ConsentPreferences } from "../src/ui/index.js";

let container: HTMLElement;
let complaints: MockInstance[];

beforeEach(() => {
  container = document.body.appendChild(document.createElement("main"));
  complaints = [vi.spyOn(console, "error"), vi.spyOn(console, "warn")];
});
afterEach(() => {
  container.remove();
  const calls = complaints
    .flatMap(({ mock }) => mock.calls)
    .filter(([text]) => !/Suspense.*experimental/.test(text));
  vi.restoreAllMocks();
  expect(calls).toEqual([]);
});

const outputs = () => [...container.querySelectorAll("output")].map(({ textContent }) => textContent);

const answer = defineComponent({
  setup() {
    const mayMeasure = useConsent("statistics");
    return () => h("output", `${mayMeasure.value}`);
  },
});

it("shows what changed while a component was kept alive out of sight", async () => {
  const consent = visit();
  const isShown = ref(true);
  const app = createApp(() =>
    h(KeepAlive, null, { default: () => (isShown.value ? h(answer) : h("output", "other")) }),
  );
  // Vue keeps components alone alive.
  app.use(assent, { consent }).mount(container);
  expect(outputs()).toEqual(["false"]);
  isShown.value = false;
  await nextTick();
  consent.acceptAll();
  await nextTick();
  expect(outputs()).toEqual(["other"]);
  isShown.value = true;
  await nextTick();
  expect(outputs()).toEqual(["true"]);
  app.unmount();
});

it.each([
  ["with what its request said", request(returning), "true"],
  ["for nobody", undefined, "false"],
])("hydrates late parts of a page %s after a choice too", async (_, initial, printed) => {
  const [load, wait] = [later(), later()];
  const page = (loaded: Promise<void>, waited: Promise<void>) => {
    const late = defineAsyncComponent(async () => {
      await loaded;
      return answer;
    });
    const slow = defineComponent({
      async setup() {
        const mayMeasure = useConsent("statistics");
        await waited;
        return () => h("output", `${mayMeasure.value}`);
      },
    });
    return () =>
      h("div", [h(answer), h(late), h(Suspense, null, { default: () => h("div", [h(slow), h(answer)]) })]);
  };
  const now = Promise.resolve();
  container.innerHTML = await renderToString(
    createSSRApp(page(now, now)).use(assent, { consent: visit(), initial }),
  );
  expect(outputs()).toEqual(Array(4).fill(printed));
  const served = [...container.querySelectorAll("output")];

  const consent = visit(returning);
  const app = createSSRApp(page(load.promise, wait.promise)).use(assent, { consent, initial });
  app.mount(container);
  consent.withdraw();
  await nextTick();
  expect(outputs()[0]).toBe("false");
  expect(outputs()[1]).toBe(printed);
  load.resolve();
  wait.resolve();
  await vi.waitFor(() => expect(outputs()).toEqual(Array(4).fill("false")));
  expect([...container.querySelectorAll("output")]).toEqual(served);
  app.unmount();
});

it("has preferences open again once a component is no longer kept out of sight, never two", async () => {
  const consent = visit();
  const isShown = ref(true);
  const view = (name: string, id: string) =>
    defineComponent({
      name,
      render: () => h("div", [h(ConsentBanner, { id }), h(ConsentPreferences, { id })]),
    });
  const [first, second] = [view("first", "a"), view("second", "b")];
  const app = createApp(() => h(KeepAlive, null, { default: () => h(isShown.value ? first : second) }));
  app.use(assent, { consent }).mount(container);
  const dialogs = () =>
    [...document.querySelectorAll("dialog")].map((dialog) => [
      dialog.open,
      dialog.getAttribute("aria-labelledby"),
    ]);
  consent.openPreferences();
  await vi.waitFor(() => expect(dialogs()).toEqual([[true, "a-preferences"]]));
  isShown.value = false;
  await vi.waitFor(() => expect(dialogs()).toEqual([[true, "b-preferences"]]));
  isShown.value = true;
  await vi.waitFor(() => expect(dialogs()).toEqual([[true, "a-preferences"]]));
  let choices = 0;
  consent.on("choice", () => choices++);
  document.querySelector<HTMLElement>("dialog [value=accept]")?.click();
  expect(choices).toBe(1);
  app.unmount();
  await vi.waitFor(() => expect(dialogs()).toEqual([]));
});

it("says what its props say now, and loads no other service in the place of one that was loaded once", async () => {
  const consent = visit();
  const lang = ref("en");
  const service = ref("youtube");
  const page = () => {
    const words = { ...messages, lang: lang.value };
    const slots = { default: () => [h("output", service.value)] };
    return [
      h(ConsentBanner, { messages: words }),
      h(ConsentPreferences, { messages: words }),
      h(ConsentEmbed, { messages: words, service: service.value }, slots),
    ];
  };
  const app = createApp(page).use(assent, { consent });
  app.mount(container);
  consent.openPreferences();
  await vi.waitFor(() => expect(document.querySelector("dialog")?.open).toBe(true));
  lang.value = "fr";
  const langs = () =>
    [...document.querySelectorAll<HTMLElement>(".assent [lang], .assent[lang]")].map((e) => e.lang);
  await vi.waitFor(() => expect(langs()).toEqual(["fr", "fr", "fr"]));
  container.querySelector<HTMLElement>("[data-assent-once]")?.click();
  await nextTick();
  expect(outputs()).toEqual(["youtube"]);
  service.value = "audience";
  await nextTick();
  expect(outputs()).toEqual([]);
  app.unmount();
  await vi.waitFor(() => expect(document.querySelector("dialog")).toBeNull());
});

it("serves an effect scope outside of components, until that is stopped", async () => {
  const consent = visit();
  const app = createApp(answer).use(assent, { consent });
  app.mount(container);
  const scope = effectScope();
  const heard: boolean[] = [];
  app.runWithContext(() =>
    scope.run(() => watch(useConsent("statistics"), (value) => heard.push(value), { flush: "sync" })),
  );
  consent.acceptAll();
  consent.withdraw();
  scope.stop();
  consent.acceptAll();
  expect(heard).toEqual([true, false]);
  await nextTick();
  app.unmount();
});

it("follows a name that changes", async () => {
  const consent = visit(returning);
  const name = ref<string>("statistics");
  const named = defineComponent({
    setup() {
      const isAllowed = useConsent(name);
      return () => [
        h("output", `${isAllowed.value}`),
        h(ConsentGate, { to: name.value }, { default: () => [h("output", "open")] }),
      ];
    },
  });
  const app = createApp(named).use(assent, { consent });
  app.mount(container);
  expect(outputs()).toEqual(["true", "open"]);
  name.value = "advertising";
  await nextTick();
  expect(outputs()).toEqual(["false"]);
  app.unmount();
});

it("throws where it is called outside of an app", () => {
  expect(() => useConsent("statistics")).toThrow("app.use(assent");
  // Vue's own advice about inject().
  for (const complaint of complaints) complaint.mockClear();
});
