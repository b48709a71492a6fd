import { readConsent } from "@assent/core";
import { policy } from "@assent/example-civis/policy";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { Document } from "../document.tsx";

/** Pages that are rendered for each request. */
export default async function Layout({ children }: { readonly children: ReactNode }) {
  const given = await headers();
  const initial = readConsent(policy, { cookie: given.get("cookie"), gpc: given.get("sec-gpc"), region: "FR" });
  return (
    <Document initial={initial} nonce={given.get("x-nonce") ?? undefined}>
      {children}
    </Document>
  );
}
