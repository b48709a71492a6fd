"use client";

import type { ConsentState } from "@assent/core";
import { clear, openGates } from "@assent/core/dom";
import { policy } from "@assent/example-civis/policy";
import { texts } from "@assent/example-civis/texts";
import { ConsentProvider, createConsent } from "@assent/react";
import { ConsentBanner, ConsentPreferences, PrivacyChoices } from "@assent/react/ui";
import { type ReactNode, useEffect } from "react";

const consent = createConsent(policy, { region: "FR" });
const view = { texts, action: "/choices" };

export function Assent({ children, initial }: { readonly children: ReactNode; readonly initial?: ConsentState | undefined }) {
  return (
    <ConsentProvider consent={consent} initial={initial}>
      <Gates />
      <ConsentBanner {...view} />
      {children}
      <footer className="footer">
        <PrivacyChoices {...view} />
      </footer>
      <ConsentPreferences texts={texts} clear={clear} />
    </ConsentProvider>
  );
}

/** Once the consent has started, from boot's hands. */
function Gates() {
  useEffect(() => openGates(consent), []);
  return null;
}
