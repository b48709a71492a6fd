import { behaveEmbed, type EmbedOptions, embedPlaceholder } from "@assent/ui";
import { cloneVNode, defineComponent, h, renderSlot, shallowRef, type VNode, watch } from "vue";
import type { TypedComponent } from "../component.js";
import { useProvided } from "../provided.js";
import { useConsent } from "../use-consent.js";
import { toVue } from "./to-vue.js";

export type ConsentEmbedProps = EmbedOptions;

export interface ConsentEmbedSlots {
  /** Rendered while the service may load. */
  default?: () => VNode[];
}

/**
 * A service's content, or in its place what it is and two buttons: to load it once, or always.
 *
 * @throws {@link AssentError} `provider-absent`
 * @example
 * ```ts
 * import messages from "@assent/ui/locales/en";
 * import { ConsentEmbed } from "@assent/vue/ui";
 * import { h } from "vue";
 *
 * const video = h(ConsentEmbed, { service: "youtube", messages }, {
 *   default: () => [h("iframe", { src: "https://www.youtube-nocookie.com/embed/…", title: "Video" })],
 * });
 * ```
 */
export const ConsentEmbed: TypedComponent<ConsentEmbedProps, ConsentEmbedSlots> = defineComponent(
  (props: ConsentEmbedProps, { slots }) => {
    const { consent } = useProvided();
    const gpc = useConsent((state) => state.gpc);
    const permissions = useConsent((state) => state.permissions);
    // Of which service: another one in its place was not asked for.
    const once = shallowRef<string>();
    const root = shallowRef<HTMLElement>();
    watch(
      [root, () => props.service] as const,
      ([element, service], _, end) => {
        const show = (isOnce: boolean): void => {
          once.value = isOnce ? service : undefined;
        };
        if (element) end(behaveEmbed(element, consent, { service, show }));
      },
      { flush: "post" },
    );
    return () => {
      const { service } = props;
      if (once.value === service || permissions.value[service])
        return h("div", { ref: root }, [renderSlot(slots, "default")]);
      const view = { ...props, policy: consent.policy, by: "page" } as const;
      const place = embedPlaceholder({ gpc: gpc.value, permissions: permissions.value }, view);
      return h("div", { ref: root }, [cloneVNode(toVue(place), { key: "placeholder" })]);
    };
  },
  { name: "ConsentEmbed", props: ["action", "fields", "messages", "service", "texts"] },
);
