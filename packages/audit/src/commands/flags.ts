import { type ParseArgsConfig, parseArgs } from "node:util";
import { Complaint } from "../complaint.js";
import { nearest } from "../nearest.js";

type Options = NonNullable<ParseArgsConfig["options"]>;

type Parsed<Given extends Options> = ReturnType<typeof parseArgs<{ options: Given; allowPositionals: true }>>;

/** What was typed; a flag that doesn't exist, or that needs more, is a complaint that says what to type. */
export function readFlags<const Given extends Options>(
  command: string,
  args: readonly string[],
  options: Given,
): Parsed<Given> {
  const complain = (told: string): never => {
    throw new Complaint(`${told}\nassent ${command} --help lists the options.`);
  };
  const { tokens, ...parsed } = parseArgs({
    args: [...args],
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const { name, rawName, value } = token;
    const option = Object.hasOwn(options, name) ? options[name] : undefined;
    if (!option) {
      const meant = nearest(name, Object.keys(options));
      complain(`There is no ${rawName}${meant ? `: did you mean --${meant}?` : "."}`);
    } else if (option.type === "boolean") {
      if (value !== undefined) complain(`${rawName} takes nothing: write it alone.`);
    } else if (!value) complain(`${rawName} needs something after it: ${rawName} ${example(name)}.`);
    else if (value.startsWith("-") && value !== "-" && !token.inlineValue)
      complain(
        `${rawName} is followed by ${value}: write ${rawName} ${example(name)}, or ${rawName}=${value}.`,
      );
  }
  return parsed as Parsed<Given>;
}

const example = (name: string): string => examples[name] ?? `${name}.txt`;

const examples: { readonly [flag: string]: string } = {
  baseline: "before.json",
  browser: "/usr/bin/chromium",
  config: "assent.config.ts",
  domain: "www.example.org",
  format: "md",
  html: "report.html",
  json: "report.json",
  junit: "report.xml",
  out: "policy.ts",
  policy: "policy.ts",
  region: "FR",
  sarif: "report.sarif",
  scenario: "reject",
  sitemap: "http://localhost:3000/sitemap.xml",
  start: '"npm run preview"',
  write: "rows.diff",
};
