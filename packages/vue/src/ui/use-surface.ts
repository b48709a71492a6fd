import { behave, english, type FirstMessages, type Tree } from "@assent/ui";
import { cloneVNode, computed, shallowRef, type VNode, watch } from "vue";
import { useProvided } from "../provided.js";
import { toVue } from "./to-vue.js";

/** What a surface is told by its props. */
interface Options {
  readonly messages?: FirstMessages | undefined;
  readonly focus?: string | undefined;
}

/** Renders what a tree describes, with the listeners that make it act. */
export function useSurface(options: Options, draw: (messages: FirstMessages) => Tree): () => VNode {
  const { consent } = useProvided();
  const root = shallowRef<HTMLElement>();
  const words = () => options.messages ?? english;
  watch(
    [root, () => words().saved, () => options.focus] as const,
    ([element, saved, focus], _, end) => {
      if (element) end(behave(element, consent, { saved, focus }));
    },
    { flush: "post" },
  );
  // Each drawing is a new tree: as text, one that says the same triggers nothing.
  const drawing = computed(() => JSON.stringify(draw(words())));
  return () => cloneVNode(toVue(JSON.parse(drawing.value)), { ref: root });
}
