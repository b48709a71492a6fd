import type { Proofs } from "./proof.js";
import { openPostgres } from "./proofs/open-postgres.js";
import type { ProofsOptions } from "./proofs/queue.js";
import { createProofs } from "./proofs/store.js";

export type { ProofLoss, ProofsOptions } from "./proofs/queue.js";

/**
 * Keeps proofs in PostgreSQL, for a site that runs on several machines. Its tables, `assent_*`, are made and brought up to
 * date when they are first used. Needs the package `pg`.
 *
 * @param url - `postgres://user:password@host:5432/database`, with what `pg` understands after a `?`.
 * @example
 * ```ts
 * import { postgresProofs } from "@assent/server/postgres";
 *
 * const proofs = postgresProofs("postgres://localhost/site", {
 *   onLoss: ({ reason, count }) => console.error(`${count} proofs lost: ${reason}`),
 * });
 * ```
 */
export function postgresProofs(url: string, options: ProofsOptions = {}): Proofs {
  return createProofs(() => openPostgres(url, options.patience), options);
}
