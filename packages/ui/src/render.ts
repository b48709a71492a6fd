import type { Consent, ConsentState } from "@assent/core";
import { update } from "./to-dom.js";
import type { Tree } from "./tree.js";

/**
 * Keeps an element as a component describes it, through all changes of the state.
 *
 * @returns what ends it
 * @example
 * ```ts
 * import { english, privacyChoices, render } from "@assent/ui";
 *
 * const place = document.querySelector<HTMLElement>("footer div");
 * if (place) render(place, consent, (state) => privacyChoices(state, { policy, messages: english }));
 * ```
 */
export function render<C extends string, S extends string, K extends string>(
  element: HTMLElement,
  consent: Consent<C, S, K>,
  component: (state: ConsentState<C, S>) => Tree,
): () => void {
  const show = (state: ConsentState<C, S>): void => void update(element, component(state));
  show(consent.getState());
  return consent.subscribe(show);
}
