import type { ConsentState } from "@assent/core";
import { openGates } from "@assent/core/dom";
import { consentFor } from "@assent/server";
import { assent, createConsent } from "@assent/vue";

const consent = createConsent(site.policy, { region: site.region() });

export default defineNuxtPlugin(({ vueApp, hook }) => {
  // A page that is built once is for nobody in particular: boot and hydration make it the visitor's.
  const initial = useState<ConsentState | undefined>("consent", () => {
    const event = useRequestEvent();
    return event && !import.meta.prerender ? consentFor(event, site).state : undefined;
  });
  vueApp.use(assent, { consent, initial: initial.value });
  hook("app:mounted", () => void openGates(consent));
});
