import type { ReactNode } from "react";
import { Document } from "../document.tsx";

/** Pages that are rendered once, for everyone. */
export default function Layout({ children }: { readonly children: ReactNode }) {
  return <Document>{children}</Document>;
}
