import type { ConsentState } from "@assent/core";
import { bootScript } from "@assent/core/boot";
import { openGates } from "@assent/core/dom";
import { policy } from "@assent/example-civis/policy";
import { consentFor } from "@assent/server";
import { assent, createConsent } from "@assent/vue";

const region = "FR";
const consent = createConsent(policy, { region });

export default defineNuxtPlugin(({ vueApp, hook }) => {
  // A page that is built once is for nobody in particular.
  const initial = useState<ConsentState | undefined>("consent", () => {
    const event = useRequestEvent();
    return event && !import.meta.prerender ? consentFor(event, site).state : undefined;
  });
  vueApp.use(assent, { consent, initial: initial.value });
  if (import.meta.server) {
    const boot = { innerHTML: bootScript(policy, { region }), tagPriority: "critical" } as const;
    const gate = { type: "text/plain", "data-assent": "visitors", src: "/statistics/visitors.js" };
    useHead({ script: [boot, gate] });
  }
  // From boot's hands, once the app has started the consent.
  hook("app:mounted", () => void openGates(consent));
});
