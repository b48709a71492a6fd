export { banner } from "./banner.js";
export { type Behaviour, behave } from "./behave.js";
export { choiceOf, type Fields } from "./choice.js";
export { privacyChoices } from "./choices.js";
export { behaveEmbed, type EmbedBehaviour } from "./embed.js";
export { english } from "./english/first.js";
export type {
  FirstMessages,
  KnownCategory,
  LayerMessages,
  Messages,
  Plural,
  SecondMessages,
  ThirdMessages,
} from "./messages.js";
export { type MountOptions, mount } from "./mount.js";
export { embedPlaceholder } from "./placeholder.js";
export { propsOf } from "./props.js";
export type {
  BannerOptions,
  ChoicesOptions,
  CookiePolicyOptions,
  EmbedOptions,
  PreferencesOptions,
} from "./registered.js";
export { render } from "./render.js";
export { type MountedPreferences, mountPreferences } from "./second.js";
export { loadStyles, type StylesOptions } from "./styles.js";
export { toDom, update } from "./to-dom.js";
export { toHtml } from "./to-html.js";
export { type Attributes, type Tree, tree } from "./tree.js";
export type { LayerView, PolicyTexts, SecondView, View } from "./view.js";
