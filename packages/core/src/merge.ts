import { type ConsentRecord, encodeRecord, type Stored } from "./record.js";

/**
 * Of two records the one that counts: commutative, associative, idempotent. The later one; at equal times the one
 * with fewer grants, so that a withdrawal wins; then the one written more often; then by its text. Any record
 * counts more than an unreadable one, and that more than none.
 *
 * @see consent model §3, "Merge"
 * @example
 * ```ts
 * import { decodeRecord, merge } from "@assent/core";
 *
 * const [one, other] = ["1.mgx2k3ab.1.k3f9a0c2.300mgx2k3ab~statistics+x7k2", "garbage"].map(decodeRecord);
 * const stored = merge(one, other);
 * ```
 */
export function merge(one: Stored, other: Stored): Stored {
  if (typeof one !== "object") return other ?? one;
  if (typeof other !== "object") return one;
  const order =
    one.updatedAt - other.updatedAt ||
    grants(other) - grants(one) ||
    one.seq - other.seq ||
    (encodeRecord(one) < encodeRecord(other) ? -1 : 1);
  return order < 0 ? other : one;
}

function grants(record: ConsentRecord): number {
  return encodeRecord(record).split("+").length;
}
