import type { Consent } from "@assent/core";
import type { Cleared } from "@assent/core/dom";
import { behaveDialog } from "./dialog.js";
import { notice } from "./notice.js";
import { preferences } from "./preferences.js";
import { render } from "./render.js";
import { toDom, update } from "./to-dom.js";
import type { LayerView } from "./view.js";

export { behaveDialog } from "./dialog.js";
export { notice } from "./notice.js";
export { preferences, togglesIn } from "./preferences.js";
export { toDom } from "./to-dom.js";
export type { LayerView } from "./view.js";

/** What stands in a page once a layer opened. */
export interface Layers {
  /** Tells what a withdrawal came to. */
  tell(cleared: Cleared): void;
  /** Shows what the view is now. */
  show(): void;
  /** Takes the layers out of the page again. */
  remove(): void;
}

/** Puts the second layer into a page, opened and closed by the state. */
export function mountLayers(
  add: (layer: HTMLElement) => void,
  consent: Consent,
  view: () => LayerView & { readonly focus?: string | undefined },
  document: Document,
): Layers {
  const dialog = toDom(preferences(consent.getState(), view()), document) as HTMLDialogElement;
  add(dialog);
  const stops = [
    render(dialog, consent, (state) => preferences(state, view())),
    behaveDialog(dialog, consent, view()),
    () => dialog.remove(),
  ];
  let place: HTMLElement | undefined;
  return {
    tell(cleared) {
      if (!place) {
        // Empty first: only what changes in a region is announced.
        const own = toDom(notice(nothing, view()), document);
        place = own;
        add(own);
        own.addEventListener("click", ({ target }) => {
          if ((target as Element).closest("[data-assent-close]")) own.hidden = true;
        });
        stops.push(() => own.remove());
      }
      update(place, notice(cleared, view()));
    },
    show: () => void update(dialog, preferences(consent.getState(), view())),
    remove() {
      for (const stop of stops) stop();
    },
  };
}

const nothing: Cleared = { stopped: [], deleted: [], remaining: [], reloadRequired: false };
