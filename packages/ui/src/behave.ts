import type { Consent } from "@assent/core";
import { choiceOf } from "./choice.js";

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
  typed: Consent<C, S, K>,
  { saved, focus = "main" }: Behaviour,
): () => void {
  const consent = typed as unknown as Consent;
  const document = root.ownerDocument;
  const ending = new AbortController();
  root.addEventListener("submit", submit, ending);
  root.addEventListener(
    "keydown",
    ({ key, target }) => {
      if (key !== "Escape" || !(target as Element).closest(".assent-banner")) return;
      consent.dismiss();
      moveOn();
    },
    ending,
  );

  /** Frameworks draw a little later. */
  function moveOn(): void {
    refocus(document, focus);
    requestAnimationFrame(() => refocus(document, focus));
  }

  function submit(event: SubmitEvent): void {
    const form = event.target as HTMLFormElement;
    // One click acts once, though one root may lie in another.
    if (event.defaultPrevented || !form.matches(".assent-form")) return;
    event.preventDefault();
    const { submitter } = event;
    const value = submitter?.getAttribute("value");
    // The conflict with a privacy signal stands beside the toggles.
    const ack = consent.getState().gpc;
    const choice = choiceOf(new FormData(form, submitter), namesIn(form));
    if (choice?.type === "save") consent.save(choice.choices, { ack });
    // The gates of a page answer for what they load.
    else if (choice?.type !== "answer") actions[value as keyof typeof actions]?.();
    const status = document.querySelector(".assent-status");
    if (choice && status) status.textContent = saved;
    moveOn();
  }

  const actions = {
    accept: consent.acceptAll,
    reject: consent.rejectAll,
    withdraw: consent.withdraw,
    preferences: consent.openPreferences,
    close: consent.dismiss,
    reload: () => document.location.reload(),
  };

  return () => ending.abort();
}

/** What a form may answer for: its toggles, and what it names. */
function namesIn(form: HTMLFormElement): string[] {
  const fields = [...form.elements] as HTMLInputElement[];
  return fields
    .filter(({ type, name }) => type === "checkbox" || name === "only")
    .map(({ type, name, value }) => (type === "checkbox" ? name : value));
}

/** The focus never stays on what is gone. */
export function refocus(document: Document, focus: string): void {
  const { activeElement, body } = document;
  if (activeElement !== body && activeElement?.checkVisibility()) return;
  const place = document.querySelector<HTMLElement>(focus);
  if (!place) return;
  if (place.tabIndex < 0) place.tabIndex = -1;
  place.focus({ preventScroll: true });
}
