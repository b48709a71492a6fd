import type { SecondMessages } from "../messages.js";

/** What the preferences say, in English. */
export const english: SecondMessages = {
  preferencesText: "Decide what this site may use. You can change your mind at any time.",
  save: "Save",
  close: "Close",
  on: "On",
  off: "Off",
  alwaysOn: "Always on, because {reason}.",
  reasons: {
    "strictly-necessary": "the site does not work without it",
    communication: "it only carries data between you and this site",
    "anonymous-statistics": "it counts visits without knowing whose they are",
  },
  onHere: "On: where you are, no answer is needed.",
  offHere: "Off: it is not used where you are.",
  isNew: "New",
  newText: "This is new or has changed since you last chose.",
  signalToggle:
    "Your browser sends Global Privacy Control, so this stays off. Turn it on to make an exception for this site.",
  ownAnswer: "You answered for this by itself.",
  services: { one: "{count} service", other: "{count} services" },
  cookies: { one: "{count} cookie", other: "{count} cookies" },
  categoryTexts: {
    necessary: "Makes the site work: it keeps you signed in and remembers these choices.",
    preferences: "Remembers how you like the site, such as its language or appearance.",
    statistics: "Tells us which pages are used, so that we can improve them.",
    media: "Shows content from other sites, which may recognise you elsewhere.",
    advertising: "Shows and measures advertising, also by what you do on other sites.",
  },
  keptFor: "kept for {time}",
  session: "kept until you close the browser",
  persistent: "kept until you delete it",
};
