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
