import type { Consent } from "@assent/core";
import type { Cleared } from "@assent/core/dom";
import type { Dialog } from "./dialog.js";
import { loadDialog, loadSecond } from "./lazy.js";
import { listen, together } from "./listen.js";
import type { MountOptions } from "./mount.js";

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
  let dialog: Promise<Dialog> | undefined;
  /** How often there was something to clear; none, once nobody is to be told. */
  let turns = 0;

  /** The dialog, what it says, and what it looks like: loaded once. */
  function open(): Promise<Dialog> {
    const { load, messages = {}, styles } = options();
    dialog ??= Promise.all([
      loadDialog(),
      load ? load() : "save" in messages ? {} : loadSecond(),
      // Without its looks it still works.
      styles?.().catch(() => {}),
    ]).then(
      ([{ mountDialog }, words]) => mountDialog(consent, options, words, document),
      (error: unknown) => {
        dialog = undefined;
        consent.dismiss();
        throw error;
      },
    );
    return dialog;
  }

  /** Whoever points at the button, or comes to it by keyboard, is about to press it. */
  function foresee({ target }: Event): void {
    if ((target as Element).closest("[name=choice][value=preferences]")) open();
  }

  const follow = ({ status }: { readonly status: string }): unknown => status === "preferences" && open();
  follow(consent.getState());
  const remove = together(
    consent.subscribe(follow),
    listen(document.documentElement, { pointerover: foresee, focusin: foresee }),
    consent.on("change", async () => {
      const turn = ++turns;
      const cleared = await options().clear?.(consent);
      // A later change says whether to reload, but not what an earlier one deleted.
      const isNews = turns && (cleared?.deleted[0] || (turn === turns && cleared?.reloadRequired));
      if (isNews) (await open()).tell(cleared as Cleared);
    }),
    () => {
      turns = 0;
      dialog?.then(({ remove }) => remove());
    },
  );
  return { show: () => dialog?.then(({ show }) => show()), remove };
}
