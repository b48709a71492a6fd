import { createConsent } from "@assent/core";
import { clear, guardCookies, openGates } from "@assent/core/dom";
import { render } from "@assent/ui";
import { cookiePolicy } from "@assent/ui/policy";
import { cookies } from "./cookies.ts";
import { names } from "./names.ts";
import { policy } from "./policy.ts";
import type { State } from "./surfaces.ts";
import { texts } from "./texts.ts";
import { saveToggles, togglesOf } from "./toggles.ts";

const { region, gpc } = document.documentElement.dataset;
const consent = createConsent(policy, { region, gpc: gpc === "1" || undefined });
const find = <Kind extends HTMLElement = HTMLElement>(id: string) =>
  document.getElementById(`assent-${id}`) as Kind;
const dialog = find<HTMLDialogElement>("preferences");
const refused: string[] = [];
const words = { "": "–", running: "Runs", stopped: "Stopped", lingering: "Ends on reload" };

guardCookies(consent, "block", {
  onWrite({ name }) {
    refused.push(name);
    showNow();
  },
});
consent.start();
openGates(consent);
consent.subscribe(show);
consent.on("choice", (_, { type }) => {
  if (type !== "answer") find("status").textContent = "Your choice was saved.";
});
consent.on("change", tidy);
show(consent.getState());
const cookiePage = document.querySelector<HTMLElement>(".assent-policy");
if (cookiePage) render(cookiePage, consent, (state) => cookiePolicy(state, cookies));

const actions: { readonly [choice: string]: () => void } = {
  rejectAll: consent.rejectAll,
  acceptAll: consent.acceptAll,
  withdraw: consent.withdraw,
  openPreferences: consent.openPreferences,
  preferences: consent.openPreferences,
  save: () => saveToggles(consent),
  dismiss: consent.dismiss,
  reload: () => location.reload(),
  closeNotice: () => {
    find("notice").hidden = true;
  },
};

document.addEventListener("click", ({ target }) => {
  const button = (target as Element).closest<HTMLButtonElement>("button[name=choice]");
  if (!button) return;
  actions[button.value]?.();
  focusMain();
});
find("banner").addEventListener("keydown", ({ key }) => {
  if (key === "Escape") consent.dismiss();
});
dialog.addEventListener("click", ({ target }) => {
  if (target === dialog) consent.dismiss();
});
dialog.addEventListener("close", () => {
  if (consent.getState().status === "preferences") consent.dismiss();
  focusMain();
});
dialog.addEventListener("change", ({ target }) => {
  const { name, checked } = target as HTMLInputElement;
  togglesOf(consent)
    .find(({ category }) => category === name)
    ?.set(checked);
});
document.addEventListener("load", showNow, true);

/** Where the keyboard goes on when what it stood on is gone. */
function focusMain(): void {
  const { activeElement, body } = document;
  const isLost = activeElement === body || !activeElement?.checkVisibility();
  if (isLost) document.getElementById("main")?.focus({ preventScroll: true });
}

function show(state: State): void {
  document.documentElement.dataset.gpc = `${Number(state.gpc)}`;
  find("banner").hidden = state.status !== "banner";
  for (const place of document.querySelectorAll<HTMLElement>(".assent-signal")) place.hidden = !state.gpc;
  if (state.status === "preferences") showPreferences();
  else if (dialog.open) dialog.close();
  showNow();
}

function showPreferences(): void {
  const state = consent.getState();
  if (state.status !== "preferences") return;
  const answers = typeof state.record === "object" && state.record ? Object.values(state.record.answers) : [];
  const hasAnswered = answers.some(({ by }) => by !== "gpc");
  for (const { category, value } of togglesOf(consent)) {
    const row = dialog.querySelector(`[data-category=${category}]`) as HTMLElement;
    const input = row.querySelector("input") as HTMLInputElement;
    input.checked = value === true;
    input.indeterminate = value === "mixed";
    for (const tag of row.querySelectorAll<HTMLElement>(".assent-new")) {
      tag.hidden = !hasAnswered || !state.asks.some((name) => name === category);
    }
  }
  if (!dialog.open) dialog.showModal();
}

/** What was stored without permission goes; the visitor is told what that came to. */
async function tidy(): Promise<void> {
  const { deleted, remaining, stopped, reloadRequired } = await clear(consent);
  showNow();
  const kept = remaining.filter(({ service }) => stopped.includes(service));
  const news = [
    deleted.length && `${texts.notice.deleted} ${[...new Set(deleted.map(({ name }) => name))].join(", ")}.`,
    ...kept.map(({ name, service }) => {
      const { provider } = consent.policy.services[service as "player"];
      return `${name} belongs to ${provider}: ${texts.notice.thirdParty}`;
    }),
    reloadRequired && texts.notice.reload,
  ].filter((sentence) => typeof sentence === "string");
  find("notice").hidden = !news.length;
  find("notice-text").textContent = news.join(" ");
  find("status").textContent = news.join(" ");
  (document.querySelector("[value=reload]") as HTMLElement).hidden = !reloadRequired;
}

/** What this demonstration shows besides. */
function showNow(): void {
  const { status, permissions, regime, gpc } = consent.getState();
  const activity = consent.activity();
  find("now").dataset.status = status;
  for (const name of names(policy.services)) {
    const row = document.querySelector<HTMLElement>(`[data-service=${name}]`) as HTMLElement;
    const how = activity.get(name) ?? "";
    row.dataset.allowed = `${permissions[name]}`;
    row.dataset.activity = how;
    (row.querySelector(".now-allowed") as HTMLElement).textContent = permissions[name] ? "Yes" : "No";
    (row.querySelector(".now-activity") as HTMLElement).textContent = words[how];
  }
  const stored = document.cookie.split("; ").map((pair) => pair.split("=")[0] as string);
  find("regime").textContent = `${region}: ${regime}${gpc ? ", with Global Privacy Control" : ""}`;
  find("stored").textContent = stored.sort().join(", ");
  find("refused").textContent = refused.join(", ") || "None";
}
