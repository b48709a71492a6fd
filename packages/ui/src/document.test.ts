import { definePolicy } from "@assent/core";
import fc from "fast-check";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { expect, test } from "vitest";
import { seed } from "../test/seed.js";
import english from "./locales/en.js";
import { policyHtml, policyMarkdown } from "./policy.js";

/** As GitHub shows it: with tables, and with links for whatever looks like an address. */
function shown(markdown: string): string {
  return micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });
}

/** What is read, without markup. */
function read(html: string): string {
  return html
    .replace(/<[^>]*>/g, "")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, "&");
}

const cellsOf = (html: string): string[][] =>
  [...html.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = ""]) =>
    [...row.matchAll(/<t[hd]>(.*?)<\/t[hd]>/gs)].map(([, cell = ""]) => read(cell)),
  );

test("the Markdown has the page's headings and tables, a service's name in each of its rows", () => {
  const html = shown(policyMarkdown(seed, { messages: english, title: "Cookie policy" }));
  const headings = [...html.matchAll(/<h(\d)>(.*?)<\/h/g)].map(([, level, text]) => `${level} ${text}`);
  expect(headings).toEqual([
    "1 Cookie policy",
    "2 How to change your mind",
    "2 What is a cookie?",
    "2 Types of cookies",
    "2 What this site stores",
    "3 Necessary",
    "3 Statistics",
    "3 Videos and maps",
    "3 Advertising",
  ]);
  expect(cellsOf(html)).toHaveLength(3 + 4 + 4 + 1);
  expect(cellsOf(html).slice(6, 10)).toEqual([
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
    [
      "City of Aurelle",
      "Visitor statistics",
      "visit",
      "To count what one visit looks at",
      "First-party",
      "30 minutes",
      "This site",
    ],
    [
      "City of Aurelle",
      "Visitor statistics",
      "seen (Local storage)",
      "To count each page once",
      "First-party",
      "Until you delete it",
      "This site",
    ],
  ]);
  expect(html).toContain(`<strong>Statistical</strong>: ${english.typeTexts.statistical}`);
});

test("neither document says what somebody chose, or has buttons that nothing answers", () => {
  const markdown = policyMarkdown(seed, { messages: english });
  const html = policyHtml(seed, { messages: english });
  for (const document of [markdown, html]) {
    expect(document).not.toContain(english.choicesNone);
    expect(document).toContain(english.changeText);
  }
  expect(markdown).not.toContain(english.choices);
});

test("texts of one line stay legible as Markdown", () => {
  expect(policyMarkdown(seed, { messages: english })).toContain(
    "| Opendatasoft | API (CSRF) (front office and back office) | `csrftoken` | To retrieve data via API calls | Necessary | 364 days | This site |",
  );
});

/** What breaks out of Markdown, between what doesn't. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ..."|\\`*_~<>[]()!#&@:$=+-.^{}\"'\n\r\t ",
        "||",
        "\n\n",
        "\n| a | b |\n| - | - |\n",
        "\n# ",
        "- ",
        "1. ",
        "1) ",
        "---",
        "===",
        "```",
        "    ",
        "<b>",
        "</td>",
        "<!--",
        "<script>",
        "&lt;",
        "&#124;",
        "[a](https://evil.example)",
        "![a](x)",
        "[^1]",
        "[x]: y",
        "https://evil.example",
        "HTTP://EVIL.EXAMPLE",
        "www.evil.example",
        "WWW.evil.example/a|b",
        "a@evil.example",
        "mailto:a@evil.example",
        "<https://evil.example>",
      ),
      fc.string({ maxLength: 5 }),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => parts.join(""));

const words = hostile.filter((text) => /[\p{L}\p{N}]/u.test(text));

/** A text as a reader finds it: blanks in a row are one, and what no document can hold is replaced. */
const plain = (text: string): string => text.replace(/\0/g, "�").replace(/\s+/g, " ").trim();

test("no provider, function, name or purpose makes a column, a link or a tag: they stay what they are", () => {
  fc.assert(
    fc.property(
      words,
      words,
      hostile.filter((name) => /^[^*\s]+\*?[^*\s]*$/.test(name)),
      words,
      words,
      (provider, place, name, purpose, category) => {
        const policy = definePolicy({
          categories: { statistics: "ask" },
          services: {
            hostile: {
              category: "statistics",
              provider,
              party: "third",
              function: place,
              cookies: { [name]: { purpose, maxAge: 60 } },
            },
          },
        });
        const texts = { categories: { statistics: { name: category, text: purpose } } };
        const html = shown(policyMarkdown(policy, { messages: english, texts }));
        const [, cells] = cellsOf(html);
        expect(cells).toEqual([
          plain(provider),
          plain(place),
          plain(name),
          plain(purpose),
          "Third-party",
          "1 minute",
          plain(provider),
        ]);
        expect(
          html
            .match(/<h3>(.*?)<\/h3>\n<p>(.*?)<\/p>/s)
            ?.slice(1)
            .map(read),
        ).toEqual([plain(category), plain(purpose)]);
        const tags = new Set([...html.matchAll(/<\/?([a-z0-9]+)/g)].map(([, tag]) => tag));
        expect([...tags].sort()).toEqual(
          ["code", "h2", "h3", "li", "p", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul"].filter(
            (tag) => tag !== "code" || tags.has("code"),
          ),
        );
      },
    ),
    { numRuns: Number(process.env.ASSENT_RUNS ?? 1000) / 4 },
  );
});
