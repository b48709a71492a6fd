import type { StorageKind } from "@assent/core";

/** A place in a script, as the browser saw it, or in its source, where a source map leads there. */
export interface Place {
  readonly url: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/** One name that was stored, or that something tried to store. Its value is nowhere kept. */
export interface Write {
  readonly kind: StorageKind;
  readonly name: string;
  /** The host that it belongs to, without a leading dot. */
  readonly host: string;
  readonly path?: string;
  /** The site that a partitioned cookie is confined to. */
  readonly partition?: string;
  /** The lifetime that was asked for, in seconds, whatever the browser made of it; nothing where nobody saw the asking. */
  readonly maxAge?: number | "session";
  readonly httpOnly?: boolean;
  readonly secure?: boolean;
  readonly sameSite?: string;
  /** How it was stored. `unattributed`: the browser's own log has it, and nothing else saw who did it. */
  readonly by: "script" | "response" | "unattributed";
  /** The scripts that did it, innermost first; or the address whose response did. */
  readonly from: readonly Place[];
  /** Why the browser refused it. Elsewhere it may be stored: an attempt counts. */
  readonly refused?: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What each kind is called. */
export const kindWords: { readonly [kind in StorageKind]: string } = {
  cache: "cache",
  cookie: "cookie",
  indexeddb: "database",
  local: "key in the local storage",
  session: "key in the session storage",
};

/** One request that the browser sent, redirects one by one. */
export interface Sent {
  /** In a report without its query: tags put values there. */
  readonly url: string;
  readonly method: string;
  /** What made the browser ask, innermost first, as far as it was seen. */
  readonly from: readonly Place[];
  readonly at: number;
}

/** What lies in the browser at the end of a phase. */
export interface Stored {
  readonly kind: StorageKind;
  readonly name: string;
  readonly host: string;
  readonly path?: string;
  readonly partition?: string;
}

/** A part of a scenario in which one thing was known of the visitor's answers. */
export interface Phase {
  readonly name: PhaseName;
  /** What the visitor has granted, by category and service: computed from the policy alone, never read from the site. */
  readonly permissions: { readonly [name: string]: boolean };
  readonly writes: readonly Write[];
  readonly sent: readonly Sent[];
  readonly stored: readonly Stored[];
}

export type PhaseName =
  | "unanswered"
  | "rejected"
  | "accepted"
  | "chosen"
  | "withdrawn"
  | "signalled"
  | "returning";

/** What one fresh browser saw. */
export interface Observation {
  readonly scenario: string;
  readonly phases: readonly Phase[];
  /** Why the scenario says nothing, or not everything. */
  readonly troubles: readonly string[];
  /** The origin that the site's address led to, where it goes by another: over TLS, or with `www.` or without. */
  readonly movedTo?: string;
  /** How the last page looked, as a JPEG. */
  readonly picture?: Uint8Array;
}
