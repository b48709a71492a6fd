import {
  type ConsentRecord,
  type ConsentState,
  decodeRecord,
  encodeRecord,
  merge,
  readConsent,
  type Stored,
  transition,
} from "@assent/core";
import type { Posted } from "./choice.js";
import type { RequestConsent } from "./consent.js";
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

/** A choice changes the record that came with the request; a page's own record is only ever merged into it. */
export function answer(
  posted: Exclude<Posted, { kind: "move" }>,
  { policy, state, now }: RequestConsent,
): Answer | Refusal {
  const { regime, region, gpc } = state;
  const situation = { regime, region, gpc, now };
  const found = recordIn(state);
  const follow = (record: Stored): ConsentState => {
    const cookie = isRecord(record) ? `${policy.recordName}=${encodeRecord(record)}` : "";
    return readConsent(policy, { cookie, ...situation });
  };
  if (posted.kind === "choice") {
    const made = transition(policy, found, situation, posted.choice, randomId()) as ConsentRecord;
    const previous = isRecord(found) ? found.seq : null;
    return { made, previous, kept: made, state: follow(made) };
  }
  const made = decodeRecord(posted.record);
  if (made === "corrupt") return { status: 422, message: `"record" is no record: send the cookie's value.` };
  const previous = made.seq > 1 ? made.seq - 1 : null;
  const unchanged = { made, previous, kept: isRecord(found) ? found : undefined, state };
  if (posted.forgotten) return { ...unchanged, kept: undefined };
  const merged = transition(policy, merge(found, made), situation);
  const next = follow(merged);
  // A post may come late: what it grants counts no more than what the visitor's browser still says.
  return widens(state, next) ? unchanged : { ...unchanged, kept: merged as ConsentRecord, state: next };
}

/** The record in a state; nothing before the first answer. */
export function recordIn(state: ConsentState): Stored {
  return (state.status !== "pending" && state.record) || undefined;
}

export function isRecord(stored: Stored): stored is ConsentRecord {
  return typeof stored === "object";
}

function widens({ permissions: before }: ConsentState, { permissions: after }: ConsentState): boolean {
  return Object.keys(after).some((name) => after[name] && !before[name]);
}

/** Ties the proofs of one visitor together, and names nobody. */
function randomId(): string {
  return (crypto.getRandomValues(new BigUint64Array(1))[0] as bigint).toString(36);
}
