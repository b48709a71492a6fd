"use client";

import { clear, openGates } from "@assent/core/dom";
import { policy } from "@assent/example-civis/policy";
import { texts } from "@assent/example-civis/texts";
import { ConsentProvider, type ConsentProviderProps, createConsent } from "@assent/react";
import { ConsentBanner, ConsentPreferences, PrivacyChoices } from "@assent/react/ui";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect } from "react";

const consent = createConsent(policy, { region: "FR" });

/** Everything that asks, around a page. */
export function Assent({ children, initial }: Omit<ConsentProviderProps, "consent">) {
  const view = { texts, policyUrl: "/cookies", action: "/consent", fields: { next: usePathname() } };
  useEffect(() => openGates(consent), []); // The provider below has started it by then.
  return (
    <ConsentProvider consent={consent} initial={initial}>
      <ConsentBanner {...view} />
      <main className="text">{children}</main>
      <footer className="footer">
        <Link href="/">Open data of the City of Aurelle</Link>
        <PrivacyChoices {...view} />
      </footer>
      <ConsentPreferences {...view} clear={clear} />
    </ConsentProvider>
  );
}
