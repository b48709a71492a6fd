import type { CategoryOf, CookieOf, RegisteredPolicy, ServiceOf } from "@assent/core";
import type { Messages } from "./messages.js";
import type { MountOptions } from "./mount.js";
import type { LayerView } from "./view.js";

type Registered = MountOptions<
  CategoryOf<RegisteredPolicy>,
  ServiceOf<RegisteredPolicy>,
  CookieOf<RegisteredPolicy>
>;

/** What a framework's banner takes; the policy is its provider's, the one that `Register` names. */
export type BannerOptions = Pick<
  Registered,
  "action" | "fields" | "focus" | "id" | "layout" | "messages" | "policyUrl" | "texts"
>;

/** What a framework's way back to the choices takes. */
export type ChoicesOptions = Pick<Registered, "action" | "fields" | "focus" | "messages" | "texts">;

/** What a framework's preferences take. */
export type PreferencesOptions = Pick<
  Registered,
  "clear" | "focus" | "id" | "load" | "messages" | "policyUrl" | "styles" | "texts"
>;

/** What a framework's embed takes. Its words are in the first paint, so none are asked for later. */
export interface EmbedOptions
  extends Pick<Registered, "action" | "fields" | "texts">,
    Pick<LayerView, "messages"> {
  readonly service: ServiceOf<RegisteredPolicy>;
}

/** What a framework's cookie policy takes. */
export interface CookiePolicyOptions
  extends Pick<Registered, "action" | "fields" | "focus" | "id" | "texts"> {
  readonly messages: Messages;
}
