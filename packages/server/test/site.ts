import { type Choices, day, definePolicy, type Policy } from "@assent/core";
import { recordFor } from "@assent/core/testing";

/** A policy with everything that a server looks at. */
export const policy: Policy<Category, Service> = definePolicy({
  categories: { necessary: "exempt", statistics: "ask", media: { rule: "ask", sale: true } },
  services: {
    session: {
      category: "necessary",
      provider: "Example",
      party: "first",
      cookies: { sessionid: { purpose: "To sign in", maxAge: "session", httpOnly: true } },
    },
    basket: {
      category: "necessary",
      provider: "Example",
      party: "first",
      cookies: {
        basket: { purpose: "To remember what is bought", maxAge: 30 * day },
        "basket_*": { purpose: "To remember baskets", maxAge: day, httpOnly: true },
      },
    },
    visitors: {
      category: "statistics",
      provider: "Example",
      party: "first",
      origins: {
        "script-src": ["https://stats.example"],
        "connect-src": ["https://stats.example"],
        "img-src": ["https://stats.example"],
      },
      cookies: {
        visitor: { purpose: "To tell visits apart", maxAge: 90 * day, httpOnly: true },
        // More specific than the basket's own pattern.
        "basket_seen_*": { purpose: "To count baskets", maxAge: day },
        // As a category and a service are called.
        necessary: { purpose: "To count", maxAge: day },
        visits: { purpose: "To count", maxAge: day, path: "/shop", httpOnly: true },
        stored: { purpose: "To count", maxAge: "persistent", kind: "local" },
      },
    },
    player: {
      category: "media",
      provider: "Agora Video",
      party: "third",
      origins: { "frame-src": ["https://player.example"], "img-src": ["https://player.example"] },
      cookies: {
        viewer: { purpose: "To recognise a viewer", maxAge: 365 * day, domain: "player.example" },
        visitor: { purpose: "To recognise a viewer", maxAge: day, domain: "player.example" },
      },
    },
  },
});

/** Some day in 2026, for clocks. */
export const start: number = Date.UTC(2026, 10, 28);

/** The `Cookie` header of a visitor who answered. */
export function cookieOf(choices: Choices<Category | Service>, now: number = start): string {
  return `${policy.recordName}=${recordFor(policy, choices, { region: "FR", now })}`;
}

type Category = "necessary" | "statistics" | "media";
type Service = "session" | "basket" | "visitors" | "player";

/** A post as a page of `https://www.example.org` sends it. */
export function post(body: string | URLSearchParams, headers: Record<string, string> = {}): Request {
  return new Request("https://www.example.org/consent", {
    method: "POST",
    body,
    headers: { "sec-fetch-site": "same-origin", ...headers },
  });
}
