import { createConsent, definePolicy } from "@assent/core";
import { fixedClock, memoryStorage } from "@assent/core/testing";
import { describe, expect, test } from "vitest";
import { seed } from "../test/seed.js";
import { duration } from "./format.js";
import english from "./locales/en.js";
import { cookiePolicy } from "./policy.js";
import { toHtml } from "./to-html.js";
import type { Tree } from "./tree.js";

const march = Date.UTC(2026, 2, 3, 23, 59);
const dayMs = 86_400_000;

const view = { policy: seed, messages: english };

/** A visitor of the site with the seed's policy. */
function visitor(options: { readonly region?: string; readonly gpc?: boolean } = {}) {
  const clock = fixedClock(march);
  const consent = createConsent(seed, {
    clock,
    storage: memoryStorage(),
    region: "FR",
    gpc: false,
    ...options,
  });
  consent.start();
  return { ...consent, clock };
}

function all(node: Tree | string, tag: string): Tree[] {
  if (typeof node === "string") return [];
  return [...(node.tag === tag ? [node] : []), ...node.children.flatMap((child) => all(child, tag))];
}

function text(node: Tree | string): string {
  return typeof node === "string" ? node : node.children.map(text).join("");
}

const texts = (node: Tree, tag: string): string[] => all(node, tag).map(text);

/** Each category with what its table says, cell by cell. */
function tables(page: Tree): { [category: string]: string[][] } {
  const sections = all(page, "section").filter((section) => !all(section, "h2")[0]);
  return Object.fromEntries(
    sections.map((section) => [
      texts(section, "h3")[0],
      all(section, "tr").map((row) => row.children.map(text)),
    ]),
  );
}

/** The visitor's choices, as the page says them: a sentence, then name and answer. */
function choices(state: ReturnType<ReturnType<typeof visitor>["getState"]>): string[] {
  const [own] = all(cookiePolicy(state, view), "section");
  const [sentence = ""] = texts(own as Tree, "p");
  return [
    sentence,
    ...all(all(own as Tree, "dl")[0] as Tree, "div").map((row) => row.children.map(text).join(": ")),
  ];
}

describe("the cookie policy's tables", () => {
  const page = cookiePolicy(visitor().getState(), view);

  test("begin with the columns of a cookie policy, and say the rest besides", () => {
    expect(tables(page).Necessary).toEqual([
      ["Provider", "Function and location", "Name", "Purpose", "Type", "Kept for", "Read by"],
      [
        "Opendatasoft",
        "Authentication (front office and back office)",
        "sessionid",
        "To remember the user from one page to another",
        "Necessary",
        "Until you close the browser",
        "This site’s server alone",
      ],
      [
        "Opendatasoft",
        "Language selection (front office and back office)",
        "django_language",
        "To remember the visitor's language",
        "Necessary",
        "365 days, renewed by each visit",
        "This site",
      ],
      [
        "Opendatasoft",
        "API (CSRF) (front office and back office)",
        "csrftoken",
        "To retrieve data via API calls",
        "Necessary",
        "364 days",
        "This site",
      ],
      [
        "Opendatasoft",
        "Choices related to your cookie preferences",
        "cookies_preferences",
        "To remember the visitor's cookie preferences",
        "Necessary",
        "400 days",
        "This site",
      ],
    ]);
  });

  test("tell the four types apart, say who reads what, and where it is stored if not in a cookie", () => {
    expect(tables(page).Statistics?.slice(1)).toEqual([
      [
        "City of Aurelle",
        "Anonymous audience measurement (front office)",
        "month",
        "To tell a first visit from a later one",
        "Statistical",
        "390 days",
        "This site",
      ],
      [
        "City of Aurelle",
        "Visitor statistics",
        "visitor_*",
        "To recognise a visitor",
        "First-party",
        "180 days",
        "This site",
      ],
      ["visit", "To count what one visit looks at", "First-party", "30 minutes", "This site"],
      ["seen (Local storage)", "To count each page once", "First-party", "Until you delete it", "This site"],
    ]);
    expect(tables(page)["Videos and maps"]?.[1]?.slice(4)).toEqual([
      "Third-party",
      "365 days",
      "Agora Video",
    ]);
  });

  test("have a service's provider and function as headers of all its rows", () => {
    const row = all(page, "tr").find((one) => text(one).includes("visitor_*")) as Tree;
    const [provider, place, name] = row.children as Tree[];
    expect([provider, place].map((head) => head?.attributes)).toMatchObject([
      { scope: "row", rowspan: "3" },
      { scope: "row", rowspan: "3" },
    ]);
    expect(name).toMatchObject({ tag: "th", attributes: { scope: "row", rowspan: false } });
  });

  test("say their columns in each cell, for where there is no room for a head", () => {
    const cells = [...all(page, "th"), ...all(page, "td")].filter(
      ({ attributes }) => attributes.scope !== "col",
    );
    const columns = texts(all(page, "thead")[0] as Tree, "th");
    expect(new Set(cells.map(({ attributes }) => attributes["data-label"]))).toEqual(new Set(columns));
  });

  test("keep a name as it is spelled where the page runs from right to left", () => {
    const mirrored = cookiePolicy(visitor().getState(), { ...view, messages: { ...english, dir: "rtl" } });
    const names = all(mirrored, "code");
    expect(names.map(text)).toContain("visitor_*");
    expect(names.every(({ attributes }) => attributes.dir === "ltr")).toBe(true);
  });

  test("can be linked to, and are named by their headings", () => {
    const ids = all(page, "h3").map(({ attributes }) => attributes.id);
    expect(ids[1]).toBe("assent-policy-statistics");
    expect(all(page, "a").map(({ attributes }) => attributes.href)).toEqual(ids.map((id) => `#${id}`));
    expect(all(page, "table").map(({ attributes }) => attributes["aria-labelledby"])).toEqual(
      ids.slice(0, 3),
    );
  });

  test("give way to a sentence where nothing is stored", () => {
    expect(tables(page).Advertising).toEqual([]);
    const section = all(page, "section").at(-1) as Tree;
    expect(texts(section, "p")[0]).toContain("Nothing is stored for this.");
  });
});

