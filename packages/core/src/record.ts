import { type Regime, strictness } from "./regime.js";

/** How an answer came about. */
export type Origin = (typeof origins)[number];

/** What a visitor said about one category or service. Times are in milliseconds since 1970. */
export interface Answer {
  readonly value: "granted" | "denied";
  readonly at: number;
  /** The fingerprint of what was asked. */
  readonly rev: string;
  /** The regime under which it was asked. */
  readonly regime: Regime;
  /** Given while a privacy signal was on and the conflict was shown. */
  readonly ack: boolean;
  readonly by: Origin;
}

/** Answers by the name of a category or a service: a policy has no two of one name. */
export interface Answers {
  readonly [name: string]: Answer;
}

/** All answers of one visitor: what the cookie holds. */
export interface ConsentRecord {
  readonly format: 1;
  /** Random, one to sixteen characters of `0-9a-z`: ties proofs together, names nobody. */
  readonly id: string;
  /** Counts the writes. */
  readonly seq: number;
  /** Milliseconds since 1970, greater with every write even when the clock moved back. */
  readonly updatedAt: number;
  readonly answers: Answers;
}

/** What may be found where a record is stored: nothing, something unreadable, or a record. */
export type Stored = ConsentRecord | "corrupt" | undefined;

/** No record longer than this is written or read, in bytes: browsers drop cookies over 4096. */
export const recordLimit = 3500;

/** An origin's index stands for it in the record. */
const origins = [
  "accept",
  "reject",
  "save",
  "withdraw",
  "service",
  "gpc",
  "api",
  "account",
  "migrate",
] as const;

/**
 * Writes a record as a cookie's value: cookie-octets only, no percent-encoding. The format is specified in
 * `docs/record-format.md`.
 *
 * @example
 * ```ts
 * import { decodeRecord, encodeRecord } from "@assent/core";
 *
 * const record = decodeRecord("1.mgx2k3ab.1.k3f9a0c2.300mgx2k3ab~statistics+x7k2~advertising-09aq");
 * if (record !== "corrupt") encodeRecord(record);
 * ```
 */
export function encodeRecord({ id, seq, updatedAt, answers }: ConsentRecord): string {
  let common: string | undefined;
  const entries = Object.keys(answers)
    .sort()
    .map((name) => {
      const { value, at, rev, regime, ack, by } = answers[name] as Answer;
      const stamp = `${strictness.indexOf(regime)}${origins.indexOf(by)}${+ack}${at.toString(36)}`;
      common ??= stamp;
      return `~${name}${value === "granted" ? "+" : "-"}${rev}${stamp === common ? "" : `.${stamp}`}`;
    });
  return `1.${updatedAt.toString(36)}.${seq.toString(36)}.${id}.${common ?? "0000"}${entries.join("")}`;
}

/**
 * Reads a cookie's value. Arbitrary text never throws: what isn't a record of this format is `"corrupt"`.
 *
 * @example
 * ```ts
 * import { decodeRecord } from "@assent/core";
 *
 * const stored = decodeRecord("garbage"); // "corrupt"
 * ```
 */
export function decodeRecord(text: string): ConsentRecord | "corrupt" {
  const [head, ...entries] = text.split("~") as [string, ...string[]];
  const [, updatedAt, seq, id, common] = (text.length <= recordLimit && grammar.exec(head)) || [];
  if (!id) return "corrupt";
  const answers: { [name: string]: Answer } = {};
  for (const entry of entries) {
    const [, name, sign, rev, stamp = common as string] = answerGrammar.exec(entry) ?? [];
    if (!name || Object.hasOwn(answers, name)) return "corrupt";
    answers[name] = {
      value: sign === "+" ? "granted" : "denied",
      at: number(stamp.slice(3)),
      rev: rev as string,
      regime: strictness[stamp[0] as unknown as number] as Regime,
      ack: stamp[2] === "1",
      by: origins[stamp[1] as unknown as number] as Origin,
    };
  }
  return { format: 1, id, seq: number(seq), updatedAt: number(updatedAt), answers };
}

const grammar = /^1\.([\da-z]{1,9})\.([\da-z]{1,9})\.([\da-z]{1,16})\.([0-3][0-8][01][\da-z]{1,9})$/;
const answerGrammar = /^([a-zA-Z][\w-]*)([+-])([\da-z]{4})(?:\.([0-3][0-8][01][\da-z]{1,9}))?$/;

function number(text = ""): number {
  return Number.parseInt(text, 36);
}
