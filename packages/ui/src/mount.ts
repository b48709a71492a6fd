import type { Consent } from "@assent/core";
import type { Cleared } from "@assent/core/dom";
import { banner } from "./banner.js";
import { behave } from "./behave.js";
import { privacyChoices } from "./choices.js";
import { english } from "./english/first.js";
import type { Layers } from "./layers.js";
import type { LayerMessages } from "./messages.js";
import { render } from "./render.js";
import type { View } from "./view.js";

/** How the components stand in a page, and what they say. */
export interface MountOptions<C extends string = string, S extends string = string, K extends string = string>
  extends Partial<Omit<View<C, S, K>, "policy">> {
  /** Everything that the second layer says, asked for when somebody is about to open it. @default English */
  readonly load?: () => Promise<LayerMessages>;
  /** `clear` of `@assent/core/dom`: deletes what lost its permission, and tells the visitor. @default nothing is deleted */
  readonly clear?: (consent: Consent<C, S, K>) => Promise<Cleared>;
  /** Where the keyboard goes on when what it stood on is gone. @default "main" */
  readonly focus?: string;
  /** @default the global one */
  readonly document?: Document;
}

/**
 * Puts the banner into a page and makes everything in it act: the banner, the preferences when they open, and every
 * `<div class="assent-choices"></div>`, the permanent way back. What a server printed is taken over.
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
  typed: Consent<C, S, K>,
  options: MountOptions<C, S, K> = {},
): () => void {
  const consent = typed as unknown as Consent;
  const { document = globalThis.document, clear, focus, load, id = "assent", ...rest } = options;
  const view = { messages: english, ...rest, id, policy: consent.policy } as View;
  const { messages } = view;
  const { documentElement, body } = document;
  const found = document.getElementById(id);
  const root = found ?? document.createElement("div");
  if (!found) body.prepend(root);
  const ending = new AbortController();
  let layers: Promise<Layers> | undefined;

  /** The second layer, and what it says: loaded once. */
  function open(): Promise<Layers> {
    const loadMessages =
      load ??
      (async () =>
        "save" in messages ? (messages as LayerMessages) : (await import("./english/layers.js")).english);
    layers ??= Promise.all([import("./layers.js"), loadMessages()]).then(
      ([{ mountLayers }, messages]) => mountLayers(root, consent, { ...view, messages, focus }),
      (error: unknown) => {
        layers = undefined;
        consent.dismiss();
        throw error;
      },
    );
    return layers;
  }

  /** Whoever points at the button, or comes to it by keyboard, is about to press it. */
  function prepare({ target }: Event): void {
    if ((target as Element).closest?.("[name=choice][value=preferences]")) open();
  }
  for (const type of ["pointerover", "pointerdown", "focusin"])
    documentElement.addEventListener(type, prepare, ending);

  const places = document.querySelectorAll<HTMLElement>(".assent-choices");
  const stops = [
    render(root, consent, (state) => banner(state, view)),
    ...[...places].map((place) => render(place, consent, (state) => privacyChoices(state, view))),
    consent.subscribe(({ status }) => status === "preferences" && open()),
    behave(documentElement, consent, { saved: messages.saved, focus }),
    clear &&
      consent.on("change", async () => {
        const cleared = await clear(typed);
        if (cleared.deleted[0] || cleared.reloadRequired) (await open()).tell(cleared);
      }),
    () => ending.abort(),
    () => layers?.then(({ remove }) => remove()),
    () => root.replaceChildren(),
  ];
  return () => {
    for (const stop of stops) if (stop) stop();
  };
}
