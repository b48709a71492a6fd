import { english } from "../english/layers.js";
import type { Messages } from "../messages.js";

const messages: Messages = {
  ...english,
  policyIntro:
    "This page lists everything that this site stores in your browser: who stores it, what for, and for how long.",
  cookieTitle: "What is a cookie?",
  cookieText:
    "A cookie is a small piece of data that a website asks your browser to keep under a name, and to send back on later visits. Cookies keep you signed in, remember a basket or a language, or recognise you in order to measure or to advertise. Browsers have other places to keep data; this page lists those too.",
  typesTitle: "Types of cookies",
  types: {
    necessary: "Necessary",
    statistical: "Statistical",
    "first-party": "First-party",
    "third-party": "Third-party",
  },
  typeTexts: {
    necessary:
      "They keep information between two visits from the same device, such as a sign-in, a basket or a setting. They need no consent.",
    statistical:
      "They count what visitors do. Where the figures are anonymous, so that they can’t be traced back to a person, they need no consent.",
    "first-party":
      "They are stored by the site that you visit, and may recognise you in order to measure or to advertise. They need your consent.",
    "third-party":
      "They are stored by, or for, another site, which can then see what you visit here. They need your consent.",
  },
  choicesNone: "You have not chosen yet.",
  choicesSince: "You last chose on {date}.",
  changeTitle: "How to change your mind",
  changeText:
    "Your choices hold for the whole site. Change them here whenever you like; what you no longer allow is deleted. Your browser’s settings can delete everything else.",
  listTitle: "What this site stores",
  listEmpty: "Nothing is stored for this.",
  provider: "Provider",
  function: "Function and location",
  name: "Name",
  purpose: "Purpose",
  type: "Type",
  lifetime: "Kept for",
  lifetimeSession: "Until you close the browser",
  lifetimePersistent: "Until you delete it",
  lifetimeRenewed: "{time}, renewed by each visit",
  reader: "Read by",
  readerSite: "This site",
  readerServer: "This site’s server alone",
  kinds: {
    cookie: "Cookie",
    local: "Local storage",
    session: "Session storage",
    indexeddb: "Database",
    cache: "Cache",
  },
};

export default messages;
