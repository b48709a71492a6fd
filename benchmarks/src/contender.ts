import type { CategoryName } from "./site.ts";

/** In the order of the tables' columns. `bare` is what one would write by hand for this one job. */
export const names = ["assent", "bare", "vanilla-cookieconsent", "klaro", "c15t"] as const;

export type Name = (typeof names)[number];

/** What can be held back in markup. */
export type Kind = "script" | "image" | "embed";

/** A consent tool, set up for the site in `site.ts`: without its interface, with its record in a cookie. */
export interface Contender {
  start(options?: StartOptions): Running;
  /** Where gates are a part of their own: with them. */
  startGated?(): Running;
  /** The markup of one element that waits for `statistics`. A tool that can't do it has none. */
  readonly markup: { readonly [kind in Kind]?: string };
  /** The tool gives such an element back when the permission ends, and anew when it returns. */
  readonly regrants: readonly Kind[];
}

export interface StartOptions {
  /** How many scripts wait, where a tool takes them as options and not from markup. @default 0 */
  readonly gates?: number;
}

export interface Running {
  allows(category: CategoryName): boolean;
  /** Where the tool answers for single services. */
  allowsService?(name: string): boolean;
  /** A promise where the tool's own call returns one. */
  acceptAll(): unknown;
  rejectAll(): unknown;
  /** Calls back once for each choice, at the earliest moment that the tool offers. */
  subscribe(listener: () => void): void;
}
