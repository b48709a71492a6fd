import english from "@assent/ui/locales/en";
import type { CookiePolicyView } from "@assent/ui/policy";
import { policy } from "./policy.ts";
import { texts } from "./texts.ts";

/** The cookie policy in the platform's own words; server and browser print it from this. */
export const cookies = {
  policy,
  messages: {
    ...english,
    ...texts.cookiePolicy,
    signal: texts.banner.signal,
    choices: texts.preferences.title,
    withdraw: texts.actions.withdraw,
  },
  texts: { categories: texts.categories },
} satisfies CookiePolicyView;
