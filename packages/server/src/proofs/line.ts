import { createHash, randomBytes } from "node:crypto";
import { type Answers, decodeRecord, encodeRecord } from "@assent/core";
import type { Asked, Proof, ProofLine } from "../proof.js";

/** A line before it has its place in the chain. */
export interface Draft {
  readonly at: number;
  readonly record: string | null;
  readonly sequence: number | null;
  readonly previous: number | null;
  /** In the record's format, with id, sequence and time as 0. */
  readonly answers: string | null;
  readonly policy: Uint8Array;
  readonly texts: Uint8Array;
  readonly locale: string;
  readonly layer: string;
  readonly regime: string;
  readonly region: string | null;
  readonly signals: string;
  readonly method: string;
  /**
   * What keeps a line verifiable when its answer is erased: while it is there, 16 random bytes that are hashed with it;
   * afterwards, that hash. Nobody can find out by trying which answer it was, once the random bytes are gone.
   */
  readonly seal: Uint8Array;
}

/** A line as databases store it. */
export interface Line extends Draft {
  readonly number: number;
  readonly hash: Uint8Array;
}

/** What no chain has a line before: the hash that the first line builds on. */
export const genesis: Uint8Array = new Uint8Array(32);

const saltLength = 16;

/** Drawn for many lines at once: each call of the system's costs a line as much as its hash. */
let drawn: Buffer = Buffer.alloc(0);

/** What is given away is forgotten here. */
function salt(): Uint8Array {
  if (!drawn.length) drawn = randomBytes(saltLength * 256);
  const own = drawn.subarray(0, saltLength);
  drawn = drawn.subarray(saltLength);
  const salt = new Uint8Array(own);
  own.fill(0);
  return salt;
}

/** A proof as it will be stored, or `undefined` where it can't be: nothing that a database or a reader trips over. */
export function draft(proof: Proof): Draft | undefined {
  const { record, sequence, previous, answers, policy, texts, signals, ...asked } = proof;
  const isSound =
    /^[\da-z]{1,16}$/.test(record) &&
    [proof.at, sequence, previous ?? 0].every((count) => Number.isSafeInteger(count) && count >= 0) &&
    [policy, texts].every((hash) => /^[\da-f]{64}$/.test(hash)) &&
    [asked.locale, asked.layer, asked.regime, asked.region ?? "", asked.method, ...signals].every((word) =>
      /^[\w-]{0,40}$/.test(word),
    );
  if (!isSound) return;
  const text = encodeAnswers(answers);
  if (!decodeAnswers(text)) return;
  return {
    ...{ at: proof.at, record, sequence, previous, answers: text },
    ...{ policy: bytes(policy), texts: bytes(texts), locale: asked.locale, layer: asked.layer },
    ...{ regime: asked.regime, region: asked.region, signals: signals.join(), method: asked.method },
    seal: salt(),
  };
}

/** Gives a line its place: after the line of this number and hash. */
export function link(draft: Draft, head: { readonly number: number; readonly hash: Uint8Array }): Line {
  const line = { ...draft, number: head.number + 1, hash: head.hash };
  return { ...line, hash: hashOf(line, head.hash) };
}

/**
 * A line's hash, over the hash before it, what was asked, and the seal of what was answered. `docs/proofs.md` says it for
 * those who check in another language.
 */
export function hashOf(line: Line, before: Uint8Array): Uint8Array {
  const { number, at, locale, layer, regime, region, signals, method } = line;
  const asked = [
    number,
    at,
    hex(line.policy),
    hex(line.texts),
    locale,
    layer,
    regime,
    region,
    signals,
    method,
  ];
  return sha256(hex(before), [...asked, hex(sealed(line))]);
}

/** What stands in the chain for a visitor's answer. */
export function sealed({ record, sequence, previous, answers, seal }: Draft): Uint8Array {
  const answered = [record, sequence, previous, answers];
  return answered.every((part) => part === null) ? seal : sha256(hex(seal), answered);
}

/** What a line says. */
export function read(line: Line): ProofLine {
  const { seal, hash, policy, texts, signals, answers, ...rest } = line;
  return {
    ...(rest as Omit<Line, "seal"> & Pick<Asked, "layer" | "regime" | "method">),
    answers: answers === null ? null : (decodeAnswers(answers) ?? null),
    policy: hex(policy),
    texts: hex(texts),
    signals: signals ? (signals.split(",") as "gpc"[]) : [],
    hash: hex(hash),
  };
}

export function hex(value: Uint8Array): string {
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("hex");
}

export function bytes(hex: string): Uint8Array {
  return new Uint8Array(Buffer.from(hex, "hex"));
}

export function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}

export function hashOfText(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

export function encodeAnswers(answers: Answers): string {
  return encodeRecord({ format: 1, id: "0", seq: 0, updatedAt: 0, answers });
}

function decodeAnswers(text: string): Answers | undefined {
  const record = decodeRecord(text);
  return record === "corrupt" ? undefined : record.answers;
}

function sha256(first: string, values: readonly unknown[]): Uint8Array {
  return createHash("sha256")
    .update(`${first}\n${JSON.stringify(values)}`)
    .digest();
}
