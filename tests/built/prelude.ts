import { createConsent, definePolicy } from "@assent/core";
import { ConsentProvider, type ConsentProviderProps } from "@assent/react";
import { createElement, type ReactElement } from "react";

/** What an example may take as given: `policy` and `consent`, also as `import { policy } from "./policy"`. */
const examplePolicy = definePolicy({
  categories: { necessary: "exempt", statistics: "ask", advertising: { rule: "ask", sale: true } },
  services: {
    session: {
      category: "necessary",
      exempt: "strictly-necessary",
      provider: "Opendatasoft",
      party: "first",
      function: "Authentication",
      location: ["front office", "back office"],
      cookies: {
        sessionid: {
          purpose: "To remember the user from one page to another",
          maxAge: "session",
          httpOnly: true,
        },
      },
    },
    audience: {
      category: "statistics",
      provider: "Opendatasoft",
      party: "first",
      function: "Audience measurement",
      location: ["front office"],
      cookies: { "_ex_*": { purpose: "To tell visits apart", maxAge: 86_400 } },
    },
    youtube: {
      category: "advertising",
      provider: "Google",
      party: "third",
      function: "Videos",
      location: ["front office"],
      cookies: { VISITOR_INFO1_LIVE: { purpose: "To choose videos", maxAge: 86_400, domain: "youtube.com" } },
    },
  },
});

const exampleConsent = createConsent(examplePolicy, { region: "FR" });

/** A client component that another example on the page defines. */
export function Assent(props: Omit<ConsentProviderProps, "consent">): ReactElement {
  return createElement(ConsentProvider, { consent: exampleConsent, ...props });
}

export { exampleConsent as consent, examplePolicy as policy };

declare global {
  const policy: typeof examplePolicy;
  const consent: typeof exampleConsent;
}
