import { AssentError, type RegisteredConsent, type RegisteredState } from "@assent/core";
import { type InjectionKey, inject, type ShallowRef } from "vue";

/** What an app hands to its components. */
export interface Provided {
  readonly consent: RegisteredConsent;
  /** What a server renders, and what hydrates. */
  readonly initial: RegisteredState;
  readonly state: ShallowRef<RegisteredState>;
  /** The state's own, apart: what doesn't change permissions leaves those who read them alone. */
  readonly permissions: ShallowRef<RegisteredState["permissions"]>;
}

export const providedKey: InjectionKey<Provided> = Symbol();

export function useProvided(): Provided {
  const provided = inject(providedKey, undefined);
  if (provided) return provided;
  throw new AssentError(
    "provider-absent",
    "Consent needs app.use(assent, { consent }), in setup or runWithContext",
  );
}
