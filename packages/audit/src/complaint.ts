/** What a command can't do, in words for whoever typed it: what is wrong, and what to type. */
export class Complaint extends Error {}

/** What an error says, without what only its author reads. */
export function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split("\n")[0] ?? "";
}
