import { expect, it } from "vitest";
import { createSSRApp, defineComponent, h } from "vue";
import { renderToString } from "vue/server-renderer";
import { request, returning, visit } from "../../../tests/adapters/contract.js";
import { assent, ConsentGate, useConsent } from "../src/index.js";

it("renders 1,000 requests that overlap, each with its own answers, and listens to nothing", async () => {
  let listeners = 0;
  const subscribe = () => {
    listeners++;
    return () => {};
  };
  const consent = { ...visit(), subscribe };
  const ends: (() => void)[] = [];
  const later = defineComponent({
    async setup() {
      await new Promise<void>((resolve) => ends.push(resolve));
      return () => h(ConsentGate, { to: "audience" }, { default: () => [h("i", "open")] });
    },
  });
  const page = defineComponent({
    setup() {
      const { state } = useConsent();
      const mayMeasure = useConsent("statistics");
      return () => h("p", [state.value.status, `${mayMeasure.value}`, h(later)]);
    },
  });
  const visitors = Array.from({ length: 1000 }, (_, index) => index % 3 === 0);
  const rendering = visitors.map((granted) =>
    renderToString(createSSRApp(page).use(assent, { consent, initial: request(granted ? returning : null) })),
  );
  await expect.poll(() => ends.length).toBe(1000);
  for (const end of ends.reverse()) end();
  const shown = (await Promise.all(rendering)).map(
    (html) => html.includes("closedtrue") && html.includes("open"),
  );
  expect(shown).toEqual(visitors);
  expect(listeners).toBe(0);
});
