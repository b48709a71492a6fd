import { existsSync, readFileSync } from "node:fs";
import type { Policy } from "@assent/core";
import type { AuditOptions } from "./audit.js";
import { Complaint } from "./complaint.js";
import { severities } from "./finding.js";
import { loadModule } from "./module.js";
import { each, fields, is, listOf, oneOf, type Shape } from "./shape.js";

/** What `assent.config.ts` says: everything that an audit can be told, and how the site is started. */
export interface AuditConfig extends Partial<Omit<AuditOptions, "policy" | "onProgress" | "signal">> {
  /** @default what `--policy` names */
  readonly policy?: AuditOptions["policy"];
  /** A command that serves the site; it is stopped afterwards. */
  readonly start?: string;
  /** The address of a sitemap, whose pages are visited. */
  readonly sitemap?: string;
}

/**
 * Types for `assent.config.ts`.
 *
 * @example
 * ```ts
 * import { defineConfig } from "@assent/audit";
 *
 * export default defineConfig({
 *   policy,
 *   url: "http://localhost:3000",
 *   start: "npm run preview",
 *   routes: ["/", "/news"],
 *   allow: [{ rule: "undeclared-host", subject: "fonts.example.com", reason: "Leaves with the redesign", until: "2027-03-01" }],
 * });
 * ```
 */
export function defineConfig(config: AuditConfig): AuditConfig {
  return config;
}

const names = ["assent.config.ts", "assent.config.mts", "assent.config.js", "assent.config.mjs"];

/** The configuration that a command was told of, or that lies in the folder; an empty one where none does. */
export async function loadConfig(path: string | undefined): Promise<AuditConfig> {
  const file = path ?? names.find((name) => existsSync(name));
  if (!file) return {};
  const { default: config } = await loadModule(file);
  if (!isObject(config))
    throw new Complaint(`${file} has no default export: write \`export default defineConfig({ … })\`.`);
  const wrong = shape(config, "");
  if (wrong) throw new Complaint(`${file}: ${wrong}${wrong.endsWith("?") ? "" : "."}`);
  return config;
}

/** The policy that a module exports: as `policy`, as its default, or the only one among its exports. */
export async function loadPolicy(file: string): Promise<Policy> {
  const loaded = await loadModule(file);
  const found = [loaded.policy, loaded.default, ...Object.values(loaded)].find(isPolicy);
  if (!found)
    throw new Complaint(`${file} exports no policy: write \`export const policy = definePolicy({ … })\`.`);
  return found;
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

function isPolicy(value: unknown): value is Policy {
  return isObject(value) && "entries" in value && "services" in value && "recordName" in value;
}

/** Whoever comes with anything else is no visitor who is logged in. */
function isSavedState(given: unknown): boolean {
  try {
    const state = typeof given === "string" ? JSON.parse(readFileSync(given, "utf8")) : given;
    return Array.isArray(state.cookies) || Array.isArray(state.origins);
  } catch {
    return false;
  }
}

export const isRegion = (value: unknown): boolean => /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(String(value));

const text = is("text", (value) => typeof value === "string" && value !== "");
const call = is("a function", (value) => typeof value === "function");
const number = is("a number above zero", (value) => typeof value === "number" && value > 0);
const rules = Object.keys(severities).filter((rule) => rule !== "audit-inconclusive");

const known: { readonly [name in keyof Required<AuditConfig>]: Shape } = {
  policy: is("what definePolicy gives", isPolicy),
  url: text,
  routes: listOf(text),
  region: is("a code like FR or US-CA", isRegion),
  answers: fields({ accept: call, reject: call, save: call, withdraw: call }, [
    "accept",
    "reject",
    "save",
    "withdraw",
  ]),
  journey: call,
  storageState: is("a state that Playwright saved, or the file that it is in", isSavedState),
  scenarios: listOf(text),
  severity: fields(Object.fromEntries(rules.map((rule) => [rule, oneOf(["error", "warning", "off"])]))),
  allow: listOf(
    fields(
      {
        rule: oneOf(rules),
        subject: text,
        reason: text,
        until: is(
          "a day like 2027-03-31",
          (value) => /^\d{4}-\d\d-\d\d$/.test(String(value)) && !Number.isNaN(Date.parse(String(value))),
        ),
      },
      ["rule", "reason", "until"],
    ),
  ),
  browser: fields({
    executablePath: text,
    args: listOf(text),
    hosts: each(text),
    insecure: is("true or false", (value) => typeof value === "boolean"),
  }),
  patience: number,
  quiet: number,
  parallel: number,
  resolveAlias: call,
  start: text,
  sitemap: text,
};

/** What a configuration has to be: a mistyped name would silently do nothing. */
const shape: Shape = fields(known);
