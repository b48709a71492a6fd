import { day, definePolicy } from "@assent/core";
import { matomoServices } from "@assent/signals/matomo";

/** What the platform stores: its cookie policy's table, row by row, and what it added since. */
export const policy = definePolicy({
  categories: {
    necessary: "exempt",
    statistics: "ask",
    // The player's provider learns who watched what: a visitor's Global Privacy Control refuses that.
    media: { rule: "ask", sale: true },
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
        django_language: { purpose: "To remember the visitor's language", maxAge: 365 * day },
      },
    },
    csrf: {
      category: "necessary",
      provider: "Opendatasoft",
      party: "first",
      function: "API (CSRF)",
      location: ["front office", "back office"],
      cookies: {
        csrftoken: { purpose: "To retrieve data via API calls", maxAge: 364 * day },
      },
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
      cookies: {
        civis_month: {
          purpose: "To tell a first visit from a later one by the month of the first: it identifies nobody",
          maxAge: 390 * day,
        },
      },
    },
    visitors: {
      category: "statistics",
      provider: "City of Aurelle",
      party: "first",
      function: "Visitor statistics",
      location: "front office",
      cookies: {
        civis_visitor: { purpose: "To recognise a visitor from one visit to the next", maxAge: 180 * day },
      },
    },
    ...matomoServices,
    player: {
      category: "media",
      provider: "Agora Video",
      party: "third",
      function: "Video player",
      location: "front office",
      // Whatever port it got on this machine.
      origins: { "frame-src": ["http://127.0.0.1:*"] },
      cookies: {
        player_id: {
          purpose: "To recognise a viewer on every site that shows Agora videos",
          maxAge: 365 * day,
          domain: "127.0.0.1",
        },
      },
    },
  },
});
