import { createConsent } from "@assent/core";
import { openGates } from "@assent/core/dom";
import { ConsentProvider } from "@assent/react";
import { ConsentBanner, ConsentPreferences } from "@assent/react/ui";
import { createElement, Fragment } from "react";
import { createRoot } from "react-dom/client";
import { policyOf } from "./policy.ts";

const consent = createConsent(policyOf(__SERVICES__), { region: "FR" });
const root = document.createElement("div");
document.body.append(root);
const policyUrl = "/cookies";
const surfaces = createElement(
  Fragment,
  null,
  createElement(ConsentBanner, { policyUrl }),
  createElement(ConsentPreferences, { policyUrl }),
);
createRoot(root).render(createElement(ConsentProvider, { consent }, surfaces));
openGates(consent);
