/** A new record's id: ties the proofs of one visitor together, and names nobody. */
export function randomId(): string {
  return (crypto.getRandomValues(new BigUint64Array(1))[0] as bigint).toString(36);
}
