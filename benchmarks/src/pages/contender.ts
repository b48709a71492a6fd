/** One way to ask, set up on the page that all of them are set up on. */
export interface Contender {
  /** As the tables call it, and `--only` takes it. */
  readonly name: string;
  /** What it adds to the page, in the places that its own manual names. */
  readonly html: Html;
  /** Holds a script back, by its text or its address, until statistics are accepted. Nothing, where `files` do it. */
  readonly gate: (script: { readonly text: string } | { readonly src: string }) => string;
  /** What it loads, by address below its own. */
  readonly files: { readonly [path: string]: string };
  /** Selectors of what has to be seen. */
  readonly banner: string;
  readonly accept: string;
  readonly reject: string;
  /** For how long after it is seen its buttons ignore clicks, in milliseconds. @default 0 */
  readonly ignoresFor?: number;
}

export interface Html {
  /** Before everything that is gated. */
  readonly head?: string;
  /** Behind everything that is gated, still in the head. */
  readonly tail?: string;
  /** At the end of the body. */
  readonly body?: string;
}

/** The texts of all banners that are written by hand. */
export const words = {
  title: "Your privacy",
  text: "We use cookies to measure how this site is used. You can change your choice at any time.",
  accept: "Accept all",
  reject: "Reject all",
  choose: "Choose",
} as const;
