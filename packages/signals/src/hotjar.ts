import type { Consent } from "@assent/core";
import { type SignalOptions, signal, type Vendor } from "./signal.js";

/**
 * Tells the tag that Hotjar and Contentsquare share, which is opted out before it runs. A grant takes that back, for a tag
 * that comes after it: one that has already heard it collects again on the next page. Hotjar's older script has no word for
 * consent: that one only a gate holds back.
 *
 * @see https://docs.contentsquare.com/en/web/send-the-users-decisions-about-data-collection/
 * @example
 * ```ts
 * import { hotjar } from "@assent/signals/hotjar";
 *
 * const stop = hotjar(consent, { mapping: { hotjar: "statistics" } });
 * consent.start();
 * ```
 */
export function hotjar<C extends string, S extends string, K extends string>(
  consent: Consent<C, S, K>,
  options?: SignalOptions<"hotjar", C | S>,
): () => void {
  // One for all: whatever waits for the tag says what is permitted when it comes. Opted out, it obeys no later word.
  const command: string[] = [];
  const vendor: Vendor<"hotjar", Page> = {
    mapping: { hotjar: "hotjar" },
    tell(page, { hotjar }) {
      command[0] = hotjar ? "optin" : "optout";
      // biome-ignore lint/suspicious/noAssignInExpressions: it fits into 0.4 kB
      (page._uxa ??= []).push(command);
      if (!hotjar) return;
      // What keeps the tag away is a cookie of this host alone, for which no domain stands, or of one above.
      try {
        let domain = `.${page.location.hostname}`;
        do {
          // Up to the next dot; without one, all that is left.
          domain = domain.replace(/[^.]*./, "");
          page.document.cookie = `_cs_optout=;max-age=0;path=/;domain=${domain}`;
        } while (domain);
      } catch {
        // Where there are no cookies, none keeps it away.
      }
    },
  };
  return signal(consent, vendor, options);
}

interface Page {
  _uxa?: { push(command: string[]): void };
  readonly document: { cookie: string };
  readonly location: { readonly hostname: string };
}

/**
 * Hotjar and Contentsquare.
 *
 * @see https://docs.contentsquare.com/en/web/cookies/
 * @see https://docs.contentsquare.com/en/web/content-security-policy/
 * @see https://help.hotjar.com/hc/en-us/articles/36820026388881-Content-Security-Policies
 */
export const hotjarServices = {
  hotjar: {
    category: "statistics",
    provider: "Contentsquare",
    party: "third",
    function: "Recordings and surveys (Hotjar)",
    origins: {
      "script-src": ["https://*.hotjar.com", "https://*.contentsquare.net"],
      "img-src": ["https://*.hotjar.com", "https://*.contentsquare.net"],
      "connect-src": [
        "https://*.hotjar.com",
        "https://*.hotjar.io",
        "wss://*.hotjar.com",
        "https://*.contentsquare.net",
        "https://*.contentsquare.com",
      ],
      "font-src": ["https://*.hotjar.com"],
      "style-src": ["https://*.hotjar.com"],
      "worker-src": ["blob:"],
    },
    cookies: {
      "_hjSessionUser_*": {
        purpose: "To recognise a visitor from one visit to the next",
        maxAge: 31_536_000,
      },
      "_hjSession_*": { purpose: "To tell which pages belong to one visit", maxAge: 1800, refresh: true },
      _cs_id: { purpose: "To recognise a visitor from one visit to the next", maxAge: 33_696_000 },
      _cs_s: { purpose: "To tell which pages belong to one visit", maxAge: 1800, refresh: true },
      _cs_s_ctx: { purpose: "The same, with what the visit is about", maxAge: 1800, refresh: true },
      _cs_c: { purpose: "To remember how much of a recording is masked", maxAge: 33_696_000 },
      _cs_i: { purpose: "To recognise who the site says a visitor is", maxAge: 259_200 },
      _cs_cvars: { purpose: "To remember what the site noted about a visit", maxAge: "session" },
      _cs_ep: { purpose: "To remember what the site noted about a visitor", maxAge: 33_696_000 },
      _cs_ex: { purpose: "To remember who is left out by chance", maxAge: 2_592_000 },
      _hjUserAttributes: {
        purpose: "To remember what the site says of a visitor",
        maxAge: "persistent",
        kind: "local",
      },
      _hjClosedSurveyInvites: { purpose: "To show no survey again that was closed", maxAge: 31_536_000 },
      _hjDonePolls: { purpose: "To show no survey again that was answered", maxAge: 31_536_000 },
      _hjMinimizedPolls: { purpose: "To keep a survey small that was made small", maxAge: 31_536_000 },
    },
  },
  hotjarRefusal: {
    category: "necessary",
    provider: "Contentsquare",
    party: "third",
    function: "Refusal of recordings (Hotjar)",
    exempt: "strictly-necessary",
    cookies: {
      _cs_optout: { purpose: "To remember that recordings were refused", maxAge: 33_696_000 },
    },
  },
} as const;
