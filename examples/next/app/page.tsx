import { texts } from "@assent/example-civis/texts";
import { ConsentGate } from "@assent/react";
import { toReact } from "@assent/react/ui";
import { consentFor } from "@assent/server";
import { preferences } from "@assent/ui/layers";
import messages from "@assent/ui/locales/en";
import { headers } from "next/headers";
import { Assent } from "./assent.tsx";
import { Film } from "./film.tsx";
import { site } from "./site.ts";

/** Rendered for each request, as its visitor decided. */
export default async function Page() {
  const { policy, state } = consentFor({ headers: await headers() }, site);
  const view = { policy, messages, texts, action: "/consent", as: "section" } as const;
  return (
    <Assent initial={state}>
      <h1>Open data, with Next</h1>
      <p>The city publishes what it knows. This film shows how, once you let it load.</p>
      <Film />
      <ConsentGate to="statistics" fallback={<p>This visit isn’t counted.</p>}>
        <p>This visit is counted.</p>
      </ConsentGate>
      <noscript id="choices">{toReact(preferences(state, view))}</noscript>
    </Assent>
  );
}
