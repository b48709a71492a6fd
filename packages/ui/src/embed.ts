import type { Consent } from "@assent/core";
import { listen, together } from "./listen.js";

/** What a placeholder needs that the gates don't load for. */
export interface EmbedBehaviour {
  /** The service whose content it is. */
  readonly service: string;
  /** Shows the content for this page view, or no longer: a refusal ends it. */
  readonly show: (isOnce: boolean) => void;
}

/**
 * Makes a placeholder act whose content the page shows itself, as frameworks do: loads it once, or answers for its
 * service. Where the content is in the markup, `openGates` of `@assent/core/dom` does all this.
 *
 * @param root - stays where it is while the placeholder comes and goes in it: the keyboard goes on there.
 * @returns what ends it
 * @example
 * ```ts
 * import { behaveEmbed } from "@assent/ui";
 *
 * const place = document.querySelector<HTMLElement>("#video");
 * if (place) behaveEmbed(place, consent, { service: "youtube", show: (isOnce) => console.log(isOnce) });
 * ```
 */
export function behaveEmbed<C extends string, S extends string, K extends string>(
  root: HTMLElement,
  consent: Consent<C, S, K>,
  behaviour: EmbedBehaviour,
): () => void;
export function behaveEmbed(
  root: HTMLElement,
  consent: Consent,
  { service, show }: EmbedBehaviour,
): () => void {
  /** The button goes with what it did. */
  function act(run: () => void): void {
    root.tabIndex = -1;
    root.focus({ preventScroll: true });
    run();
  }
  return together(
    listen(root, {
      click({ target }) {
        if ((target as Element).closest("[data-assent-once]")) act(() => show(true));
      },
      submit(event) {
        if (event.submitter?.getAttribute("value") !== "answer") return;
        event.preventDefault();
        // Under a privacy signal, the button says that this is an exception.
        act(() => consent.answer(service, true, { ack: consent.getState().gpc }));
      },
    }),
    // So that a withdrawal tells of what this loaded.
    consent.onGrant(service, () => () => {}),
    consent.on("choice", (_, { type, choices = {} }) => {
      if (type !== "acceptAll" && !Object.values(choices).includes(true)) show(false);
    }),
  );
}
