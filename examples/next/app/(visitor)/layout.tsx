import { consentFor } from "@assent/server";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { Document } from "../document.tsx";
import { site } from "../site.ts";

/** Pages that are rendered for each request: nothing outside of this folder reads its headers. */
export default async function Layout({ children }: { readonly children: ReactNode }) {
  const given = await headers();
  return (
    <Document initial={consentFor({ headers: given }, site).state} nonce={given.get("x-nonce") ?? undefined}>
      {children}
    </Document>
  );
}
