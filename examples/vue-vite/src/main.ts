import { openGates } from "@assent/core/dom";
import { policy } from "@assent/example-civis/policy";
import { assent, createConsent } from "@assent/vue";
import { createApp } from "vue";
import App from "./App.vue";
import "@assent/example-civis/site.css";
import "@assent/ui/assent.css";

const consent = createConsent(policy, { region: "FR" });
openGates(consent);
createApp(App).use(assent, { consent }).mount("#app");
