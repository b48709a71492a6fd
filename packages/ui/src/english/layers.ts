import type { LayerMessages } from "../messages.js";
import { english as second } from "./second.js";

/** What the layers say, in English. */
export const english: LayerMessages = {
  ...second,
  deleted: "Deleted: {names}.",
  remaining: "{name} belongs to {provider}: only your browser’s settings delete it.",
  reloadText: "Reload this page to end what still runs on it.",
  reload: "Reload",
  embedText: "{name} comes from {provider}, which may store cookies in your browser.",
  embedOnce: "Load once",
  embedAlways: "Always load",
  embedOverride: "Always load, as an exception from Global Privacy Control",
};
