import type { Consent } from "@assent/core";
import type { Cleared } from "@assent/core/dom";
import { behave, refocus } from "./behave.js";
import { english } from "./english/first.js";
import { loadNotice } from "./lazy.js";
import { listen, together } from "./listen.js";
import type { FirstMessages, SecondMessages } from "./messages.js";
import type { MountOptions } from "./mount.js";
import { preferences } from "./preferences.js";
import { toDom, update } from "./to-dom.js";
import type { SecondView } from "./view.js";

/** The preferences in a page, and what else stands there once somebody has been at them. */
export interface Dialog {
  /** Shows what the options are now. */
  show(): void;
  /** Tells what a withdrawal came to. */
  tell(cleared: Cleared): void;
  /** Takes everything out again. */
  remove(): void;
}

/**
 * Puts the preferences into a page: a dialog that the state opens and closes, and whose toggles move the draft. However
 * it is closed, nothing is written but by one of its buttons.
 */
export function mountDialog(
  consent: Consent,
  options: () => MountOptions,
  words: Partial<SecondMessages>,
  document: Document,
): Dialog {
  const { focus } = options();
  const view = (): SecondView => {
    const given = options();
    // The words that were loaded are those which the site doesn't give.
    const messages = { ...english, ...words, ...given.messages } as FirstMessages & SecondMessages;
    return { ...given, policy: consent.policy, messages };
  };
  const { saved } = view().messages;
  const dialog = toDom(preferences(consent.getState(), view()), document) as HTMLDialogElement;
  const isWanted = (): boolean => consent.getState().status === "preferences";
  let retract: (() => void) | undefined;
  let isOver = false;

  function show(): void {
    update(dialog, preferences(consent.getState(), view()));
    if (isWanted() === dialog.open) return;
    if (isWanted()) dialog.showModal();
    else {
      dialog.close();
      refocus(document, focus);
    }
  }

  document.body.append(dialog);
  show();
  const remove = together(
    consent.subscribe(show),
    behave(dialog, consent, { saved, focus }),
    listen(dialog, {
      change({ target }) {
        const { name, checked } = target as HTMLInputElement;
        consent.setDraft({ [name]: checked });
      },
      // What lies beside a dialog counts as the dialog itself.
      click: ({ target }) => target === dialog && consent.dismiss(),
      cancel: consent.dismiss,
      // What else closes it tells so late: it may be open again.
      close() {
        if (!isWanted() || dialog.open) return;
        consent.dismiss();
        refocus(document, focus);
      },
    }),
    () => {
      isOver = true;
      dialog.remove();
      retract?.();
    },
  );
  return {
    show,
    async tell(cleared) {
      const { mountNotice } = await loadNotice();
      retract?.();
      if (!isOver) retract = mountNotice(cleared, consent, view(), document);
    },
    remove,
  };
}
