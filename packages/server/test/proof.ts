import type { Answer } from "@assent/core";
import type { Proof, ProofDocument } from "../src/proof.js";
import { hashOfText } from "../src/proofs/line.js";

/** The first of the days that tests write. */
export const start: number = Date.UTC(2026, 0, 1);
export const day = 86_400_000;

export const policy: ProofDocument = documentOf("a policy");
export const texts: ProofDocument = documentOf("May we count your visit?");

export function documentOf(text: string): ProofDocument {
  return { hash: hashOfText(text), text };
}

export function answer(value: Answer["value"], at: number = start): Answer {
  return {
    value,
    at,
    rev: "x7k2",
    regime: "opt-in",
    ack: false,
    by: value === "granted" ? "accept" : "reject",
  };
}

/** A proof as the handler would make it. */
export function proof(record: string, sequence = 1, changes: Partial<Proof> = {}): Proof {
  return {
    ...{ record, sequence, previous: sequence > 1 ? sequence - 1 : null },
    answers: { statistics: answer("granted"), advertising: answer("denied") },
    ...{ at: start, policy: policy.hash, texts: texts.hash, locale: "fr", layer: "banner" },
    ...{ regime: "opt-in", region: "FR", signals: [], method: "accept" },
    ...changes,
  };
}
