import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { csvParse } from "d3-dsv";
import type { Known } from "./src/known.ts";

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** A row of the Open Cookie Database, as it is written there. */
interface Row {
  readonly Platform: string;
  readonly Category: string;
  readonly "Cookie / Data Key name": string;
  readonly Domain: string;
  readonly "Retention period": string;
  readonly "Wildcard match": string;
}

const units: { readonly [unit: string]: number } = {
  second: 1,
  sec: 1,
  minute: 60,
  min: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
  month: 2_592_000,
  year: 31_536_000,
};

const categories: { readonly [theirs: string]: Known["category"] } = {
  Analytics: "statistics",
  Functional: "functional",
  Marketing: "advertising",
  Personalization: "functional",
};

/** Frameworks and many sites use these; one platform's row would name the wrong one. */
const generic =
  /^_?(session(_?id)?|sid|token|user(_?id)?|id|lang(uage)?|locale|auth|csrf(_?token)?|theme|cart|visitor(_?id)?)$/i;

const rows = csvParse(readFileSync(path("data/open-cookie-database.csv"), "utf8")) as unknown as Row[];
const additions = JSON.parse(readFileSync(path("data/additions.json"), "utf8")) as Known[];
const left = new Map<string, number>();
const leave = (why: string): undefined => void left.set(why, (left.get(why) ?? 0) + 1);

const providers = new Map<string, Set<string>>();
for (const row of rows) {
  const name = row["Cookie / Data Key name"];
  providers.set(name, (providers.get(name) ?? new Set()).add(row.Platform));
}

const known = [
  ...rows.map(normalised).filter((row) => row !== undefined),
  ...additions.map(({ name, domains, provider, category, maxAge }) => ({
    name,
    domains,
    provider,
    category,
    maxAge,
  })),
];
known.sort((one, other) =>
  one.name < other.name ? -1 : one.name > other.name ? 1 : one.provider < other.provider ? -1 : 1,
);
mkdirSync(path("dist"), { recursive: true });
const trackers = readFileSync(path("data/adguard-cname-original-trackers.txt"), "utf8")
  .split("\n")
  .filter((line) => line && !line.startsWith("#"));
writeFileSync(path("dist/database.json"), `${JSON.stringify({ known, trackers })}\n`);

console.log(
  `${rows.length} rows of the Open Cookie Database and ${additions.length} of our own: ${known.length} kept`,
);
for (const [why, count] of [...left].sort(([, one], [, other]) => other - one))
  console.log(`  ${count} ${why}`);

function normalised(row: Row): Known | undefined {
  const written = row["Cookie / Data Key name"].trim();
  const isPattern = row["Wildcard match"] === "1" || written.endsWith("*");
  const head = written.replace(/\*$/, "");
  const domains = domainsIn(row.Domain);
  const category = categories[row.Category];
  if (!category) return leave(`of a category that nobody answers for (${row.Category})`);
  if (!/^[\x21-\x7e]+$/.test(head) || /[;=,*]/.test(head))
    return leave("with a name that no cookie can have");
  if (isPattern && head.length < 4) return leave("with a pattern of under four characters");
  const isShort = head.length <= 4 && !/^_+[a-z]{2}/i.test(head);
  const isShared = (providers.get(row["Cookie / Data Key name"])?.size ?? 0) > 1;
  const needsDomain = isShort || isShared || generic.test(head);
  if (needsDomain && !domains[0]) return leave("with a name that says too little, and no domain");
  const maxAge = seconds(row["Retention period"]);
  return {
    name: isPattern ? `${head}*` : head,
    ...(needsDomain && { domains }),
    provider: row.Platform,
    category,
    ...(maxAge !== undefined && { maxAge }),
  };
}

/** `.bing.com (3rd party) or .microsoft.com` → both; words that are no host name are left out. */
function domainsIn(text: string): string[] {
  const found = text.toLowerCase().match(/[a-z0-9-]+(\.[a-z0-9-]+)+/g) ?? [];
  return [...new Set(found)].sort();
}

/** In seconds, whichever way it is written; nothing where it says no single time. */
function seconds(text: string): number | "session" | undefined {
  const words = text.toLowerCase().trim();
  if (/^(end of )?se+ss?ion(s| cookie| \(browser\))?$/.test(words) || words === "end of session (browser)")
    return "session";
  const [, count, unit] =
    /^(\d+) (second|sec|minute|min|hour|day|week|month|year)s?( after last activity)?$/.exec(words) ?? [];
  return count && unit ? Number(count) * (units[unit] as number) : undefined;
}
