import type { Consent } from "@assent/core";
import { refocus } from "./behave.js";
import type { State } from "./view.js";

/**
 * Makes the preferences' dialog follow the state, and its toggles move the draft: however it is closed, nothing is
 * written but by one of its buttons.
 *
 * @returns what ends it
 * @example
 * ```ts
 * import { behaveDialog } from "@assent/ui/layers";
 *
 * const dialog = document.querySelector<HTMLDialogElement>(".assent-preferences");
 * if (dialog) behaveDialog(dialog, consent);
 * ```
 */
export function behaveDialog<C extends string, S extends string, K extends string>(
  dialog: HTMLDialogElement,
  typed: Consent<C, S, K>,
  { focus = "main" }: { readonly focus?: string | undefined } = {},
): () => void {
  const consent = typed as unknown as Consent;
  const ending = new AbortController();
  dialog.addEventListener(
    "change",
    ({ target }) => {
      const { name, checked } = target as HTMLInputElement;
      consent.setDraft({ [name]: checked });
    },
    ending,
  );
  // What lies beside a dialog counts as the dialog itself.
  dialog.addEventListener("click", ({ target }) => target === dialog && consent.dismiss(), ending);
  dialog.addEventListener(
    "cancel",
    (event) => {
      event.preventDefault();
      consent.dismiss();
    },
    ending,
  );
  // Whatever else closes it tells so late: it may be open again.
  dialog.addEventListener(
    "close",
    () => {
      if (!dialog.open && consent.getState().status === "preferences") consent.dismiss();
    },
    ending,
  );
  const show = (state: State): void => {
    const isOpen = state.status === "preferences";
    if (isOpen) {
      for (const input of dialog.querySelectorAll<HTMLInputElement>("[type=checkbox]"))
        input.checked = state.draft[input.name] ?? !!state.permissions[input.name];
      if (!dialog.open) dialog.showModal();
    } else if (dialog.open) {
      dialog.close();
      refocus(dialog.ownerDocument, focus);
    }
  };
  const stop = consent.subscribe(show);
  show(consent.getState());
  return () => {
    stop();
    ending.abort();
  };
}