test("says what a cookie is, and what each of the four types means", () => {
  const page = cookiePolicy(visitor().getState(), view);
  expect(texts(page, "h2")).toEqual([
    "How to change your mind",
    "What is a cookie?",
    "Types of cookies",
    "What this site stores",
  ]);
  const [, types] = all(page, "dl");
  expect(texts(types as Tree, "dt")).toEqual(["Necessary", "Statistical", "First-party", "Third-party"]);
  expect(texts(types as Tree, "dd")).toEqual(Object.values(english.typeTexts));
});

test("leaves the page's title to the site", () => {
  expect(all(cookiePolicy(visitor().getState(), view), "h1")).toEqual([]);
});

describe("the visitor's choices", () => {
  const always = [
    "Necessary: Always on, because the site does not work without it.",
    "Anonymous audience measurement: Always on, because it counts visits without knowing whose they are.",
  ];

  test("are off, and nobody's, on a first visit", () => {
    expect(choices(visitor().getState())).toEqual([
      "You have not chosen yet.",
      always[0],
      "Statistics: Off",
      always[1],
      "Videos and maps: Off",
      "Advertising: Off",
    ]);
  });

  test("say what is on and since when, by the clock of UTC", () => {
    const { save, getState } = visitor();
    save({ statistics: true, media: false });
    expect(choices(getState())).toMatchObject([
      "You last chose on March 3, 2026.",
      always[0],
      "Statistics: On",
      always[1],
      "Videos and maps: Off",
      {},
    ]);
  });

  test("say the day of an answer that is older than the last, and a service's own answer", () => {
    const { acceptAll, answer, clock, getState } = visitor();
    acceptAll();
    clock.advance(2 * dayMs);
    answer("player", false);
    expect(choices(getState())).toMatchObject([
      "You last chose on March 5, 2026.",
      {},
      "Statistics: On, March 3, 2026",
      {},
      "Videos and maps: On, March 3, 2026",
      "Video player: Off",
      {},
    ]);
  });

  test("don't count what a privacy signal refused as chosen, and say that it was followed", () => {
    const [sentence, ...rows] = choices(visitor({ gpc: true }).getState());
    expect(sentence).toBe(`You have not chosen yet. ${english.signal}`);
    expect(rows).toContain("Videos and maps: Off");
  });

  test("come with the way to change them, and to withdraw while something is granted", () => {
    const { acceptAll, withdraw, getState } = visitor();
    const buttons = (): unknown[] =>
      all(cookiePolicy(getState(), view), "button").map(({ attributes }) => attributes.value);
    expect(buttons()).toEqual(["preferences"]);
    acceptAll();
    expect(buttons()).toEqual(["preferences", "withdraw"]);
    withdraw();
    expect(buttons()).toEqual(["preferences"]);
  });

  test("are left out while nothing is known of a visitor", () => {
    const page = cookiePolicy(createConsent(seed).getState(), view);
    expect(all(page, "dl")).toHaveLength(1);
    expect(text(page)).not.toContain(english.choicesNone);
  });

  test("ask for the words that a right to opt out has", () => {
    const page = cookiePolicy(visitor({ region: "US-CA" }).getState(), view);
    expect(texts(page, "button")).toContain("Your privacy choices");
  });
});

test("a site's own words go before the policy's and the locale's", () => {
  const page = cookiePolicy(visitor().getState(), {
    ...view,
    texts: {
      categories: { necessary: { name: "Needed", text: "What we need.", reason: "we need it" } },
      services: { session: { function: "Sign-in", provider: "ODS", location: ["desk"] } },
      cookies: { sessionid: "To keep you signed in" },
    },
  });
  expect(tables(page).Needed?.[1]?.slice(0, 4)).toEqual([
    "ODS",
    "Sign-in (desk)",
    "sessionid",
    "To keep you signed in",
  ]);
  expect(text(page)).toContain("What we need. Always on, because we need it.");
});

test("prints what a policy contains as text, whatever it is", () => {
  const policy = definePolicy({
    categories: { statistics: "ask" },
    services: {
      evil: {
        category: "statistics",
        provider: '<script>"&',
        party: "third",
        cookies: { "a<b": { purpose: "</td><img src=x>", maxAge: 60 } },
      },
    },
  });
  const html = toHtml(cookiePolicy(createConsent(policy).getState(), { policy, messages: english }));
  expect(html).not.toMatch(/<script|<img|<b>/);
});

test.each([
  [86_400, "1 day"],
  [365 * 86_400, "365 days"],
  [36 * 3600, "36 hours"],
  [90 * 60, "90 minutes"],
  [100_000, "28 hours"],
  [50, "50 seconds"],
])("a lifetime of %s seconds is told as %s: never so rounded that it misleads", (seconds, words) => {
  expect(duration(english, seconds)).toBe(words);
});
