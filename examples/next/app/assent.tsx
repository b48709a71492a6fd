"use client";

import type { ConsentState } from "@assent/core";
import { clear, openGates } from "@assent/core/dom";
import { policy } from "@assent/example-civis/policy";
import { texts } from "@assent/example-civis/texts";
import { ConsentProvider, createConsent } from "@assent/react";
import { ConsentBanner, ConsentPreferences, PrivacyChoices } from "@assent/react/ui";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect } from "react";

const consent = createConsent(policy, { region: "FR" });

/** Everything that asks, around a page. */
export function Assent({ children, initial }: AssentProps) {
  const next = usePathname();
  const view = { texts, policyUrl: "/cookies", action: "/consent", fields: { next } };
  return (
    <ConsentProvider consent={consent} initial={initial}>
      <Gates />
      {next !== "/choices" && <ConsentBanner {...view} />}
      {children}
      <footer className="footer">
        <p>City of Aurelle, Department of Digital Affairs</p>
        <PrivacyChoices {...view} />
      </footer>
      <ConsentPreferences texts={texts} policyUrl="/cookies" clear={clear} />
    </ConsentProvider>
  );
}

interface AssentProps {
  readonly children: ReactNode;
  readonly initial?: ConsentState | undefined;
}

/** From boot's hands, once the provider has started the consent. */
function Gates() {
  useEffect(() => openGates(consent), []);
  return null;
}
