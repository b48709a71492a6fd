import type { Postgres } from "../../../scripts/postgres.ts";

/** What a part of the benchmark is given. */
export interface Run {
  readonly postgres: Postgres;
  /** For SQLite's files. */
  readonly folder: string;
  readonly progress: (what: string) => void;
  /** Of each measurement. */
  readonly seconds: number;
  readonly rounds: number;
  readonly connections: readonly number[];
  readonly choices: number;
  /** Sizes of stores, in lines. */
  readonly lines: readonly number[];
}
