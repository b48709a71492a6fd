import { getOrCreateConsentRuntime } from "c15t";
import { words } from "../contender.ts";
import { options } from "./c15t-options.ts";

/** It has no interface without React: this one is by hand, and as small. */
const { consentStore } = getOrCreateConsentRuntime(options);
let banner: HTMLElement | undefined;
consentStore.subscribe(show);
show();

function show(): void {
  const isAsking = consentStore.getState().activeUI === "banner";
  if (isAsking && !banner) {
    banner = document.createElement("section");
    banner.id = "ask";
    banner.innerHTML = `<h2>${words.title}</h2><p>${words.text}</p>
      <button value="necessary">${words.reject}</button> <button value="all">${words.accept}</button>`;
    banner.addEventListener("click", ({ target }) => {
      const { value } = target as HTMLButtonElement;
      if (value) consentStore.getState().saveConsents(value as "all" | "necessary");
    });
    document.body.append(banner);
  }
  if (banner) banner.hidden = !isAsking;
}
