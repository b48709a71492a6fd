import {
  type App,
  type Component,
  createApp,
  createSSRApp,
  defineComponent,
  h,
  nextTick,
  type VNode,
  type VNodeChild,
} from "vue";
import { renderToString } from "vue/server-renderer";
import type { Harness, Part, PartOf } from "../../../tests/adapters/contract.js";
import { assent, ConsentGate, useConsent } from "../src/index.js";
import { ConsentBanner, ConsentEmbed, ConsentPreferences, PrivacyChoices } from "../src/ui/index.js";

/** Shows the parts with Vue. */
export const vueHarness: Harness = {
  async mount(parts, given, container) {
    return mounted(createApp(page(parts)).use(assent, given), container);
  },
  async hydrate(parts, given, container) {
    return mounted(createSSRApp(page(parts)).use(assent, given), container);
  },
  print: (parts, given) => renderToString(createSSRApp(page(parts)).use(assent, given)),
  async mountAlone(container) {
    const app = createApp(page([{ show: "answer", name: "statistics", rendered() {} }]));
    let found: unknown;
    app.config.errorHandler = (error) => {
      found = error;
    };
    app.config.warnHandler = () => {}; // About the component that couldn't be set up.
    app.mount(container);
    if (found) throw found;
  },
  async act(run) {
    run();
    await nextTick();
  },
};

async function mounted(app: App, container: Element): Promise<() => Promise<void>> {
  app.mount(container);
  await nextTick();
  return async () => app.unmount();
}

export function page(parts: readonly Part[]): Component {
  return defineComponent({
    render: () => parts.map((part) => h("section", { "data-part": "" }, [h(componentOf(part))])),
  });
}

function componentOf(part: Part): Component {
  return defineComponent({ setup: () => renderOf(part) });
}

/** What a component's setup does for a part. */
function renderOf(part: Part): () => VNodeChild {
  if (part.show === "state") return renderState(part);
  if (part.show === "gate") return () => renderGate(part);
  const counting = { onVnodeMounted: () => part.rendered(), onVnodeUpdated: () => part.rendered() };
  if (part.show === "banner") return () => h(ConsentBanner, { ...part.options, ...counting });
  if (part.show === "choices") return () => h(PrivacyChoices, { ...part.options, ...counting });
  if (part.show === "preferences") return () => h(ConsentPreferences, part.options ?? {});
  if (part.show === "embed") return () => h(ConsentEmbed, part.options, { default: leafOf(part, "content") });
  const shown = part.show === "answer" ? useConsent(part.name) : useConsent(part.select);
  return () => {
    part.rendered();
    return h("output", JSON.stringify(shown.value));
  };
}

function renderState(part: PartOf<"state">): () => VNodeChild {
  const { state, ...consent } = useConsent();
  return () => {
    part.rendered();
    const buttons = part.actions.map((action) =>
      h("button", { "data-action": action, onClick: consent[action] }, action),
    );
    return [h("output", state.value.status), ...buttons];
  };
}

function renderGate(part: PartOf<"gate">): VNodeChild {
  const slots = { default: leafOf(part, "open"), fallback: leafOf(part, "closed") };
  return h(ConsentGate, { to: part.to }, slots);
}

function leafOf(part: Part, text: string): () => VNode[] {
  return () => {
    part.rendered();
    return [h("output", text)];
  };
}
