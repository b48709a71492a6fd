import type { Policy } from "./policy.js";

/**
 * Says once which policy an application has, so that names are typed in every package without passing it on.
 *
 * @example
 * ```ts
 * declare module "@assent/core" {
 *   interface Register { policy: typeof policy }
 * }
 * ```
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled in by declaration merging
export interface Register {}

/** The policy that {@link Register} names, or any. */
export type RegisteredPolicy = Register extends { policy: infer P }
  ? P extends Policy
    ? P
    : Policy
  : Policy;
