import { isAllowed, type RegisteredConsent, type RegisteredName, type RegisteredState } from "@assent/core";
import {
  computed,
  getCurrentInstance,
  type MaybeRef,
  onMounted,
  type Ref,
  type ShallowRef,
  shallowRef,
  unref,
} from "vue";
import { useProvided } from "./provided.js";

/**
 * The state, and everything that a visitor or a site can do: the functions of the consent.
 *
 * @throws {@link AssentError} `provider-absent`
 * @example
 * ```ts
 * import { useConsent } from "@assent/vue";
 *
 * const { state, acceptAll, rejectAll } = useConsent();
 * console.log(state.value.status);
 * ```
 */
export function useConsent(): RegisteredConsent & { readonly state: Readonly<ShallowRef<RegisteredState>> };
/**
 * What a selector takes from the state. Triggers only when that changes, by `Object.is`.
 *
 * @throws {@link AssentError} `provider-absent`
 * @example
 * ```ts
 * import { useConsent } from "@assent/vue";
 *
 * const isOpen = useConsent((state) => state.status === "preferences");
 * ```
 */
export function useConsent<Selected>(select: (state: RegisteredState) => Selected): Readonly<Ref<Selected>>;
/**
 * Whether a category, a service or a cookie may be used now. Triggers only when that changes.
 *
 * @throws {@link AssentError} `provider-absent`
 * @example
 * ```ts
 * import { useConsent } from "@assent/vue";
 *
 * const mayMeasure = useConsent("statistics");
 * ```
 */
export function useConsent(name: MaybeRef<RegisteredName>): Readonly<Ref<boolean>>;
export function useConsent(read?: MaybeRef<RegisteredName> | ((state: RegisteredState) => unknown)): unknown {
  const { consent, initial, state, permissions } = useProvided();
  // A component that finds its element in the page hydrates: until it is mounted, it shows what the server showed.
  const isHydrating = shallowRef(!!getCurrentInstance()?.vnode.el);
  if (isHydrating.value) onMounted(() => (isHydrating.value = false));
  const shown = () => (isHydrating.value ? initial : state.value);
  const selected = computed(
    typeof read === "function"
      ? () => read(shown())
      : read
        ? () =>
            isAllowed(
              consent.policy,
              isHydrating.value ? initial.permissions : permissions.value,
              unref(read),
            )
        : shown,
  );
  return read ? selected : { ...consent, state: selected };
}
