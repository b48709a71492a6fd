"use client";

import { AssentError, type RegisteredConsent, type RegisteredState } from "@assent/core";
import { type Context, createContext, useContext } from "react";

/** What a provider hands down: its consent, and the state to render on a server and to hydrate with. */
interface Provided {
  readonly consent: RegisteredConsent;
  readonly initial: RegisteredState;
}

export const ConsentContext: Context<Provided | undefined> = createContext<Provided | undefined>(undefined);

export function useProvided(): Provided {
  const provided = useContext(ConsentContext);
  if (provided) return provided;
  throw new AssentError("provider-absent", "Consent needs a <ConsentProvider consent={consent}> above them");
}
