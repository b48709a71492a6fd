import type { Proofs } from "./proof.js";
import { openSqlite } from "./proofs/open-sqlite.js";
import type { ProofsOptions } from "./proofs/queue.js";
import { createProofs } from "./proofs/store.js";

export type { ProofLoss, ProofsOptions } from "./proofs/queue.js";

/**
 * Keeps proofs in a file, by what Node brings along: nothing to install and nothing to run. Several processes of one
 * machine may share it. The file is made, and brought up to date, when it is first used.
 *
 * @param file - its path; the folder must be there and on a disk of this machine.
 * @example
 * ```ts
 * import { sqliteProofs } from "@assent/server/sqlite";
 *
 * const proofs = sqliteProofs("proofs.db", {
 *   onLoss: ({ reason, count }) => console.error(`${count} proofs lost: ${reason}`),
 * });
 * ```
 */
export function sqliteProofs(file: string, options?: ProofsOptions): Proofs {
  return createProofs(() => openSqlite(file), options);
}
