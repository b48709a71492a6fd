import { parseArgs } from "node:util";
import type { Policy } from "@assent/core";
import english from "@assent/ui/locales/en";
import { deviceStorage, policyHtml, policyMarkdown } from "@assent/ui/policy";
import { Complaint } from "../complaint.js";
import { loadPolicy } from "../config.js";

export const help = `Usage: assent policy [--format md|html|json|csv] policy.ts

Prints the cookie policy: as Markdown for a repository, HTML for a page, JSON as IAB's device storage
disclosure, CSV for a spreadsheet.

  assent policy src/policy.ts > COOKIES.md
  assent policy --format csv src/policy.ts > cookies.csv

  --format FORMAT   default: md
  --domain HOST     the site's own host, for json
`;

const options = {
  format: { type: "string", default: "md" },
  domain: { type: "string", default: "example.org" },
} as const;

const formats: { readonly [format: string]: (policy: Policy, domain: string) => string } = {
  md: (policy) => policyMarkdown(policy, { messages: english, title: "Cookie policy" }),
  html: (policy) => policyHtml(policy, { messages: english }),
  json: (policy, domain) => JSON.stringify(deviceStorage(policy, { domain }), null, 2),
  csv: policyCsv,
};

export async function run(args: readonly string[]): Promise<number> {
  const { values: flags, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [file] = positionals;
  if (!file) throw new Complaint("Which policy? Give its file: assent policy policy.ts.");
  const print = Object.hasOwn(formats, flags.format) ? formats[flags.format] : undefined;
  if (!print) throw new Complaint(`"${flags.format}" is no format: use ${Object.keys(formats).join(", ")}.`);
  process.stdout.write(`${print(await loadPolicy(file), flags.domain).trimEnd()}\n`);
  return 0;
}

/** One line a stored name. */
function policyCsv({ services }: Policy): string {
  const rows = Object.entries(services).flatMap(
    ([service, { cookies, category, provider, party, function: role, location }]) =>
      cookies.map(({ name, kind, purpose, maxAge, httpOnly, domain = "", path }) =>
        [
          service,
          category,
          provider,
          party,
          role,
          location.join(", "),
          name,
          kind,
          purpose,
          maxAge,
          httpOnly,
          domain,
          path,
        ]
          .map(cell)
          .join(","),
      ),
  );
  return [
    "service,category,provider,party,function,location,name,kind,purpose,max_age_seconds,http_only,domain,path",
    ...rows,
  ].join("\r\n");
}

/** Quoted as RFC 4180 asks for; what a spreadsheet would take for a formula stays text. */
function cell(value: string | number | boolean): string {
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : `${value}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
