import { purposes } from "./known.js";
import { legible, numbered } from "./legible.js";
import type { Proposal, ProposedCookie } from "./propose.js";

/** A first policy for a site that has none: it compiles, and says what has to be looked at. */
export function policySource(url: string, proposals: readonly Proposal[]): string {
  const rows = proposals.flatMap((proposal) => serviceSource(proposal).map((line) => `    ${line}`));
  const used = new Set(proposals.map(({ category }) => category));
  const asked = ["functional", "statistics", "advertising"].filter((category) => used.has(category));
  const categories = asked.map((category) =>
    category === "advertising" ? 'advertising: { rule: "ask", sale: true }' : `${category}: "ask"`,
  );
  return `import { definePolicy } from "@assent/core";

/**
 * What was seen on ${url}. It is a beginning: read each row, say what each cookie is for, and move what the site
 * can't do without to \`necessary\`.
 */
export const policy = definePolicy({
  categories: { ${['necessary: "exempt"', ...categories].join(", ")} },
  services: {
    choices: {
      category: "necessary",
      provider: ${text(new URL(url).hostname)},
      party: "first",
      cookies: { cookies_preferences: { purpose: "To remember the visitor's choices", maxAge: 400 * 86_400 } },
    },
${rows.join("\n")}${rows[0] ? "\n" : ""}  },
});
`;
}

/** The lines of one service, as they stand in a policy. */
export function serviceSource(proposal: Proposal): string[] {
  const { name, provider, party, category, knownFor, origins, cookies } = proposal;
  const guess =
    knownFor === category
      ? `Suggested by what is publicly known of ${provider}: check it.`
      : knownFor
        ? `${provider} is publicly known for ${purposes[knownFor]}, and this policy has no category for that: choose one.`
        : "Nobody knows what it is for: find out, and choose its category.";
  const lists = Object.entries(origins).map(
    ([directive, list]) => `${text(directive)}: [${list.map(text).join(", ")}]`,
  );
  return [
    `// ${legible(guess)}`,
    `${name}: {`,
    `  category: ${text(category)},`,
    `  provider: ${text(provider)},`,
    `  party: ${text(party)},`,
    ...(lists[0] ? [`  origins: { ${lists.join(", ")} },`] : []),
    ...(cookies[0]
      ? ["  cookies: {", ...cookiesSource(cookies).map((line) => `    ${line}`), "  },"]
      : ["  cookies: {},"]),
    "},",
  ];
}

/** A policy has names, and patterns of them. */
export const isDeclarable = (name: string): boolean => name !== "" && !name.includes("*");

/** One entry a name: where it is stored in several places, a list. */
function cookiesSource(cookies: readonly ProposedCookie[]): string[] {
  const names = [...new Set(cookies.map(({ name }) => name))];
  return names.flatMap((name) => {
    const places = cookies.filter((cookie) => cookie.name === name);
    const setters = places.flatMap(({ setter }) => (setter ? [`// Stored by ${legible(setter)}`] : []));
    if (!isDeclarable(name)) return [`// A name that no policy can hold: ${legible(name)}`];
    const [first = "", ...more] = places.map(fields);
    // As a plain key it would be the object's prototype.
    const key = name === "__proto__" ? `[${text(name)}]` : text(name);
    return [...setters, `${key}: ${more[0] ? `[${[first, ...more].join(", ")}]` : first},`];
  });
}

function fields({ kind, maxAge, httpOnly, domain }: ProposedCookie): string {
  const list = [
    'purpose: "?"',
    ...(kind === "cookie" ? [] : [`kind: ${text(kind)}`]),
    `maxAge: ${lifetime(maxAge)}`,
    ...(httpOnly ? ["httpOnly: true"] : []),
    ...(domain === undefined ? [] : [`domain: ${text(domain)}`]),
  ];
  return `{ ${list.join(", ")} }`;
}

function lifetime(maxAge: ProposedCookie["maxAge"]): string {
  if (typeof maxAge !== "number") return text(maxAge);
  return maxAge % 86_400 ? `${maxAge}` : `${maxAge / 86_400} * 86_400`;
}

/** What a site stores may be named like anything: as a literal it stays a name, and shows every sign of it. */
const text = (value: string): string => numbered(JSON.stringify(value));
