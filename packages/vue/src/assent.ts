import type { Consent, ConsentState } from "@assent/core";
import { type InjectionKey, type Plugin, type ShallowRef, shallowRef } from "vue";

export interface AssentOptions {
  /** Started when the app mounts, stopped when it unmounts. */
  readonly consent: Consent;
  /** What `readConsent` gave for this request. @default the consent's own initial state */
  readonly initial?: ConsentState | undefined;
}

/** What an app hands to its components. */
export interface Provided {
  readonly consent: Consent;
  /** What a server renders, and what hydrates. */
  readonly initial: ConsentState;
  readonly state: ShallowRef<ConsentState>;
  /** The state's own, apart: what doesn't change permissions leaves those who read them alone. */
  readonly permissions: ShallowRef<ConsentState["permissions"]>;
}

export const providedKey: InjectionKey<Provided> = Symbol("assent");

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
  install(app, { consent, initial = consent.getInitialState() }) {
    const state = shallowRef(initial);
    const permissions = shallowRef(initial.permissions);
    app.provide(providedKey, { consent, initial, state, permissions });

    const show = (next: ConsentState) => {
      state.value = next;
      permissions.value = next.permissions;
    };
    const { mount, unmount } = app;
    let leave = () => {};
    // Servers never mount an app, and Vue 3.4 has no `onUnmount`.
    app.mount = (...given) => {
      const ends = [consent.subscribe(show), consent.start()];
      leave = () => {
        for (const end of ends) end();
      };
      show(consent.getState());
      return mount(...given);
    };
    app.unmount = () => {
      unmount();
      leave();
    };
  },
};
