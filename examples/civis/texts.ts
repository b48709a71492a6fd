/** What the banner says, in the platform's own words; the rest is said in the locale's. */
export const words = {
  bannerText:
    "We would like to use cookies to measure how this site is used and to show videos. You can change your choice at any time.",
};

/** What the platform calls its own things. */
export const texts = {
  categories: {
    necessary: { text: "Keeps you signed in and remembers your language and these choices." },
    media: {
      name: "Videos",
      text: "Shows videos from Agora Video, which then recognises you on other sites.",
    },
  },
} as const;
