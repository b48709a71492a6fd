import type { Contender } from "../contender.ts";
import { gated, pixel } from "../site.ts";

/** The least that the job takes, by hand: a regular expression, an object, a loop. It knows no policy at all. */
export const start: Contender["start"] = () => {
  const isAccepted = /(?:^|; )bare=1/.test(document.cookie);
  let permissions: Record<string, boolean> = answer(isAccepted);
  const listeners = new Set<() => void>();

  function choose(value: boolean): void {
    permissions = answer(value);
    // biome-ignore lint/suspicious/noDocumentCookie: a choice is written at once, as all contenders do
    document.cookie = `bare=${+value}; Path=/; Max-Age=34560000; SameSite=Lax`;
    for (const image of document.querySelectorAll<HTMLImageElement>("img[data-bare]")) {
      if (value) image.src = image.dataset.src ?? "";
      else image.removeAttribute("src");
    }
    for (const listener of listeners) listener();
  }

  return {
    allows: (name) => permissions[name] === true,
    allowsService: (name) => permissions[name] === true,
    acceptAll: () => choose(true),
    rejectAll: () => choose(false),
    subscribe: (listener) => listeners.add(listener),
  };
};

export const markup: Contender["markup"] = {
  image: `<img data-bare="${gated.category}" data-src="${pixel}" alt="">`,
};

export const regrants: Contender["regrants"] = ["image"];

function answer(value: boolean): Record<string, boolean> {
  return { necessary: true, statistics: value, advertising: value, audience: value, pixel: value };
}
