import { type AssentError, definePolicy } from "@assent/core";
import { fixedClock } from "@assent/core/testing";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { holds } from "../../core/test/world.js";
import { cookieOf, policy, start } from "../test/site.js";
import { consentFor, contentSecurityPolicy, type Directives } from "./index.js";

interface Granted {
  readonly statistics?: boolean;
  readonly media?: boolean;
}

const header = (granted: Granted, base?: string | Directives) => {
  const request = { headers: new Headers({ cookie: cookieOf(granted) }) };
  return contentSecurityPolicy(consentFor(request, { policy, clock: fixedClock(start) }), base);
};

describe("allows what is granted now", () => {
  test("and nothing else, where a site says nothing of its own", () => {
    expect(header({})).toBe("default-src 'self'");
    expect(header({ media: true })).toBe(
      "default-src 'self'; frame-src 'self' https://player.example; img-src 'self' https://player.example",
    );
  });

  test("in the directives that a site sets, and beside what they hold", () => {
    expect(
      header({ statistics: true, media: true }, "default-src 'none'; IMG-SRC data:; frame-src 'NONE'"),
    ).toBe(
      "default-src 'none'; img-src data: https://stats.example https://player.example; frame-src https://player.example; script-src https://stats.example; connect-src https://stats.example",
    );
  });

  test("by directive in an object too", () => {
    const base = { "default-src": ["'self'"], "img-src": "'self' data:", "upgrade-insecure-requests": [] };
    expect(header({ media: true }, base)).toBe(
      "default-src 'self'; img-src 'self' data: https://player.example; upgrade-insecure-requests; frame-src 'self' https://player.example",
    );
  });

  test("once, though a site lists it too", () => {
    expect(header({ media: true }, "default-src 'self'; img-src https://player.example")).toContain(
      "img-src https://player.example;",
    );
  });
});

describe("loses nothing of the site's own policy", () => {
  test("what it would have fallen back to, keywords, nonces and hashes", () => {
    const base = "default-src 'self' 'nonce-a1' 'strict-dynamic' https:; object-src 'none'; report-to main";
    expect(header({ statistics: true }, base)).toBe(
      `${base}; script-src 'self' 'nonce-a1' 'strict-dynamic' https: https://stats.example; connect-src 'self' 'nonce-a1' 'strict-dynamic' https: https://stats.example; img-src 'self' 'nonce-a1' 'strict-dynamic' https: https://stats.example`,
    );
  });

  test("frames fall back to child-src first", () => {
    expect(header({ media: true }, "default-src 'self'; child-src https://own.example")).toContain(
      "; frame-src https://own.example https://player.example",
    );
  });

  test("script elements have a directive of their own, where a site sets it", () => {
    expect(
      header({ statistics: true }, "default-src 'self'; script-src 'none'; script-src-elem 'nonce-a'"),
    ).toContain("script-src 'none'; script-src-elem 'nonce-a' https://stats.example");
  });

  test("the first of a directive that stands there twice, as browsers have it", () => {
    expect(header({}, "default-src 'self'; default-src *")).toBe("default-src 'self'");
  });

  test("every one of several policies", () => {
    expect(header({ media: true }, "default-src 'self', frame-src 'none'; img-src *")).toBe(
      "default-src 'self'; frame-src 'self' https://player.example; img-src 'self' https://player.example, frame-src https://player.example; img-src * https://player.example",
    );
  });
});

test("a policy that leaves open what a service may load is a mistake, whatever the visitor granted", () => {
  for (const granted of [{}, { media: true }])
    expect(() => header(granted, "script-src 'self'; connect-src 'self'; img-src 'self'")).toThrow(
      expect.objectContaining({ name: "AssentError", code: "directive-open" }) as AssentError,
    );
  expect(() => header({}, "frame-src 'self'")).toThrow(/services\.visitors loads\. Set it, or default-src/);
});

test("what could end a directive is no source, also where a policy wasn't checked", () => {
  const request = { headers: new Headers() };
  const site = definePolicy({ categories: { necessary: "exempt" }, services: {} });
  const service = {
    origins: { "img-src": ["https://a.example; script-src *", "a b", "c,d", "https://e.example"] },
  };
  const unchecked = { ...site, services: { hostile: service } } as unknown as typeof policy;
  const consent = consentFor(request, { policy: site });
  const state = { ...consent.state, permissions: { hostile: true } } as never;
  expect(contentSecurityPolicy({ ...consent, policy: unchecked, state } as never)).toBe(
    "default-src 'self'; img-src 'self' https://e.example",
  );
});

const directives = ["script-src", "connect-src", "img-src", "frame-src", "style-src", "font-src"] as const;
const origins = ["https://stats.example", "https://player.example", "https://own.example"];
const sources = fc.uniqueArray(
  fc.constantFrom("'self'", "'nonce-a'", "'strict-dynamic'", "data:", "'none'", "'NONE'", ...origins),
  { maxLength: 4 },
);
const said = fc
  .record({
    "default-src": sources,
    ...Object.fromEntries(
      [...directives, "child-src", "script-src-elem"].map((name) => [
        name,
        fc.option(sources, { nil: undefined }),
      ]),
    ),
  })
  .map(
    (given) => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Said,
  );
type Said = { readonly [directive: string]: readonly string[] };

test("a browser allows what the site's own policy allows and what is granted, and nothing else", () => {
  const told = fc.record({
    base: said,
    asText: fc.boolean(),
    granted: fc.record({ statistics: fc.boolean(), media: fc.boolean() }),
  });
  holds(told, ({ base, asText, granted }) => {
    const text = Object.entries(base)
      .map(([name, value]) => `${name.toUpperCase()}  ${value.join("\t")}`)
      .join(" ;");
    const made = read(header(granted, asText ? text : base));
    const site = read(text);
    for (const directive of directives) {
      const own = effective(site, directive);
      const services = Object.entries(policy.services).flatMap(([, { category, origins: declared }]) =>
        granted[category as keyof Granted] ? (declared?.[directive] ?? []) : [],
      );
      expect(effective(made, directive)).toEqual(new Set([...own, ...services]));
    }
  });
});

/** As a browser reads a policy. */
function read(text: string): Said {
  const found: { [directive: string]: string[] } = {};
  for (const part of text.split(";")) {
    const [name = "", ...values] = part.trim().split(/\s+/);
    if (name) found[name.toLowerCase()] ??= values;
  }
  return found;
}

/** What a browser holds a request of a kind to. */
function effective(given: Said, directive: string): Set<string> {
  const chain = {
    "frame-src": ["frame-src", "child-src"],
    "script-src": ["script-src-elem", "script-src"],
    "style-src": ["style-src-elem", "style-src"],
  }[directive] ?? [directive];
  const list =
    [...chain, "default-src"].map((name) => given[name]).find((values) => values !== undefined) ?? [];
  return new Set(list.filter((source) => source.toLowerCase() !== "'none'"));
}
