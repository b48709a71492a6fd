import { createConsent } from "@assent/core";
import { openGates } from "@assent/core/dom";
import { mount } from "@assent/ui";
import { policyOf } from "./policy.ts";

const consent = createConsent(policyOf(__SERVICES__), { region: "FR" });
consent.start();
mount(consent, { policyUrl: "/cookies" });
openGates(consent);
