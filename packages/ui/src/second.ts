import type { Consent } from "@assent/core";
import type { Mounted } from "./dialog.js";
import { english } from "./english/first.js";
import { loadDialog, loadNotice, loadSecond, loadThird } from "./lazy.js";
import { listen, together } from "./listen.js";
import type { LayerMessages } from "./messages.js";
import type { MountOptions } from "./mount.js";
import type { LayerView } from "./view.js";

/** Preferences that stand ready. */
export interface MountedPreferences extends Mounted {}

/**
 * The preferences, ready for whoever is about to open them: they are loaded then, not before. With `clear`, a
 * withdrawal says what became of it. `mount` does this too; it is for pages with a banner of their own, and for
 * frameworks.
 *
 * @param options - asked again whenever something is drawn.
 * @example
 * ```ts
 * import { clear } from "@assent/core/dom";
 * import { mountPreferences } from "@assent/ui";
 *
 * const { remove } = mountPreferences(consent, () => ({ policyUrl: "/cookies", clear }));
 * ```
 */
export function mountPreferences<C extends string, S extends string, K extends string>(
  consent: Consent<C, S, K>,
  options: () => MountOptions<C, S, K>,
): MountedPreferences;
export function mountPreferences(consent: Consent, options: () => MountOptions): MountedPreferences {
  const { document = globalThis.document } = options();
  let words: Partial<LayerMessages> = {};
  let dialog: Promise<Mounted> | undefined;
  let styles: Promise<unknown> | undefined;
  let retract: (() => void) | undefined;
  let isOver = false;

  function view(): LayerView {
    const given = options();
    return {
      ...given,
      policy: consent.policy,
      messages: { ...english, ...words, ...given.messages } as LayerMessages,
    };
  }

  /** What a layer looks like, and says: the site's own words, or English. */
  async function prepare(name: string, fallback: typeof loadSecond | typeof loadThird): Promise<void> {
    const { load, messages = {} } = options();
    // Without their looks, they still work.
    styles ??= options()
      .styles?.()
      .catch(() => {});
    if (load) words = await load();
    else if (!(name in messages)) words = { ...words, ...(await fallback()).english };
    await styles;
  }

  function open(): void {
    dialog ??= Promise.all([loadDialog(), prepare("save", loadSecond)]).then(
      ([{ mountDialog }]) => mountDialog(consent, view, document),
      (error: unknown) => {
        dialog = undefined;
        consent.dismiss();
        throw error;
      },
    );
  }

  /** Whoever points at the button, or comes to it by keyboard, is about to press it. */
  function foresee({ target }: Event): void {
    if ((target as Element).closest("[name=choice][value=preferences]")) open();
  }

  const follow = ({ status }: { readonly status: string }): unknown => status === "preferences" && open();
  follow(consent.getState());
  const remove = together(
    consent.subscribe(follow),
    consent.on("change", async () => {
      const cleared = await options().clear?.(consent);
      if (!cleared?.deleted[0] && !cleared?.reloadRequired) return;
      const [{ mountNotice }] = await Promise.all([loadNotice(), prepare("reload", loadThird)]);
      retract?.();
      if (!isOver) retract = mountNotice(cleared, consent, view(), document);
    }),
    listen(document.documentElement, { pointerover: foresee, focusin: foresee }),
    () => {
      isOver = true;
      retract?.();
      dialog?.then(({ remove }) => remove());
    },
  );
  return { show: () => dialog?.then(({ show }) => show()), remove };
}
