import {
  type ConsentRecord,
  decodeRecord,
  encodeRecord,
  merge,
  type Policy,
  recordLimit,
  type Answer as Said,
  type Situation,
  type Stored,
  transition,
} from "@assent/core";
import type { Posted } from "./choice.js";
import { consentIn, isRecord, type Visitor } from "./consent.js";
import { randomId } from "./id.js";
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
  readonly consent: Visitor;
}

/** A choice changes the record that was found; a page's own record is only ever merged into it. */
export function answer(
  posted: Exclude<Posted, { kind: "move" }>,
  consent: Visitor,
  situation: Situation,
  found: Stored,
): Answer | Refusal {
  const { policy } = consent;
  const follow = (record: ConsentRecord): Visitor => {
    const cookie = `${policy.recordName}=${encodeRecord(record)}`;
    return consentIn(
      situation,
      { headers: { get: (name) => (name === "cookie" ? cookie : null) } },
      { policy },
    );
  };
  if (posted.kind === "choice") {
    const id = randomId();
    const before = transition(policy, found, situation, undefined, id);
    const made = transition(policy, before, situation, posted.choice, id) as ConsentRecord;
    if (encodeRecord(made).length > recordLimit) return tooLong;
    const previous = isRecord(found) ? found.seq : null;
    return { made, previous, kept: made, consent: follow(made) };
  }
  const made = decodeRecord(posted.record);
  if (made === "corrupt") return { status: 422, message: `"record" is no record: send the cookie's value.` };
  const previous = made.seq > 1 ? made.seq - 1 : null;
  if (posted.forgotten) return { made, previous, kept: undefined, consent };
  const merged = transition(policy, merge(found, made), situation) as ConsentRecord;
  // A post may come late. A visitor's browser has what they granted already; what it no longer has isn't given back.
  return isWider(policy, found, merged)
    ? { made, previous, kept: isRecord(found) ? found : undefined, consent }
    : { made, previous, kept: merged, consent: follow(merged) };
}

const tooLong: Refusal = { status: 422, message: "The record would be longer than browsers keep." };

/** Whether a record grants something, or grants it for longer, or no longer knows of what kept something closed. */
function isWider({ categories }: Policy, before: Stored, { answers }: ConsentRecord): boolean {
  // Nobody knows what an unreadable record refused.
  if (before === "corrupt") return true;
  const known = before?.answers ?? {};
  const isSame = (name: string) =>
    Object.hasOwn(answers, name) === Object.hasOwn(known, name) && isAlike(answers[name], known[name]);
  const isDenied = (name: string) => answers[name]?.value === "denied";
  return (
    Object.keys(answers).some((name) => !isDenied(name) && !isSame(name)) ||
    Object.entries(known).some(
      ([name, { value, ack }]) =>
        !isDenied(name) && !isSame(name) && (value === "denied" || (ack && Object.hasOwn(categories, name))),
    )
  );
}

function isAlike(one: Said | undefined, other: Said | undefined): boolean {
  if (!one || !other) return one === other;
  return (Object.keys(one) as (keyof Said)[]).every((part) => one[part] === other[part]);
}
