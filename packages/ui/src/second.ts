import type { Consent } from "@assent/core";
import { behave } from "./behave.js";
import { english } from "./english/first.js";
import type { Layers } from "./layers.js";
import type { LayerMessages } from "./messages.js";
import type { MountOptions } from "./mount.js";
import type { LayerView } from "./view.js";

/** Preferences that stand ready. */
export interface MountedPreferences {
  /** Shows what the options are now. */
  show(): void;
  /** Takes them out again. */
  remove(): void;
}

/**
 * The preferences, ready for whoever is about to open them: they are loaded then, not before. With `clear`, a
 * withdrawal says what became of it. `mount` does this too; it is for pages with a banner of their own, and for
 * frameworks.
 *
 * @param options - asked again whenever something is drawn.
 * @param add - puts a dialog or a notice into the page, and makes its forms act. @default at the end of the page
 * @example
 * ```ts
 * import { clear } from "@assent/core/dom";
 * import { mountPreferences } from "@assent/ui";
 *
 * const { remove } = mountPreferences(consent, () => ({ policyUrl: "/cookies", clear }));
 * ```
 */
export function mountPreferences<C extends string, S extends string, K extends string>(
  typed: Consent<C, S, K>,
  options: () => MountOptions<C, S, K>,
  add?: (layer: HTMLElement) => void,
): MountedPreferences {
  const consent = typed as unknown as Consent;
  const { document = globalThis.document } = options();
  const ending = new AbortController();
  let layers: Promise<Layers> | undefined;
  let loaded: LayerMessages | undefined;

  /** The second layer, and what it says: loaded once. */
  function open(): Promise<Layers> {
    layers ??= Promise.all([import("./layers.js"), loadMessages()]).then(
      ([{ mountLayers }]) => mountLayers(add ?? stand, consent, view, document),
      (error: unknown) => {
        layers = undefined;
        consent.dismiss();
        throw error;
      },
    );
    return layers;
  }

  async function loadMessages(): Promise<void> {
    const { load, messages } = options();
    if (load) loaded = await load();
    else if (!messages || !("save" in messages)) loaded = (await import("./english/layers.js")).english;
  }

  function view(): LayerView & { readonly focus?: string | undefined } {
    const { messages, ...rest } = options();
    return { ...rest, policy: typed.policy, messages: loaded ?? messages } as unknown as LayerView;
  }

  function stand(layer: HTMLElement): void {
    const { focus, messages = english } = options();
    document.body.append(layer);
    behave(layer, consent, { saved: messages.saved, focus });
  }

  /** Whoever points at the button, or comes to it by keyboard, is about to press it. */
  function prepare({ target }: Event): void {
    if ((target as Element).closest?.("[name=choice][value=preferences]")) open();
  }
  for (const type of ["pointerover", "pointerdown", "focusin"])
    document.documentElement.addEventListener(type, prepare, ending);

  const follow = ({ status }: { readonly status: string }): unknown => status === "preferences" && open();
  follow(consent.getState());
  const stops = [
    consent.subscribe(follow),
    consent.on("change", async () => {
      const cleared = await options().clear?.(typed);
      const isNews = cleared?.deleted[0] || cleared?.reloadRequired;
      if (isNews && !ending.signal.aborted) (await open()).tell(cleared);
    }),
    () => ending.abort(),
    () => layers?.then(({ remove }) => remove()),
  ];
  return {
    show: () => layers?.then(({ show }) => show()),
    remove() {
      for (const stop of stops) stop();
    },
  };
}
