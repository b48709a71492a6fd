import type { Contender } from "../contender.ts";
import { inline, pixel } from "../site.ts";

/** The least that the job takes, by hand: a regular expression, an object, a loop. It knows no policy at all. */
export const start: Contender["start"] = () => {
  const isAccepted = /(?:^|; )bare=1/.test(document.cookie);
  let permissions: Record<string, boolean> = answer(isAccepted);
  const listeners = new Set<() => void>();

  function choose(value: boolean): void {
    permissions = answer(value);
    // biome-ignore lint/suspicious/noDocumentCookie: a choice is written at once, as all contenders do
    document.cookie = `bare=${+value}; Path=/; Max-Age=34560000; SameSite=Lax`;
    for (const gate of document.querySelectorAll<HTMLElement>("[data-bare]")) switchTo(value, gate);
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
  script: `<script type="text/plain" data-bare>${inline}</script>`,
  image: `<img data-bare data-src="${pixel}" alt="">`,
  embed: `<div><template data-bare><p class="embed"></p></template><p></p></div>`,
};

export const regrants: Contender["regrants"] = ["image", "embed"];

function switchTo(value: boolean, gate: HTMLElement): void {
  if (gate instanceof HTMLImageElement) {
    if (value) gate.src = gate.dataset.src ?? "";
    else gate.removeAttribute("src");
  } else if (gate instanceof HTMLTemplateElement) {
    const placeholder = gate.parentElement?.lastElementChild as HTMLElement;
    if (value) gate.after(gate.content.cloneNode(true));
    else if (placeholder.hidden) gate.nextElementSibling?.remove();
    placeholder.hidden = value;
  } else if (value) {
    const script = document.createElement("script");
    script.text = gate.textContent;
    gate.replaceWith(script);
  }
}

function answer(value: boolean): Record<string, boolean> {
  return { necessary: true, statistics: value, advertising: value, audience: value, pixel: value };
}
