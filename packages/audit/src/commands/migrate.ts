import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { Complaint } from "../complaint.js";
import { evaluate } from "../migrate/evaluate.js";
import { fields, type Given } from "../migrate/given.js";
import { planKlaro } from "../migrate/klaro.js";
import type { Plan } from "../migrate/plan.js";
import { planVanillaCookieConsent } from "../migrate/vanilla-cookieconsent.js";
import { writePolicy } from "../migrate/write.js";
import { expectWritable } from "../output.js";
import { readFlags } from "./flags.js";

export const help = `Usage: assent migrate [--out policy.ts] configuration

Reads the configuration of vanilla-cookieconsent or klaro, writes a policy.ts that says the same,
and lists what it couldn't carry over.

  assent migrate src/cookieconsent.config.ts
  assent migrate --out src/policy.ts public/klaro-config.js

The configuration may be JavaScript, TypeScript or JSON. It is run, in a process of its own, as your
site runs it: give it your own files alone.

  --out FILE   default: policy.ts; "-" writes to the standard output
  --force      overwrites a file that is there

It exits with 0 when the policy was written, and with 2 when it couldn't be.
`;

const options = {
  out: { type: "string" },
  force: { type: "boolean" },
} as const;

/** Writes a policy, and says what is left to do; gives what the process exits with. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = readFlags("migrate", args, options);
  const [file, ...others] = positionals;
  if (!file || others[0])
    throw new Complaint("Which configuration? Give one file, like src/cookieconsent.config.ts.");
  const { force, out = "policy.ts" } = values;
  if (out !== "-" && !force && existsSync(out))
    throw new Complaint(`${out} is there already: say --force to overwrite it, or --out another.`);
  if (out !== "-") expectWritable(out);
  const plan = planFor(await evaluate(file), file);
  const text = writePolicy(plan, basename(file));
  if (out === "-") process.stdout.write(text);
  else await writeFile(out, text);
  const notes = plan.notes.map((note) => `  - ${note}\n`).join("");
  const told = `${out === "-" ? "" : `${out} is written, from ${plan.tool}.\n`}${notes && `\nTo do by hand:\n${notes}`}`;
  (out === "-" ? process.stderr : process.stdout).write(told);
  return 0;
}

function planFor(config: Given, file: string): Plan {
  const { apps, categories, services } = fields(config);
  if (Array.isArray(services) || Array.isArray(apps)) return planKlaro(config);
  if (Object.values(fields(categories)).some((each) => typeof each === "string" || fields(each).rule))
    throw new Complaint(`${file} is a policy of Assent's already: there is nothing to migrate.`);
  if (Object.keys(fields(categories))[0]) return planVanillaCookieConsent(config);
  throw new Complaint(`${file} holds no configuration that vanilla-cookieconsent or klaro would take.`);
}
