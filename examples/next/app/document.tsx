import type { ConsentState } from "@assent/core";
import { bootScript } from "@assent/core/boot";
import { policy } from "@assent/example-civis/policy";
import type { ReactNode } from "react";
import { Assent } from "./assent.tsx";
import "@assent/example-civis/site.css";
import "@assent/ui/assent.css";

export const boot = bootScript(policy, { region: "FR" });

/** Every page: boot decides before the first paint, React takes over. */
export function Document({ children, initial, nonce }: DocumentProps) {
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        <script nonce={nonce} dangerouslySetInnerHTML={{ __html: boot }} />
        <script type="text/plain" data-assent="visitors" src="/statistics/visitors.js" nonce={nonce} suppressHydrationWarning />
      </head>
      <body>
        <Assent initial={initial}>{children}</Assent>
      </body>
    </html>
  );
}

interface DocumentProps {
  readonly children: ReactNode;
  readonly initial?: ConsentState | undefined;
  readonly nonce?: string | undefined;
}
