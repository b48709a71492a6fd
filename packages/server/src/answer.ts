import {
  type ConsentRecord,
  type ConsentState,
  decodeRecord,
  encodeRecord,
  merge,
  readConsent,
  recordLimit,
  type Stored,
  transition,
} from "@assent/core";
import type { Posted } from "./choice.js";
import { isRecord, type RequestConsent } from "./consent.js";
import type { Refusal } from "./refusal.js";

/** What a post comes to. */
export interface Answer {
  /** The write that the visitor made: what a proof is of. */
  readonly made: ConsentRecord;
  /** The write before it; `null` for the first. */
  readonly previous: number | null;
  /** What the visitor's browser is to keep. */
  readonly kept: ConsentRecord | undefined;
  /** What follows from that. */
  readonly state: ConsentState;
}

/** A choice changes the record that was found; a page's own record is only ever merged into it. */
export function answer(
  posted: Exclude<Posted, { kind: "move" }>,
  { policy, state, now }: RequestConsent,
  found: Stored,
): Answer | Refusal {
  const { regime, region, gpc } = state;
  const situation = { regime, region, gpc, now };
  const follow = (record: ConsentRecord): ConsentState =>
    readConsent(policy, { cookie: `${policy.recordName}=${encodeRecord(record)}`, ...situation });
  if (posted.kind === "choice") {
    const id = randomId();
    const before = transition(policy, found, situation, undefined, id);
    const made = transition(policy, before, situation, posted.choice, id) as ConsentRecord;
    if (encodeRecord(made).length > recordLimit) return tooLong;
    const previous = isRecord(found) ? found.seq : null;
    return { made, previous, kept: made, state: follow(made) };
  }
  const made = decodeRecord(posted.record);
  if (made === "corrupt") return { status: 422, message: `"record" is no record: send the cookie's value.` };
  const previous = made.seq > 1 ? made.seq - 1 : null;
  const unchanged = { made, previous, kept: isRecord(found) ? found : undefined, state };
  if (posted.forgotten) return { ...unchanged, kept: undefined };
  const merged = transition(policy, merge(found, made), situation) as ConsentRecord;
  const next = follow(merged);
  // A post may come late. A visitor's browser has what they granted already; what it no longer has isn't given back.
  const isWider = grants(found, merged) || permits(state, next);
  return isWider ? unchanged : { ...unchanged, kept: merged, state: next };
}

const tooLong: Refusal = { status: 422, message: "The record would be longer than browsers keep." };

/** Whether a record grants something, or grants it for longer, or forgets that it was denied. */
function grants(before: Stored, { answers }: ConsentRecord): boolean {
  const known = isRecord(before) ? before.answers : {};
  return (
    Object.entries(answers).some(
      ([name, given]) => given.value === "granted" && JSON.stringify(given) !== JSON.stringify(known[name]),
    ) ||
    Object.entries(known).some(([name, { value }]) => value === "denied" && answers[name]?.value !== "denied")
  );
}

function permits({ permissions: before }: ConsentState, { permissions: after }: ConsentState): boolean {
  return Object.keys(after).some((name) => after[name] && !before[name]);
}

/** Ties the proofs of one visitor together, and names nobody. */
function randomId(): string {
  return (crypto.getRandomValues(new BigUint64Array(1))[0] as bigint).toString(36);
}
