import type { Consent } from "@assent/core";
import { behave, refocus } from "./behave.js";
import { listen, together } from "./listen.js";
import { preferences } from "./preferences.js";
import { toDom, update } from "./to-dom.js";
import type { SecondView } from "./view.js";

/** A layer that stands in a page. */
export interface Mounted {
  /** Shows what the options are now. */
  show(): void;
  /** Takes it out again. */
  remove(): void;
}

/**
 * Puts the preferences into a page: a dialog that the state opens and closes, and whose toggles move the draft. However
 * it is closed, nothing is written but by one of its buttons.
 */
export function mountDialog(
  consent: Consent,
  view: () => SecondView & { readonly focus?: string | undefined },
  document: Document,
): Mounted {
  const { messages, focus } = view();
  const dialog = toDom(preferences(consent.getState(), view()), document) as HTMLDialogElement;
  const isWanted = (): boolean => consent.getState().status === "preferences";
  const show = (): void => {
    update(dialog, preferences(consent.getState(), view()));
    if (!isWanted()) dialog.close();
    else if (!dialog.open) dialog.showModal();
  };
  document.body.append(dialog);
  show();
  const remove = together(
    consent.subscribe(show),
    behave(dialog, consent, { saved: messages.saved, focus }),
    listen(dialog, {
      change({ target }) {
        const { name, checked } = target as HTMLInputElement;
        consent.setDraft({ [name]: checked });
      },
      // What lies beside a dialog counts as the dialog itself.
      click: ({ target }) => target === dialog && consent.dismiss(),
      // Told late: it may be open again.
      close() {
        if (isWanted() && !dialog.open) consent.dismiss();
        refocus(document, focus);
      },
    }),
    () => dialog.remove(),
  );
  return { show, remove };
}
