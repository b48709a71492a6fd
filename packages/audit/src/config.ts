import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Policy } from "@assent/core";
import type { AuditOptions } from "./audit.js";
import { Complaint } from "./complaint.js";

/** What `assent.config.ts` says: everything that an audit can be told, and how the site is started. */
export interface AuditConfig extends Partial<Omit<AuditOptions, "policy" | "onProgress">> {
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

const names = ["assent.config.ts", "assent.config.js", "assent.config.mjs"];

/** The configuration that a command was told of, or that lies in the folder; an empty one where none does. */
export async function loadConfig(path: string | undefined): Promise<AuditConfig> {
  const file = path ?? names.find((name) => existsSync(name));
  if (!file) return {};
  const loaded = await load(file);
  if (!isObject(loaded.default))
    throw new Complaint(`${file} has no default export: write \`export default defineConfig({ … })\`.`);
  return loaded.default as AuditConfig;
}

/** The policy that a module exports: as `policy`, as its default, or the only one among its exports. */
export async function loadPolicy(file: string): Promise<Policy> {
  const loaded = await load(file);
  const found = [loaded.policy, loaded.default, ...Object.values(loaded)].find(isPolicy);
  if (!found)
    throw new Complaint(`${file} exports no policy: write \`export const policy = definePolicy({ … })\`.`);
  return found;
}

async function load(file: string): Promise<{ readonly [name: string]: unknown }> {
  const path = resolve(file);
  if (!existsSync(path)) throw new Complaint(`${file} isn't there: give the path from this folder.`);
  try {
    return (await import(pathToFileURL(path).href)) as { readonly [name: string]: unknown };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Complaint(`${file} can't be loaded: ${why}`);
  }
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

function isPolicy(value: unknown): value is Policy {
  return isObject(value) && "entries" in value && "services" in value && "recordName" in value;
}
