import { clear, openGates } from "@assent/core/dom";
import { policy } from "@assent/example-civis/policy";
import { ConsentProvider, createConsent } from "@assent/react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import "@assent/example-civis/site.css";
import "@assent/example-civis/assent.css";

const consent = createConsent(policy, { region: "FR" });
openGates(consent);
consent.on("change", async () => (await clear(consent)).reloadRequired && location.reload());
createRoot(document.getElementById("app") as HTMLElement).render(
  <ConsentProvider consent={consent}>
    <App />
  </ConsentProvider>,
);
