import { texts } from "@assent/example-civis/texts";
import { toReact } from "@assent/react/ui";
import { consentFor } from "@assent/server";
import { preferences } from "@assent/ui/layers";
import messages from "@assent/ui/locales/en";
import { headers } from "next/headers";
import { site } from "../../site.ts";

/** The preferences, for browsers without scripts. */
export default async function Page() {
  const { policy, state } = consentFor({ headers: await headers() }, site);
  const view = { policy, messages, texts, action: "/consent", as: "section" } as const;
  return (
    <>
      <h1>What this site may use</h1>
      {toReact(preferences(state, view))}
    </>
  );
}
