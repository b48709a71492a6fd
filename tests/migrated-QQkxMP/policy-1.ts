// Made from cookieconsent.config.ts of vanilla-cookieconsent by `assent migrate`. It is yours to change.
import { day, definePolicy } from "@assent/core";

export const policy = definePolicy({
  categories: {
    necessary: "exempt",
    analytics: "ask",
    ads: "ask",
  },
  services: {
    analyticsCookies: {
      category: "analytics",
      provider: "This site",
      party: "first",
      function: "About analytics",
      cookies: {
        "_ga*": {
          purpose: "Not stated",
          maxAge: 400 * day,
        },
        _gid: {
          purpose: "Not stated",
          maxAge: 400 * day,
        },
      },
    },
    pixel: {
      category: "ads",
      provider: "The pixel",
      party: "first",
      function: "The pixel",
      cookies: {
        _px: {
          purpose: "Not stated",
          maxAge: 400 * day,
        },
      },
    },
  },
  ttl: 100 * day,
});

/** What visitors read, for `mount`. */
export const texts = {
  categories: {
    necessary: {
      name: "About necessary",
    },
    analytics: {
      name: "About analytics",
    },
    ads: {
      name: "About ads",
    },
  },
};

/** What vanilla-cookieconsent remembered, for `takingOver` of `@assent/signals/migrate`. */
export const former = {
  from: {
    cookie: "cc_cookie",
  },
  names: {
    analytics: "analytics",
    ads: "ads",
    pixel: "ads/pixel",
  },
  regime: "opt-in",
} as const;
