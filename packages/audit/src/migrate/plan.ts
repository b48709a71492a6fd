/** What a configuration of another tool comes to. */
export interface Plan {
  readonly tool: "vanilla-cookieconsent" | "klaro";
  readonly categories: { readonly [name: string]: PlannedCategory };
  readonly services: { readonly [name: string]: PlannedService };
  /** How long an answer counts, in seconds, where the configuration says so. */
  readonly ttl?: number | undefined;
  readonly texts: { readonly [category: string]: { readonly name?: string; readonly text?: string } };
  /** For `takingOver`: where the tool keeps its answers, and by what names. */
  readonly former: {
    readonly from: { readonly cookie: string } | { readonly local: string };
    readonly names: { readonly [ours: string]: string | readonly string[] };
    readonly regime: "opt-in" | "opt-out";
    readonly lifetime?: number | undefined;
  };
  /** What couldn't be carried over, and what to do about it. */
  readonly notes: readonly string[];
}

export interface PlannedCategory {
  readonly rule: "exempt" | "ask";
  readonly revision?: number | undefined;
  readonly modes?: { readonly "opt-in": "optOut" } | undefined;
}

export interface PlannedService {
  readonly category: string;
  readonly provider: string;
  readonly party: "first" | "third";
  readonly function: string;
  readonly cookies: { readonly [name: string]: PlannedCookie };
}

export interface PlannedCookie {
  readonly purpose: string;
  readonly maxAge: number | "session";
  readonly domain?: string | undefined;
}

/** Collects what isn't carried over, each once. */
export interface Notes {
  readonly list: readonly string[];
  add(note: string): void;
}

export function createNotes(): Notes {
  const list: string[] = [];
  return {
    list,
    add(note) {
      if (!list.includes(note)) list.push(note);
    },
  };
}

export const day = 86_400;

/** How long browsers keep a cookie at most, in seconds. */
export const longest: number = 400 * day;
