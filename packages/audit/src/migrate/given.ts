/** A value of a configuration, as it came out of the process that ran it: JSON, in which functions and patterns are told apart. */
export type Given = unknown;

export function fields(value: Given): { readonly [field: string]: Given } {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as { readonly [field: string]: Given })
    : {};
}

export function list(value: Given): readonly Given[] {
  return Array.isArray(value) ? value : [];
}

/** One line of text, without markup; empty where there is none. */
export function text(value: Given): string {
  if (typeof value !== "string") return "";
  return value
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 2000);
}

export function isFunction(value: Given): boolean {
  return fields(value)["~function"] === true;
}

export function patternOf(value: Given): string | undefined {
  const source = fields(value)["~pattern"];
  return typeof source === "string" ? source : undefined;
}
