import type { ConsentState } from "@assent/core";
import { bootScript } from "@assent/core/boot";
import { policy } from "@assent/example-civis/policy";
import Link from "next/link";
import type { ReactNode } from "react";
import { Assent } from "./assent.tsx";
import "@assent/example-civis/site.css";
import "@assent/ui/assent.css";
import "@assent/ui/policy.css";

/** Every page: boot decides before the first paint, then React takes over. */
export function Document({ children, initial, nonce }: DocumentProps) {
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        <title>Civis, with Next</title>
        <link rel="icon" href="data:," />
        <script nonce={nonce} dangerouslySetInnerHTML={{ __html: bootScript(policy, { region: "FR" }) }} />
        <script
          type="text/plain"
          data-assent="visitors"
          src="/statistics/visitors.js"
          nonce={nonce}
          suppressHydrationWarning
        />
      </head>
      <body>
        <Assent initial={initial}>
          <header className="header">
            <Link className="brand" href="/">
              <strong>Civis</strong> <span>Open data of the City of Aurelle</span>
            </Link>
            <nav aria-label="Main">
              <Link href="/cookies">Cookie policy</Link>
            </nav>
          </header>
          <main className="text">{children}</main>
        </Assent>
      </body>
    </html>
  );
}

interface DocumentProps {
  readonly children: ReactNode;
  readonly initial?: ConsentState | undefined;
  readonly nonce?: string | undefined;
}
