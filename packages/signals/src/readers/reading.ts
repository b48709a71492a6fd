/** One answer that another tool remembered. */
export interface ReadAnswer {
  readonly value: "granted" | "denied";
  /** When it was given, in milliseconds since 1970, where the tool wrote that down. */
  readonly at?: number;
}

/** What another tool remembered of a visitor, by its own names. */
export interface Reading {
  readonly answers: ReadonlyMap<string, ReadAnswer>;
  /** What a name that isn't among the answers means: the tool writes down grants alone, or whatever was asked. */
  readonly rest: "denied" | "undecided";
}

/** Reads what a tool stored. Whatever the text is, it never throws: what can't be read is `undefined`. */
export type Reader = (text: string) => Reading | undefined;

/** The answers of a table whose values are `true` or `false`; anything else is none. */
export function fromFlags(
  flags: unknown,
  { at, rest = "undecided" }: { readonly at?: number | undefined; readonly rest?: Reading["rest"] } = {},
): Reading {
  const answers = new Map<string, ReadAnswer>();
  for (const [name, value] of Object.entries(objectOf(flags)))
    if (typeof value === "boolean") answers.set(name, answer(value, at));
  return { answers, rest };
}

/** A grant from a moment before 1970 or of no moment has no age. */
export function answer(isGranted: boolean, at?: number | undefined): ReadAnswer {
  return { value: isGranted ? "granted" : "denied", ...(at && at > 0 && Number.isFinite(at) && { at }) };
}

/** A cookie's value without its percent-encoding, as far as it has one. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The fields of a JSON object; of anything else, nothing. */
export function json(text: string): { readonly [field: string]: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

export function objectOf(value: unknown): { readonly [field: string]: unknown } {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

export function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

/** A moment that was written as ISO 8601, or in milliseconds since 1970. */
export function moment(value: unknown): number | undefined {
  const at = typeof value === "string" ? Date.parse(value) : value;
  return typeof at === "number" && Number.isFinite(at) && at > 0 ? at : undefined;
}
