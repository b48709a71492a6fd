import type { ThirdMessages } from "../messages.js";

/** What the notice says, in English. */
export const english: ThirdMessages = {
  deleted: "Deleted: {names}.",
  remaining: "{name} belongs to {provider}: only your browser’s settings delete it.",
  reloadText: "Reload this page to end what still runs on it.",
  reload: "Reload",
};
