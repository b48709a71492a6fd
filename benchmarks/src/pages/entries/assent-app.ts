import { createConsent } from "@assent/core";
import { openGates } from "@assent/core/dom";
import { mount } from "@assent/ui";
import { policy } from "./policy.ts";

const consent = createConsent(policy, { region: "FR" });
consent.start();
mount(consent, { policyUrl: "/cookies" });
openGates(consent);
