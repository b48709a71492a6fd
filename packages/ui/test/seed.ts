import { day, definePolicy, type Policy } from "@assent/core";

/** The four rows that the project began with, and one of each kind that they lack. */
export const seed: Policy<
  "necessary" | "statistics" | "media" | "advertising",
  "session" | "language" | "csrf" | "choices" | "audience" | "visitors" | "player"
> = definePolicy({
  categories: {
    necessary: "exempt",
    statistics: "ask",
    media: { rule: "ask", sale: true },
    advertising: "ask",
  },
  services: {
    session: {
      category: "necessary",
      provider: "Opendatasoft",
      party: "first",
      function: "Authentication",
      location: ["front office", "back office"],
      cookies: {
        sessionid: {
          purpose: "To remember the user from one page to another",
          maxAge: "session",
          httpOnly: true,
        },
      },
    },
    language: {
      category: "necessary",
      provider: "Opendatasoft",
      party: "first",
      function: "Language selection",
      location: ["front office", "back office"],
      cookies: {
        django_language: { purpose: "To remember the visitor's language", maxAge: 365 * day, refresh: true },
      },
    },
    csrf: {
      category: "necessary",
      provider: "Opendatasoft",
      party: "first",
      function: "API (CSRF)",
      location: ["front office", "back office"],
      cookies: { csrftoken: { purpose: "To retrieve data via API calls", maxAge: 364 * day } },
    },
    choices: {
      category: "necessary",
      provider: "Opendatasoft",
      party: "first",
      function: "Choices related to your cookie preferences",
      cookies: {
        cookies_preferences: { purpose: "To remember the visitor's cookie preferences", maxAge: 400 * day },
      },
    },
    audience: {
      category: "statistics",
      provider: "City of Aurelle",
      party: "first",
      function: "Anonymous audience measurement",
      location: "front office",
      exempt: "anonymous-statistics",
      anonymous: { solePurpose: true, crossSite: false, combined: false, retention: 760 * day },
      cookies: { month: { purpose: "To tell a first visit from a later one", maxAge: 390 * day } },
    },
    visitors: {
      category: "statistics",
      provider: "City of Aurelle",
      party: "first",
      function: "Visitor statistics",
      cookies: {
        "visitor_*": { purpose: "To recognise a visitor", maxAge: 180 * day },
        visit: { purpose: "To count what one visit looks at", maxAge: 30 * 60 },
        seen: { purpose: "To count each page once", kind: "local", maxAge: "persistent" },
      },
    },
    player: {
      category: "media",
      provider: "Agora Video",
      party: "third",
      function: "Video player",
      location: "front office",
      cookies: {
        player_id: { purpose: "To recognise a viewer", maxAge: 365 * day, domain: "agora.example" },
      },
    },
  },
});
