"use client";

import { type MountedPreferences, mountPreferences, type PreferencesOptions } from "@assent/ui";
import { useEffect, useRef } from "react";
import { useProvided } from "../context.js";

export type ConsentPreferencesProps = PreferencesOptions;

/**
 * The second layer, a dialog at the end of the page: loaded when somebody is about to open it. With `clear`, a
 * withdrawal deletes what lost its permission and says so. Nothing is rendered in its own place.
 *
 * @throws {@link AssentError} `provider-absent`
 * @example
 * ```tsx
 * import { clear } from "@assent/core/dom";
 * import { ConsentPreferences } from "@assent/react/ui";
 *
 * const preferences = <ConsentPreferences policyUrl="/cookies" clear={clear} />;
 * const german = <ConsentPreferences load={async () => (await import("@assent/ui/locales/en")).default} />;
 * ```
 */
export function ConsentPreferences(props: ConsentPreferencesProps): null {
  const { consent } = useProvided();
  const options = useRef(props);
  const mounted = useRef<MountedPreferences>(undefined);
  useEffect(() => {
    options.current = props;
    mounted.current?.show();
  });
  useEffect(() => {
    const preferences = mountPreferences(consent, () => options.current);
    mounted.current = preferences;
    return preferences.remove;
  }, [consent]);
  return null;
}
