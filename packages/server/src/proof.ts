import type { Answers, Origin, Regime } from "@assent/core";

/** What a visitor answered. `forget` erases this and leaves the rest of the line. */
export interface Answered {
  /** The record's id: random, names nobody, ties the lines of one visitor together. */
  readonly record: string;
  /** Which write of the record this is. */
  readonly sequence: number;
  /** The write before it, as its browser knew it; `null` for the first. */
  readonly previous: number | null;
  /** Every answer in force after this one, granted and denied alike; none after a visitor's browser forgot. */
  readonly answers: Answers;
}

/** What a visitor was asked: where, in which words, under which rules. */
export interface Asked {
  /** The server's time, in milliseconds since 1970. */
  readonly at: number;
  /** The hash of the policy: its text is a {@link ProofDocument}. */
  readonly policy: string;
  /** The hash of the texts shown: they are a {@link ProofDocument}. */
  readonly texts: string;
  /** The language of these texts: `"fr"`, `"pt-BR"`. */
  readonly locale: string;
  /** Where the answer was given: on an embed's placeholder, say, or by a control of the site's own. */
  readonly layer: "banner" | "preferences" | "embed" | "site";
  readonly regime: Regime;
  /** ISO 3166 code: `"FR"`, `"US-CA"`; `null` where it isn't known. */
  readonly region: string | null;
  /** The privacy signals that were on. */
  readonly signals: readonly "gpc"[];
  /** How the answer came about; `"forget"` where the visitor's browser deleted the record. */
  readonly method: Origin | "forget";
}

/**
 * That somebody was asked, and what they answered: one line for each answer, withdrawal and deletion. It holds no
 * address, no user agent and no page.
 */
export interface Proof extends Answered, Asked {}

/** A text that proofs name by its hash. It is stored once, however many lines name it. */
export interface ProofDocument {
  /** SHA-256 of the text in UTF-8, as 64 hexadecimal digits in lower case. */
  readonly hash: string;
  readonly text: string;
}

/**
 * A kept line. What the visitor answered is `null` once it was forgotten; `answers` alone is where somebody altered them
 * so that they can't be read.
 */
export type ProofLine = Asked & { readonly [part in keyof Answered]: Answered[part] | null } & {
  /** Its place in the chain: 1, 2, 3, … without a gap. */
  readonly number: number;
  /** SHA-256 of the line and of the hash before it, as 64 hexadecimal digits. */
  readonly hash: string;
};

/**
 * What became of a proof: `appended` and durable; `known`, since this write of this record was kept before; `taken`,
 * since this write was kept with other answers, so that sending it again is in vain; `lost`. `onLoss` was told of the
 * last two.
 */
export type Appended = "appended" | "known" | "taken" | "lost";

/** A place in the chain, to be noted elsewhere: who rewrote the whole store could not rewrite that. */
export interface ChainHead {
  /** The last line's number; 0 where there is none. */
  readonly number: number;
  readonly hash: string;
}

/** Something that `verify` found wrong. */
export interface ProofFault {
  /**
   * - `altered`: the line isn't what its hash says, or the one before it was replaced together with its hash.
   * - `missing`: there is no such line, nor any up to `to`.
   * - `document`: the line names a text that is missing or isn't what its hash says.
   * - `head`: the store's own note of its last line isn't this line.
   */
  readonly fault: "altered" | "missing" | "document" | "head";
  /** The line's number; for a document, the first line that names it. */
  readonly number: number;
  /** The last of the missing lines. */
  readonly to?: number;
  /** The document's hash. */
  readonly document?: string;
}

/** What `verify` saw. The chain is whole where `faults` is empty. */
export interface Verification {
  /** How many lines were read. */
  readonly lines: number;
  /** How many of them were forgotten. */
  readonly forgotten: number;
  /** Where the chain begins: the last line that `retain` removed. */
  readonly from: ChainHead;
  readonly head: ChainHead;
  /** The first thousand faults. */
  readonly faults: readonly ProofFault[];
  /** Whether the chain passes through the head that was noted; `removed` where `retain` went past it since. */
  readonly noted?: "kept" | "changed" | "removed";
}

/** Where proofs are kept: append-only, each line's hash built on the one before. */
export interface Proofs {
  /**
   * Keeps a proof, once: the same write of the same record again is `known`. Resolves when the line is durable. Never
   * rejects, and waits for a database that fails no longer than the store's `patience`: a visitor's choice must not fail
   * for it.
   *
   * @param documents - the policy and texts that the proof names. Those that are kept already cost nothing.
   */
  append(proof: Proof, documents?: readonly ProofDocument[]): Promise<Appended>;
  /** How many proofs could not be kept since the store was opened. */
  lost(): number;
  /** The newest lines first. */
  list(options?: {
    /** How many. @default 20 */
    readonly limit?: number;
    /** Only lines of a lower number: to page. */
    readonly before?: number;
  }): Promise<readonly ProofLine[]>;
  /** Every line of a record, the oldest first. */
  show(record: string): Promise<readonly ProofLine[]>;
  /** Every line, the oldest first, without holding them all in memory. */
  stream(options?: {
    /** Only lines of a higher number. @default 0 */
    readonly after?: number;
  }): AsyncIterable<ProofLine>;
  /** A policy or texts, by their hash. */
  document(hash: string): Promise<string | undefined>;
  /** Reads the whole chain and says what is wrong with it. */
  verify(options?: {
    /** A head that was noted earlier: the chain must still pass through it. */
    readonly noted?: ChainHead;
    /** Is told how many lines were read so far. */
    readonly onProgress?: (lines: number) => void;
  }): Promise<Verification>;
  /** Erases what a visitor answered from every line of a record; the chain still verifies. Resolves to the number of lines. */
  forget(record: string): Promise<number>;
  /**
   * Deletes the oldest lines, up to the first that isn't older; the chain verifies from there. Resolves to the number of
   * lines.
   *
   * @param before - milliseconds since 1970.
   */
  retain(before: number): Promise<number>;
  /** Waits for what is still to be kept, then closes the database. */
  close(): Promise<void>;
}
