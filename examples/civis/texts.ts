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
  cookiePolicy: {
    policyIntro:
      "In order to provide you with the best service possible, we use cookies to ensure it functions properly, and to perform web analytics.",
    cookieText:
      "A cookie is a generally small piece of data identified by a name that may be sent to your browser by a website you are visiting. Your web browser will store it for a certain period of time, and will send it back to the web server each time you visit again. Cookies have many uses: they can be used to remember your customer log-in information for an online store, the current contents of your shopping cart, as an identifier for tracking your browsing for statistical or advertising purposes, etc.",
    typesTitle: "Several types of cookies exist",
    typeTexts: {
      necessary:
        "Internal cookies that allow information to be saved between two visits to the same website by the same device. They can save a shopping cart, log-in information, or interface preferences. They do not require the user’s consent.",
      statistical:
        "Cookies that make it possible to track an Internet user’s actions on a website. When statistics are anonymized (meaning they cannot be traced back to a person), user consent is not required.",
      "first-party":
        "“Internal” cookies, stored by the website visited. They can be stored in addition to the necessary cookies, and can be used to collect personal data, track user behavior, and for advertising purposes.",
      "third-party":
        "Cookies stored by (or for) a Website B (often an advertising agency) on Website A. This allows Website B to see what pages the user visited on Website A, and collect information about the user.",
    },
    listTitle: "What cookies are used on this platform",
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
