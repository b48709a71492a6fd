import type { Consent, ConsentState, RegisteredConsent, RegisteredState } from "@assent/core";
import { type Plugin, shallowRef } from "vue";
import { providedKey } from "./provided.js";

export interface AssentOptions {
  /** Started when the app mounts, stopped when it unmounts. */
  readonly consent: Consent;
  /** What `readConsent` gave for this request. @default the consent's own initial state */
  readonly initial?: ConsentState | undefined;
}

/**
 * Gives a consent to an app. Until the app mounts, and on servers, its components show `initial`.
 *
 * @example
 * ```ts
 * import { assent } from "@assent/vue";
 * import { createApp } from "vue";
 *
 * createApp({ template: "<p>Hello</p>" }).use(assent, { consent }).mount("#app");
 * ```
 */
export const assent: Plugin<[AssentOptions]> = {
  install(app, given) {
    // Any policy's consent may be given: whether it is the registered one, its types can't say.
    const consent = given.consent as RegisteredConsent;
    const initial = (given.initial as RegisteredState | undefined) ?? consent.getInitialState();
    const state = shallowRef(initial);
    const permissions = shallowRef(initial.permissions);
    app.provide(providedKey, { consent, initial, state, permissions });

    const show = (next: RegisteredState) => {
      state.value = next;
      permissions.value = next.permissions;
    };
    const { mount, unmount } = app;
    // Servers never mount an app, and Vue 3.4 has no `onUnmount`.
    app.mount = (...place) => {
      const ignore = consent.subscribe(show);
      const stop = consent.start();
      app.unmount = () => {
        unmount();
        stop();
        ignore();
      };
      show(consent.getState());
      return mount(...place);
    };
  },
};
