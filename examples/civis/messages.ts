import english from "@assent/ui/locales/en";
import { words } from "./texts.ts";

/** The cookie policy in the platform's own words, and all else in English. */
export const messages = {
  ...english,
  ...words,
  embedText: "This video comes from {provider}, which stores a cookie of its own.",
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
};
