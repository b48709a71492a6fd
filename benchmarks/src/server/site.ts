import { definePolicy } from "@assent/core";

/** A site of an ordinary size. */
export const policy = definePolicy({
  categories: {
    necessary: "exempt",
    statistics: "ask",
    embeds: "ask",
    advertising: { rule: "ask", sale: true },
  },
  services: {
    session: {
      category: "necessary",
      provider: "Example",
      party: "first",
      cookies: {
        sessionid: {
          purpose: "To remember the user from one page to another",
          maxAge: "session",
          httpOnly: true,
        },
        cookies_preferences: { purpose: "To remember the choice", maxAge: 34_560_000 },
      },
    },
    audience: {
      category: "statistics",
      provider: "Example",
      party: "first",
      cookies: { "_ex_*": { purpose: "To tell visits apart", maxAge: 15_552_000 } },
    },
    video: {
      category: "embeds",
      provider: "Agora Video",
      party: "third",
      cookies: { viewer: { purpose: "To recognise a viewer", maxAge: 86_400 } },
    },
    ads: {
      category: "advertising",
      provider: "Example Ads",
      party: "third",
      cookies: { _ad_id: { purpose: "To choose advertisements", maxAge: 7_776_000 } },
    },
  },
});
