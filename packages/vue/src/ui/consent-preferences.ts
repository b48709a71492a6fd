import { type MountedPreferences, mountPreferences, type PreferencesOptions } from "@assent/ui";
import { defineComponent, onActivated, onBeforeUnmount, onDeactivated, onMounted, watch } from "vue";
import type { TypedComponent } from "../component.js";
import { useProvided } from "../provided.js";

export type ConsentPreferencesProps = PreferencesOptions;

/**
 * The second layer, a dialog at the end of the page: loaded when somebody is about to open it. With `clear`, a
 * withdrawal deletes what lost its permission and says so. Nothing is rendered in its own place.
 *
 * @throws {@link AssentError} `provider-absent`
 * @example
 * ```ts
 * import { clear } from "@assent/core/dom";
 * import { ConsentPreferences } from "@assent/vue/ui";
 * import { h } from "vue";
 *
 * const preferences = h(ConsentPreferences, { policyUrl: "/cookies", clear });
 * const other = h(ConsentPreferences, { load: async () => (await import("@assent/ui/locales/en")).default });
 * ```
 */
export const ConsentPreferences: TypedComponent<ConsentPreferencesProps> = defineComponent(
  (props: ConsentPreferencesProps) => {
    const { consent } = useProvided();
    let mounted: MountedPreferences | undefined;
    const start = (): void => {
      mounted ??= mountPreferences(consent, () => props);
    };
    const stop = (): void => {
      mounted?.remove();
      mounted = undefined;
    };
    onMounted(start);
    onActivated(start);
    onDeactivated(stop);
    onBeforeUnmount(stop);
    watch(
      () => ({ ...props }),
      () => mounted?.show(),
    );
    return () => null;
  },
  {
    name: "ConsentPreferences",
    props: ["clear", "focus", "id", "load", "messages", "policyUrl", "styles", "texts"],
  },
);
