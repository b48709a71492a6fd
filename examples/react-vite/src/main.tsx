import { openGates } from "@assent/core/dom";
import { policy } from "@assent/example-civis/policy";
import { ConsentProvider, createConsent } from "@assent/react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import "@assent/example-civis/site.css";
import "@assent/ui/assent.css";

const consent = createConsent(policy, { region: "FR" });
openGates(consent);
createRoot(document.getElementById("app") as HTMLElement).render(
  <ConsentProvider consent={consent}>
    <App />
  </ConsentProvider>,
);
