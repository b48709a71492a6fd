import type { ThirdMessages } from "../messages.js";

/** What the notice and the placeholders say, in English. */
export const english: ThirdMessages = {
  close: "Close",
  deleted: "Deleted: {names}.",
  remaining: "{name} belongs to {provider}: only your browser’s settings delete it.",
  reloadText: "Reload this page to end what still runs on it.",
  reload: "Reload",
  embedText: "{name}: this content comes from {provider}, which may store cookies in your browser.",
  embedOnce: "Load once",
  embedAlways: "Always load",
  embedOverride: "Always load, as an exception from Global Privacy Control",
};
