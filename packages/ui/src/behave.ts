import type { Consent } from "@assent/core";
import { choiceOf } from "./choice.js";
import { listen } from "./listen.js";

/** What the markup can't say by itself. */
export interface Behaviour {
  /** Announced after a choice. */
  readonly saved: string;
  /** Where the keyboard goes on when what it stood on is gone. @default "main" */
  readonly focus?: string | undefined;
}

/**
 * Makes the components' markup act, whoever rendered it: their forms make choices, Escape in the banner closes it
 * without an answer. One listener for each kind of event, on an element around them.
 *
 * @returns what ends it
 * @example
 * ```ts
 * import { behave, english } from "@assent/ui";
 *
 * const stop = behave(document.documentElement, consent, english);
 * ```
 */
export function behave<C extends string, S extends string, K extends string>(
  root: HTMLElement,
  consent: Consent<C, S, K>,
  behaviour: Behaviour,
): () => void;
export function behave(root: HTMLElement, consent: Consent, { saved, focus }: Behaviour): () => void {
  const { ownerDocument } = root;
  const actions = {
    preferences: consent.openPreferences,
    close: consent.dismiss,
    reload: () => ownerDocument.location.reload(),
  };
  return listen(root, {
    submit(event) {
      const { submitter } = event;
      const form = event.target as HTMLFormElement;
      // One click acts once, though one root may lie in another.
      if (event.defaultPrevented || !form.matches(".assent-form")) return;
      event.preventDefault();
      const fields = new FormData(form, submitter);
      const choice = choiceOf(fields, togglesOf(form));
      if (choice) {
        // The conflict with a privacy signal stands beside the toggles.
        if (choice.type === "save") consent.save(choice.choices, { ack: consent.getState().gpc });
        // The gates of a page answer for what they load.
        else if (choice.type !== "answer") consent[choice.type]();
        const status = ownerDocument.querySelector(".assent-status");
        if (status) status.textContent = saved;
      } else actions[fields.get("choice") as keyof typeof actions]?.();
      refocus(ownerDocument, focus);
    },
    keydown({ key, target }) {
      if (key !== "Escape" || !(target as Element).closest(".assent-banner")) return;
      consent.dismiss();
      refocus(ownerDocument, focus);
    },
  });
}

/** What a form may answer for: its toggles, and what it names. */
function togglesOf(form: HTMLFormElement): string[] {
  return ([...form.elements] as HTMLInputElement[]).flatMap(({ type, name, value }) =>
    type === "checkbox" ? name : name === "only" ? value : [],
  );
}

/** The focus never stays on what is gone: once everything is drawn, for to look at once would lay the page out twice. */
export function refocus(document: Document, focus = "main"): void {
  requestAnimationFrame(() => {
    const { activeElement, body } = document;
    if (activeElement !== body && activeElement?.checkVisibility()) return;
    const place = document.querySelector<HTMLElement>(focus);
    if (place && place.tabIndex < 0) place.tabIndex = -1;
    place?.focus({ preventScroll: true });
  });
}
