import type { Policy } from "@assent/core";
import english from "@assent/ui/locales/en";
import { deviceStorage, policyHtml, policyMarkdown } from "@assent/ui/policy";
import { Complaint } from "../complaint.js";
import { loadPolicy } from "../config.js";
import { readFlags } from "./flags.js";

export const help = `Usage: assent policy [--format md|html|json|csv] policy.ts

Prints the cookie policy: as Markdown for a repository, HTML for a page, JSON as IAB's device storage
disclosure, CSV for a spreadsheet.

  assent policy src/policy.ts > COOKIES.md
  assent policy --format csv src/policy.ts > cookies.csv

  --format FORMAT   default: md
  --domain HOST     the site's own host, for json
`;

const options = {
  format: { type: "string" },
  domain: { type: "string" },
} as const;

const formats: { readonly [format: string]: (policy: Policy, domain: string) => string } = {
  md: (policy) => policyMarkdown(policy, { messages: english, title: "Cookie policy" }),
  html: (policy) => policyHtml(policy, { messages: english }),
  json: (policy, domain) => JSON.stringify(deviceStorage(policy, { domain }), null, 2),
  csv: policyCsv,
};

export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = readFlags("policy", args, options);
  const { format = "md", domain = "example.org" } = values;
  const [file, ...others] = positionals;
  if (!file || others[0]) throw new Complaint("Which policy? Give one file: assent policy policy.ts.");
  const print = Object.hasOwn(formats, format) ? formats[format] : undefined;
  if (!print) throw new Complaint(`"${format}" is no format: use ${Object.keys(formats).join(", ")}.`);
  process.stdout.write(`${print(await loadPolicy(file), domain).trimEnd()}\n`);
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
