import { AssentError, type ConsentState, isAllowed, type RegisteredConsent } from "@assent/core";
import {
  computed,
  getCurrentInstance,
  hasInjectionContext,
  inject,
  type MaybeRef,
  onMounted,
  type Ref,
  type ShallowRef,
  shallowRef,
  unref,
} from "vue";
import { providedKey } from "./assent.js";

/** A category, a service or a cookie of the policy that `Register` names. */
export type ConsentName = Parameters<RegisteredConsent["allows"]>[0];

/** The state of the consent of the policy that `Register` names. */
export type RegisteredState = ReturnType<RegisteredConsent["getState"]>;

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
export function useConsent(name: MaybeRef<ConsentName>): Readonly<Ref<boolean>>;
export function useConsent(read?: MaybeRef<string> | ((state: ConsentState) => unknown)): unknown {
  const provided = hasInjectionContext() && inject(providedKey, undefined);
  if (!provided) {
    throw new AssentError(
      "provider-absent",
      "useConsent and ConsentGate need app.use(assent, { consent }), and a setup function or app.runWithContext",
    );
  }
  const { consent, initial, state, permissions } = provided;
  // A component that finds its element in the page hydrates: until it is mounted, it shows what the server showed.
  const isHydrating = shallowRef(!!getCurrentInstance()?.vnode.el);
  if (isHydrating.value) onMounted(() => (isHydrating.value = false));
  const shown = () => (isHydrating.value ? initial : state.value);
  if (!read) return { ...consent, state: computed(shown) };
  if (typeof read === "function") return computed(() => read(shown()));
  return computed(() =>
    isAllowed(consent.policy, isHydrating.value ? initial.permissions : permissions.value, unref(read)),
  );
}
