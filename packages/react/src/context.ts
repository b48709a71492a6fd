"use client";

import type { RegisteredConsent } from "@assent/core";
import { type Context, createContext } from "react";

/** A category, a service or a cookie of the policy that `Register` names. */
export type ConsentName = Parameters<RegisteredConsent["allows"]>[0];

/** The state of the consent of the policy that `Register` names. */
export type RegisteredState = ReturnType<RegisteredConsent["getState"]>;

/** What a provider hands down: its consent, and the state to render on a server and to hydrate with. */
interface Provided {
  readonly consent: RegisteredConsent;
  readonly initial: RegisteredState;
}

export const ConsentContext: Context<Provided | undefined> = createContext<Provided | undefined>(undefined);
