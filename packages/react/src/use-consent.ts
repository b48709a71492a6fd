"use client";

import { isAllowed, type RegisteredConsent, type RegisteredName, type RegisteredState } from "@assent/core";
import { useMemo, useSyncExternalStore } from "react";
import { useProvided } from "./context.js";

/**
 * The state, and everything that a visitor or a site can do: the functions of the consent.
 *
 * @throws {@link AssentError} `provider-absent`
 * @example
 * ```tsx
 * import { useConsent } from "@assent/react";
 *
 * function Banner() {
 *   const { state, acceptAll, rejectAll } = useConsent();
 *   if (state.status !== "banner") return null;
 *   return (
 *     <form>
 *       <button type="button" onClick={acceptAll}>Accept</button>
 *       <button type="button" onClick={rejectAll}>Reject</button>
 *     </form>
 *   );
 * }
 * ```
 */
export function useConsent(): RegisteredConsent & { readonly state: RegisteredState };
/**
 * What a selector takes from the state. Renders again only when that changes, by `Object.is`.
 *
 * @throws {@link AssentError} `provider-absent`
 * @example
 * ```ts
 * import { useConsent } from "@assent/react";
 *
 * const useIsOpen = () => useConsent((state) => state.status === "preferences");
 * ```
 */
export function useConsent<Selected>(select: (state: RegisteredState) => Selected): Selected;
/**
 * Whether a category, a service or a cookie may be used now. Renders again only when that changes.
 *
 * @throws {@link AssentError} `provider-absent`
 * @example
 * ```ts
 * import { useConsent } from "@assent/react";
 *
 * const useMayMeasure = () => useConsent("statistics");
 * ```
 */
export function useConsent(name: RegisteredName): boolean;
export function useConsent(read?: RegisteredName | ((state: RegisteredState) => unknown)): unknown {
  const { consent, initial } = useProvided();
  const select = useMemo(() => {
    const take =
      typeof read === "string"
        ? (state: RegisteredState) => isAllowed(consent.policy, state.permissions, read)
        : read;
    return once(take ?? ((state) => state));
  }, [consent, read]);
  const selected = useSyncExternalStore(
    consent.subscribe,
    () => select(consent.getState()),
    () => select(initial),
  );
  return read === undefined ? { ...consent, state: selected } : selected;
}

/** React asks for a snapshot twice and wants the same: a selector that makes an object makes one for each state. */
function once<Selected>(select: (state: RegisteredState) => Selected): (state: RegisteredState) => Selected {
  let last: { readonly state: RegisteredState; readonly selected: Selected } | undefined;
  return (state) => {
    if (last?.state !== state) last = { state, selected: select(state) };
    return last.selected;
  };
}
