"use client";

import type { RegisteredConsent, RegisteredState } from "@assent/core";
import { type Context, createContext } from "react";

/** What a provider hands down: its consent, and the state to render on a server and to hydrate with. */
interface Provided {
  readonly consent: RegisteredConsent;
  readonly initial: RegisteredState;
}

export const ConsentContext: Context<Provided | undefined> = createContext<Provided | undefined>(undefined);
