import { count } from "./count.js";

/** What a command can't do, in words for whoever typed it: what is wrong, and what to type. */
export class Complaint extends Error {}

/**
 * What an error says, without what only its author reads: which method of Playwright's it was, its log, and the stop
 * at its end, because what it is put into has one of its own.
 */
export function firstLine(error: unknown): string {
  const [line = ""] = String(error instanceof Error ? error.message : error).split("\n");
  return line
    .replace(/^([a-zA-Z]+\.[a-zA-Z]+: )+/, "")
    .replace(/^net::(ERR_\w+) at \S+$/, (_, code: string) => networkErrors[code] ?? code)
    .replace(/^Target page, context or browser has been closed$/, "the browser ended")
    .replace(/^Failed to launch: Error: spawn (\S+) \w+$/, "$1 is no program")
    .replace(
      /^Timeout (\d+)ms exceeded/,
      (_, limit: string) => `it took more than ${count(Number(limit) / 1000, "second")}`,
    )
    .replace(/, \w+ '[^']*'$/, "")
    .replace(/[.:]+$/, "");
}

/** Those that a developer meets, in words. */
const networkErrors: { readonly [code: string]: string } = {
  ERR_CERT_AUTHORITY_INVALID: "nobody vouches for its certificate; `browser: { insecure: true }` takes it",
  ERR_CONNECTION_REFUSED: "nothing listens there",
  ERR_EMPTY_RESPONSE: "it answered with nothing",
  ERR_INSUFFICIENT_RESOURCES: "too little memory or disk is left",
  ERR_NAME_NOT_RESOLVED: "there is no such host",
};
