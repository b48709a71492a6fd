import type { Kysely, Transaction } from "kysely";
import type { Line } from "./line.js";

/** The tables of a store. They are named so that they can stand beside a site's own. */
export interface Tables {
  assent_proof: Line;
  assent_document: { hash: Uint8Array; text: string };
  /** One row: the chain's last line. */
  assent_head: { number: number; hash: Uint8Array };
  /** The last line that each `retain` removed. */
  assent_checkpoint: { number: number; hash: Uint8Array; at: number };
  /** One row for each step that the schema took. */
  assent_migration: { step: number };
}

/** What the stores need of a database. The queries are the same; this is where databases differ. */
export interface Database {
  /** Appends go through this one connection, and give up after a time. */
  readonly writer: Kysely<Tables>;
  /** Everything else takes the time that it takes. */
  readonly reader: Kysely<Tables>;
  readonly schema: {
    readonly integer: "integer" | "bigint";
    readonly bytes: "blob" | "bytea";
    /** What the lines' table is kept by. */
    readonly key: readonly ("number" | "at")[];
    /** What ends its definition. */
    readonly end: string;
  };
  /** Keeps other processes from changing the schema until the transaction ends. */
  lockSchema(transaction: Transaction<Tables>): Promise<void>;
  /** Keeps other processes from appending until the transaction ends. */
  lockHead(transaction: Transaction<Tables>): Promise<Head>;
  /** Makes room for lines of these times. */
  makeRoom(transaction: Transaction<Tables>, times: readonly number[]): Promise<void>;
  /** Deletes at once what holds no line beyond a number, where lines are kept in parts. */
  drop(transaction: Transaction<Tables>, number: number): Promise<void>;
  /** Lets nothing of what was erased remain where the database keeps what it no longer needs. */
  scrub(): Promise<void>;
}

/** The chain's end, as stored. */
export interface Head {
  readonly number: number;
  readonly hash: Uint8Array;
}
