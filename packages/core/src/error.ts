/**
 * What a mistake in code is called. Every code has an entry in `errors.md` of this package.
 */
export type ErrorCode =
  | "category-empty"
  | "category-exempt"
  | "category-unknown"
  | "cookie-lifetime"
  | "cookie-pattern"
  | "cookie-twice"
  | "directive-open"
  | "exemption-claim"
  | "field-value"
  | "name-invalid"
  | "name-taken"
  | "name-unknown"
  | "origin-invalid"
  | "provider-absent"
  | "provider-missing"
  | "record-name"
  | "record-ttl"
  | "tcf-cmp-id"
  | "tcf-list-url";

/**
 * A mistake in a program: a policy that can't be right, or a name that no policy declares. Data from
 * outside (cookies, storage, other tabs) never throws.
 *
 * @example
 * ```ts
 * import { AssentError, definePolicy } from "@assent/core";
 *
 * try {
 *   definePolicy({ categories: { "two words": "ask" }, services: {} });
 * } catch (error) {
 *   if (error instanceof AssentError) console.log(error.code); // "name-invalid"
 * }
 * ```
 */
export class AssentError extends Error {
  /** Which mistake: stable across versions, and the heading of its entry in `errors.md`. */
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string) {
    super(`${message} (@assent/core/errors.md#${code})`);
    this.name = "AssentError";
    this.code = code;
  }
}
