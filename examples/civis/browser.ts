import { createConsent } from "@assent/core";
import { openGates } from "@assent/core/dom";
import { matomo } from "@assent/signals/matomo";
import { english, loadStyles, mount, render } from "@assent/ui";
import { now } from "./now.ts";
import { policy } from "./policy.ts";
import { listing } from "./sent.ts";
import { words } from "./texts.ts";
import { viewOf } from "./view.ts";

// Boot asks for this while the page is still being parsed.
if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
else start();

function start(): void {
  const find = <Kind extends HTMLElement>(selector: string) => document.querySelector(selector) as Kind;
  const { region } = document.documentElement.dataset;
  const consent = createConsent(policy, { region });
  // The same as every form of the page carries: what the server printed is taken over as it is.
  const fields = new FormData(find<HTMLFormElement>(".languages"));
  const view = viewOf({ region }, Object.fromEntries(fields) as { [name: string]: string });

  // With `{ window }` the panel hears it first; without, Matomo is told the same.
  matomo(consent, { window: listing(find("#sent")) });
  consent.start();
  mount(consent, {
    ...view,
    messages: { ...english, ...words },
    styles: () => loadStyles("/layers.css"),
    clear: async () => (await import("@assent/core/clear")).clear(consent),
  });
  render(find("#now"), consent, now);
  openGates(consent);
  const cookiePage = find(".assent-policy");
  if (cookiePage) showPolicy();

  async function showPolicy(): Promise<void> {
    const [{ cookiePolicy }, { messages }] = await Promise.all([
      import("@assent/ui/policy"),
      import("./messages.ts"),
    ]);
    render(cookiePage, consent, (state) => cookiePolicy(state, { ...view, messages }));
  }
}
