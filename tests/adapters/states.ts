import { type ConsentState, createConsent, definePolicy, memoryStorage, type Policy } from "@assent/core";
import { memoryTabs, recordFor } from "@assent/core/testing";

const services = {
  session: {
    category: "necessary",
    provider: "Opendatasoft",
    party: "first",
    function: "Authentication",
    location: ["front office", "back office"],
    cookies: { sessionid: { purpose: "To remember the user", maxAge: "session", httpOnly: true } },
  },
  audience: {
    category: "statistics",
    provider: `R&D <"Müller & Søn's">`,
    party: "first",
    function: "Anonymous “audience” measurement",
    exempt: "anonymous-statistics",
    anonymous: { solePurpose: true, crossSite: false, combined: false, retention: 86_400 },
    cookies: {
      "_ex_*": { purpose: "To tell visits\u00a0apart & count them", maxAge: 86_400 },
    },
  },
  visitors: {
    category: "statistics",
    provider: "City of Aurelle",
    party: "first",
    cookies: {
      visitor: { purpose: "1 < 2", maxAge: 5_400 },
      draft: { purpose: "To keep a draft", maxAge: "persistent", kind: "local" },
    },
  },
} as const;

const ads = {
  category: "advertising",
  provider: "Google",
  party: "third",
  function: "Videos & ads",
  location: "front office",
  cookies: { VISITOR_INFO1_LIVE: { purpose: "To choose videos", maxAge: 15_552_000, domain: "youtube.com" } },
} as const;

/** Of every kind, with all that markup has to escape. */
export const policy = definePolicy({
  categories: {
    necessary: "exempt",
    statistics: "ask",
    "own_kind-1": "ask",
    advertising: { rule: "ask", sale: true },
  },
  services: { ...services, ads },
}) as Policy;

/** The same site, before it had advertising. */
const earlier = definePolicy({
  categories: { necessary: "exempt", statistics: "ask", "own_kind-1": "ask" },
  services,
}) as Policy;

interface Visit {
  readonly region?: string;
  readonly gpc?: boolean;
  readonly record?: string | null;
}

/** A state that a visitor comes to. */
function after(
  { region = "FR", gpc = false, record = null }: Visit,
  act: (consent: ReturnType<typeof createConsent>) => void = () => {},
): ConsentState {
  const tabs = memoryTabs()();
  const consent = createConsent(policy, { region, gpc, storage: memoryStorage(record), tabs });
  consent.start();
  act(consent);
  return consent.getState();
}

const california = { region: "US-CA" };
const gpc = { gpc: true };

/** What the components may have to show. */
export const states: { readonly [name: string]: ConsentState } = {
  pending: createConsent(policy, { region: "FR" }).getState(),
  "first visit": after({}),
  "first visit with a signal": after(gpc),
  "all accepted": after({}, ({ acceptAll }) => acceptAll()),
  "all rejected": after({}, ({ rejectAll }) => rejectAll()),
  "one chosen": after({}, ({ save }) => save({ statistics: true })),
  withdrawn: after({}, ({ acceptAll, withdraw }) => {
    acceptAll();
    withdraw();
  }),
  "a service answered for": after({}, ({ answer }) => answer("ads", true)),
  "an exception from a signal": after(gpc, ({ answer, rejectAll }) => {
    rejectAll();
    answer("ads", true, { ack: true });
  }),
  "opt-out": after(california),
  "opt-out, with a signal": after({ ...california, ...gpc }),
  "opt-out, refused": after(california, ({ rejectAll }) => rejectAll()),
  notice: after({ region: "JP" }),
  corrupt: after({ record: "garbage" }),
  "something new": after({ record: recordFor(earlier, { statistics: true }) }),
  "preferences, something new": after({ record: recordFor(earlier, { statistics: true }) }, (consent) =>
    consent.openPreferences(),
  ),
  "preferences, with toggles moved": after({}, ({ answer, openPreferences, setDraft }) => {
    answer("visitors", true);
    openPreferences();
    setDraft({ statistics: true, visitors: false });
  }),
  "preferences, with a signal": after(gpc, ({ openPreferences }) => openPreferences()),
};
