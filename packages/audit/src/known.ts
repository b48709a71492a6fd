import { readFileSync } from "node:fs";

/** What is publicly known of a stored name. It suggests and warns, and never decides. */
export interface Known {
  /** The name, or the part before its `*`. */
  readonly name: string;
  /** It is known there alone: its name says too little elsewhere. */
  readonly domains?: readonly string[];
  readonly provider: string;
  readonly category: "advertising" | "functional" | "statistics";
  /** In seconds. */
  readonly maxAge?: number | "session";
}

/** What each category is called behind "for". */
export const purposes: { readonly [category in Known["category"]]: string } = {
  advertising: "advertising",
  functional: "functional purposes",
  statistics: "statistics",
};

/** The best fit for a name where it was stored: an exact name before a pattern, a longer pattern before a shorter. */
export function knownAs(database: readonly Known[], name: string, host: string): Known | undefined {
  let best: Known | undefined;
  for (const known of database) {
    if (!fits(known, name, host)) continue;
    if (!best || weight(known) > weight(best)) best = known;
  }
  return best;
}

function fits({ name: pattern, domains }: Known, name: string, host: string): boolean {
  if (domains && !domains.some((domain) => host === domain || host.endsWith(`.${domain}`))) return false;
  const [head = "", tail] = pattern.split("*");
  if (tail === undefined) return pattern === name;
  return name.length > head.length + tail.length && name.startsWith(head) && name.endsWith(tail);
}

function weight({ name, domains }: Known): number {
  return (name.includes("*") ? 0 : 1000) + name.length * 2 + (domains ? 1 : 0);
}

/** What comes with the package: see its `data` for where it is from. */
export interface Database {
  readonly known: readonly Known[];
  /** Domains of trackers that sites hide behind names of their own. */
  readonly trackers: readonly string[];
}

let database: Database | undefined;

/** Read once, from beside the built package. */
export function loadDatabase(): Database {
  database ??= JSON.parse(readFileSync(new URL("./database.json", import.meta.url), "utf8")) as Database;
  return database;
}
