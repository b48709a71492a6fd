import { nearest } from "./nearest.js";

/** Holds a value from outside against what it has to be; gives what is wrong with it, and where. */
export type Shape = (value: unknown, path: string) => string | undefined;

/** A value that passes a test; `what` completes "has to be". */
export function is(what: string, test: (value: unknown) => boolean): Shape {
  return (value, path) => (test(value) ? undefined : `${path} has to be ${what}`);
}

export function listOf(one: Shape): Shape {
  return (value, path) =>
    Array.isArray(value)
      ? firstOf(value.map((each, index) => () => one(each, `${path}[${index}]`)))
      : `${path} has to be a list`;
}

/** One of some words. */
export function oneOf(words: readonly string[]): Shape {
  return (value, path) => {
    if (words.includes(value as string)) return undefined;
    const told = typeof value === "string" ? JSON.stringify(value) : `a ${typeof value}`;
    return `${path} is ${told}: ${suggestion(String(value), words)}`;
  };
}

/** An object with these fields and no others; those that are `needed` have to be there. */
export function fields(known: { readonly [name: string]: Shape }, needed: readonly string[] = []): Shape {
  return (value, path) => {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      return `${path} has to be an object`;
    const under = (name: string): string => (path ? `${path}.${name}` : name);
    const given = Object.entries(value).filter(([, each]) => each !== undefined);
    return firstOf([
      ...given.map(([name, each]) => () => {
        const shape = Object.hasOwn(known, name) ? known[name] : undefined;
        return shape ? shape(each, under(name)) : `${under(name)}: ${suggestion(name, Object.keys(known))}`;
      }),
      ...needed.map((name) => () => (Object.hasOwn(value, name) ? undefined : `${under(name)} is missing`)),
    ]);
  };
}

/** Any names, each with such a value. */
export function each(one: Shape): Shape {
  return (value, path) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? firstOf(
          Object.entries(value).map(
            ([name, given]) =>
              () =>
                one(given, `${path}[${JSON.stringify(name)}]`),
          ),
        )
      : `${path} has to be an object`;
}

function firstOf(checks: readonly (() => string | undefined)[]): string | undefined {
  for (const check of checks) {
    const wrong = check();
    if (wrong) return wrong;
  }
  return undefined;
}

function suggestion(typed: string, words: readonly string[]): string {
  const meant = nearest(typed, words);
  return meant ? `did you mean ${meant}?` : `there is no such name; there are ${words.join(", ")}`;
}
