"use client";

import type { Consent, ConsentState, RegisteredConsent, RegisteredState } from "@assent/core";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { ConsentContext } from "./context.js";

export interface ConsentProviderProps {
  /** Started when the provider mounts, stopped when it unmounts. */
  readonly consent: Consent;
  /** What `readConsent` gave for this request. @default the consent's own initial state */
  readonly initial?: ConsentState | undefined;
  readonly children?: ReactNode;
}

/**
 * Gives a consent to the components below it.
 *
 * With `initial`, a server renders what this visitor answered, and the browser hydrates from the same state.
 *
 * @example
 * ```tsx
 * import { ConsentProvider } from "@assent/react";
 *
 * const app = <ConsentProvider consent={consent}>Hello</ConsentProvider>;
 * ```
 */
export function ConsentProvider({ consent, initial, children }: ConsentProviderProps): ReactNode {
  // Hydration alone looks at it, so a later one (a refreshed server component's) must re-render nobody.
  const [first] = useState(initial);
  const provided = useMemo(() => {
    // Any policy's consent may be given: whether it is the registered one, its types can't say.
    const own = consent as RegisteredConsent;
    return { consent: own, initial: (first as RegisteredState | undefined) ?? own.getInitialState() };
  }, [consent, first]);
  return (
    <ConsentContext.Provider value={provided}>
      <Start consent={consent} />
      {children}
    </ConsentContext.Provider>
  );
}

/** Effects run in the order of siblings: what stands before the readers starts before they compare what they hydrated. */
function Start({ consent }: { readonly consent: Consent }): null {
  useEffect(() => consent.start(), [consent]);
  return null;
}
