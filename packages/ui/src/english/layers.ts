import type { LayerMessages } from "../messages.js";
import { english as first } from "./first.js";
import { english as second } from "./second.js";
import { english as third } from "./third.js";

/** What the layers say, in English. */
export const english: LayerMessages = {
  ...first,
  ...second,
  ...third,
  embedText: "{name}: this content comes from {provider}, which may store cookies in your browser.",
  embedOnce: "Load once",
  embedAlways: "Always load",
  embedOverride: "Always load, as an exception from Global Privacy Control",
};
