// Made from klaro-config.js of klaro by `assent migrate`. It is yours to change.
import { day, definePolicy } from "@assent/core";

export const policy = definePolicy({
  categories: {
    necessary: "exempt",
    analytics: "ask",
    ads: "ask",
  },
  services: {
    login: {
      category: "necessary",
      provider: "login",
      party: "first",
      function: "login",
      cookies: {
        sid: {
          purpose: "Not stated",
          maxAge: 400 * day,
        },
      },
    },
    matomo: {
      category: "analytics",
      provider: "matomo",
      party: "first",
      function: "matomo",
      cookies: {
        "_pk_*": {
          purpose: "Not stated",
          maxAge: 400 * day,
        },
      },
    },
    pixel: {
      category: "ads",
      provider: "pixel",
      party: "first",
      function: "pixel",
      cookies: {
        _px: {
          purpose: "Not stated",
          maxAge: 400 * day,
          domain: "example.org",
        },
      },
    },
  },
});

/** What visitors read, for `mount`. */
export const texts = {
  categories: {
    analytics: {
      name: "Statistics",
    },
  },
};

/** What klaro remembered, for `takingOver` of `@assent/signals/migrate`. */
export const former = {
  from: {
    cookie: "klaro",
  },
  names: {
    analytics: ["matomo"],
    ads: ["pixel"],
  },
  regime: "opt-in",
  lifetime: 120 * day,
} as const;
