import type { Consent } from "@assent/core";
import type { Cleared } from "@assent/core/dom";
import { banner } from "./banner.js";
import { behave } from "./behave.js";
import { privacyChoices } from "./choices.js";
import { english } from "./english/first.js";
import { together } from "./listen.js";
import type { LayerMessages } from "./messages.js";
import { render } from "./render.js";
import { mountPreferences } from "./second.js";
import type { View } from "./view.js";

/** How the components stand in a page, and what they say. */
export interface MountOptions<C extends string = string, S extends string = string, K extends string = string>
  extends Partial<Omit<View<C, S, K>, "policy">> {
  /** Everything that the second layer says, asked for when somebody is about to open it. @default English */
  readonly load?: (() => Promise<LayerMessages>) | undefined;
  /**
   * Gets `layers.css`, for pages that have `banner.css` alone: it is there before a layer shows. A bundler's
   * `import("@assent/ui/layers.css")`, or `loadStyles`. @default everything is in the page, as `assent.css`
   */
  readonly styles?: (() => Promise<unknown>) | undefined;
  /** `clear` of `@assent/core/dom`: deletes what lost its permission, and tells the visitor. @default nothing is deleted */
  readonly clear?: ((consent: Consent<C, S, K>) => Promise<Cleared>) | undefined;
  /** Where the keyboard goes on when what it stood on is gone. @default "main" */
  readonly focus?: string | undefined;
  /** @default the global one */
  readonly document?: Document | undefined;
}

/**
 * Puts the banner into a page and makes everything in it act: the banner, the preferences when they open, and every
 * `<div class="assent-choices"></div>` that is there, the permanent way back. What a server printed is taken over. Where such
 * a place comes later, `render(place, consent, (state) => privacyChoices(state, view))` fills it.
 *
 * @returns what takes it out again
 * @example
 * ```ts
 * import { clear } from "@assent/core/dom";
 * import { mount } from "@assent/ui";
 * import "@assent/ui/assent.css";
 *
 * consent.start();
 * const unmount = mount(consent, { policyUrl: "/cookies", clear });
 * ```
 */
export function mount<C extends string, S extends string, K extends string>(
  consent: Consent<C, S, K>,
  options?: MountOptions<C, S, K>,
): () => void;
export function mount(consent: Consent, options: MountOptions = {}): () => void {
  const { document = globalThis.document, id = "assent", messages = english, focus } = options;
  const view = { ...options, messages, id, policy: consent.policy };
  const root = document.getElementById(id) ?? document.createElement("div");
  if (!root.isConnected) document.body.prepend(root);
  const places = document.querySelectorAll<HTMLElement>(".assent-choices");
  return together(
    render(root, consent, (state) => banner(state, view)),
    ...[...places].map((place) => render(place, consent, (state) => privacyChoices(state, view))),
    mountPreferences(consent, () => options).remove,
    behave(document.documentElement, consent, { saved: messages.saved, focus }),
    () => root.replaceChildren(),
  );
}
