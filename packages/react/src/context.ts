"use client";

import type { Consent, ConsentState } from "@assent/core";
import { type Context, createContext } from "react";

/** What a provider hands down: its consent, and the state to render on a server and to hydrate with. */
interface Provided {
  readonly consent: Consent;
  readonly initial: ConsentState;
}

export const ConsentContext: Context<Provided | undefined> = createContext<Provided | undefined>(undefined);
