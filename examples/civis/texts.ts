/** What visitors read. One place, so that the server and every example say the same. */
export const texts = {
  banner: {
    title: "Cookies on this site",
    text: "We use cookies to measure how this site is used and to show videos. You can change your choice at any time.",
    policy: "Cookie policy",
    signal: "Your browser sends Global Privacy Control: videos stay off.",
  },
  preferences: {
    title: "Cookie choices",
    text: "Decide what this site may use. You can change your mind at any time.",
    close: "Close",
    details: "Services and cookies",
    always: "Always on, because",
    toggle: { "data-on": "On", "data-off": "Off", "data-partly": "Partly on" },
    fresh: "New",
    freshText: "This is new or has changed since you last chose.",
    signal:
      "Your browser sends Global Privacy Control, so this stays off. Turn it on to make an exception for this site.",
  },
  actions: {
    rejectAll: "Reject all",
    acceptAll: "Accept all",
    openPreferences: "Choose",
    save: "Save",
    withdraw: "Withdraw consent",
    reload: "Reload",
    closeNotice: "Close",
  },
  categories: {
    necessary: {
      name: "Necessary",
      text: "Keeps you signed in and remembers your language and these choices.",
      because: "the site does not work without it.",
    },
    statistics: {
      name: "Statistics",
      text: "Tells us which pages are used, so that we can improve them.",
      because: "it counts visits without knowing whose they are.",
    },
    media: {
      name: "Videos",
      text: "Shows videos from Agora Video, which then recognises you on other sites.",
      because: "",
    },
  },
  notice: {
    deleted: "Deleted:",
    thirdParty: "only your browser’s settings delete it.",
    reload: "Reload this page to end what still runs on it.",
  },
  placeholder: {
    text: "This video comes from Agora Video, which sets a cookie of its own.",
    once: "Load once",
    always: "Always load",
  },
} as const;
