import type { Consent } from "@assent/core";
import type { Cleared } from "@assent/core/dom";
import { behave } from "./behave.js";
import { english } from "./english/third.js";
import { listen, together } from "./listen.js";
import { type FirstMessages, fill, type SecondMessages, type ThirdMessages } from "./messages.js";
import { toDom, update } from "./to-dom.js";
import { type Tree, tree } from "./tree.js";
import { button, language, type SecondView } from "./view.js";

/**
 * What a withdrawal came to, as `clear` of `@assent/core/dom` told it: what was deleted, what the site can't delete,
 * and whether the page has to be reloaded. Hidden where there is nothing to say.
 *
 * @example
 * ```ts
 * import { clear } from "@assent/core/dom";
 * import { notice, toDom } from "@assent/ui/layers";
 * import english from "@assent/ui/locales/en";
 *
 * document.body.append(toDom(notice(await clear(consent), { policy, messages: english })));
 * ```
 */
export function notice<C extends string, S extends string, K extends string>(
  cleared: Cleared,
  view: NoticeView<C, S, K>,
): Tree;
export function notice({ deleted, remaining, stopped, reloadRequired }: Cleared, view: NoticeView): Tree {
  const { messages, id = "assent" } = view;
  const kept = remaining.filter(({ service }) => stopped.includes(service));
  const names = [...new Set(deleted.map(({ name }) => name))].join(messages.comma);
  const sentences = [
    names && fill(messages.deleted, { names }),
    ...kept.map(({ name, service }) =>
      fill(messages.remaining, { name, provider: view.policy.services[service]?.provider ?? "" }),
    ),
    reloadRequired && messages.reloadText,
  ].filter((sentence) => typeof sentence === "string" && sentence);
  return tree(
    "section",
    {
      class: "assent assent-notice",
      ...language(view),
      "aria-labelledby": `${id}-notice`,
      hidden: !sentences[0],
    },
    tree("p", { id: `${id}-notice`, role: "status" }, sentences.join(" ")),
    tree(
      "form",
      { class: "assent-form assent-actions", method: "dialog" },
      reloadRequired && button("reload", messages.reload),
      tree("button", { class: "assent-button", type: "button", "data-assent-close": true }, messages.close),
    ),
  );
}

interface NoticeView<C extends string = string, S extends string = string, K extends string = string>
  extends SecondView<C, S, K> {
  readonly messages: FirstMessages & SecondMessages & ThirdMessages;
}

/**
 * Puts the notice into a page. What the site doesn't say, it says in English.
 *
 * @returns what takes it out again
 */
export function mountNotice(
  cleared: Cleared,
  consent: Consent,
  given: SecondView & { readonly focus?: string | undefined },
  document: Document,
): () => void {
  const view = { ...given, messages: { ...english, ...given.messages } };
  const { saved } = view.messages;
  // Empty first: only what changes in a region is announced.
  const place = toDom(notice(nothing, view), document);
  document.body.append(place);
  update(place, notice(cleared, view));
  return together(
    behave(place, consent, { saved, focus: view.focus }),
    listen(place, {
      click({ target }) {
        if ((target as Element).closest("[data-assent-close]")) place.hidden = true;
      },
    }),
    () => place.remove(),
  );
}

const nothing: Cleared = { stopped: [], deleted: [], remaining: [], reloadRequired: false };
