import type { FirstMessages } from "../messages.js";

/** What a first visit reads, in English. */
export const english: FirstMessages = {
  lang: "en",
  dir: "ltr",
  comma: ", ",
  bannerTitle: "Cookies on this site",
  bannerText: "We would like to use cookies for: {purposes}. You can change your choice at any time.",
  bannerNew: "New since your last choice: {purposes}. Your other choices stay as they are.",
  signal: "Your browser sends Global Privacy Control. We follow it: your data is not sold or shared.",
  policyLink: "Cookie policy",
  reject: "Reject all",
  accept: "Accept all",
  choose: "Choose",
  saved: "Your choice was saved.",
  choices: "Cookie choices",
  privacyChoices: "Your privacy choices",
  withdraw: "Withdraw consent",
  optedOut: "You have opted out of: {purposes}.",
  optedIn: "You have not opted out.",
  categories: {
    necessary: "Necessary",
    preferences: "Preferences",
    statistics: "Statistics",
    media: "Videos and maps",
    advertising: "Advertising",
  },
};
