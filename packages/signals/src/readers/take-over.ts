import {
  type Answer,
  type ConsentStorage,
  encodeRecord,
  type Policy,
  type Regime,
  type StoredText,
} from "@assent/core";
import type { ReadAnswer, Reader } from "./reading.js";

/** What a site says of the tool that it had before. */
export interface TakeOverOptions<Name extends string = string> {
  /** Reads what the tool stored. */
  readonly read: Reader;
  /**
   * What the tool's names are here. A grant is taken over where every name that stands for it was granted: it has to
   * have asked at least for what is asked now. A refusal of one is a refusal.
   */
  readonly names: { readonly [name in Name]?: string | readonly string[] };
  /** Under which regime the tool asked: a grant doesn't count where more is required. */
  readonly regime: Regime;
  /**
   * For how long the tool keeps an answer, in seconds, where it doesn't write down when that was given: a grant counts
   * as that old. @default grants of unknown age are not taken over
   */
  readonly lifetime?: number;
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: () => number;
}

/**
 * The record that another tool's text becomes, marked `migrate`: nothing, where there is nothing to take over. Refusals
 * stay refusals. A grant is taken over while it is known to be younger than the policy's `ttl`, with the time at which
 * it was given; never one that the text doesn't say.
 *
 * @param texts - what was stored; of several, a refusal in one outweighs a grant in another.
 * @example
 * ```ts
 * import { day } from "@assent/core";
 * import { fromKlaro, recordFrom } from "@assent/signals/migrate";
 *
 * const text = recordFrom(policy, ['{"matomo":true}'], {
 *   read: fromKlaro,
 *   names: { statistics: "matomo" },
 *   regime: "opt-in",
 *   lifetime: 120 * day,
 * });
 * ```
 */
export function recordFrom<C extends string, S extends string>(
  policy: Policy<C, S>,
  texts: readonly string[],
  { read, names, regime, lifetime, now: clock = Date.now }: TakeOverOptions<C | S>,
): string | undefined {
  const now = Math.floor(clock());
  const readings = texts.flatMap((text) => read(text) ?? []);
  const answers: { [name: string]: Answer } = {};
  for (const { name, exempt, rev } of policy.entries) {
    const theirs = [(names as { readonly [name: string]: string | readonly string[] })[name] ?? []].flat();
    if (exempt || !theirs[0]) continue;
    const said = readings.flatMap(({ answers, rest }) =>
      theirs.map(
        (their): ReadAnswer | undefined => answers.get(their) ?? (rest === "denied" ? refused : undefined),
      ),
    );
    const denial = said.find((each) => each?.value === "denied");
    const at = denial ? refusedAt(denial, now) : age(said, lifetime, now);
    if (at === undefined || (!denial && now >= at + policy.ttl * 1000)) continue;
    const value = denial ? "denied" : "granted";
    answers[name] = { value, at: Math.floor(at), rev, regime, ack: false, by: "migrate" };
  }
  const times = Object.values(answers).map(({ at }) => at);
  if (!times[0]) return undefined;
  const id = (crypto.getRandomValues(new BigUint64Array(1))[0] as bigint).toString(36);
  return encodeRecord({ format: 1, id, seq: 1, updatedAt: Math.max(...times), answers });
}

/** A refusal is none the less one for a moment that can't be. */
function refusedAt({ at }: ReadAnswer, now: number): number {
  return at !== undefined && at >= 1 ? Math.min(at, now) : now;
}

/** When the oldest of several grants was given; nothing where one isn't a grant, or has no age that counts. */
function age(
  said: readonly (ReadAnswer | undefined)[],
  lifetime: number | undefined,
  now: number,
): number | undefined {
  const oldest = lifetime === undefined ? undefined : now - lifetime * 1000;
  const times = said.map((each) => (each?.value === "granted" ? (each.at ?? oldest) : undefined));
  if (!times[0] || !times.every((at) => at !== undefined && at >= 1 && at <= now)) return undefined;
  return Math.min(...(times as number[]));
}

const refused: ReadAnswer = { value: "denied" };

/** Where the other tool keeps its record. */
export interface TakenOver<Name extends string = string> extends TakeOverOptions<Name> {
  /** The name of its cookie, and of another that says when, or its key in localStorage. */
  readonly from: { readonly cookie: string; readonly at?: string } | { readonly local: string };
  /** The document to use. @default the global one */
  readonly document?: Document;
}

/**
 * A storage that takes over, once, what another tool remembered: where nothing of ours is stored yet, it writes and
 * reads the record that {@link recordFrom} makes. What the other tool stored stays, until the visitor has everything
 * forgotten.
 *
 * @example
 * ```ts
 * import { cookieStorage, createConsent } from "@assent/core";
 * import { fromVanillaCookieConsent, takingOver } from "@assent/signals/migrate";
 *
 * const consent = createConsent(policy, {
 *   storage: takingOver(policy, cookieStorage(policy.recordName), {
 *     from: { cookie: "cc_cookie" },
 *     read: fromVanillaCookieConsent,
 *     names: { statistics: "analytics" },
 *     regime: "opt-in",
 *   }),
 * });
 * ```
 */
export function takingOver<C extends string, S extends string>(
  policy: Policy<C, S>,
  storage: ConsentStorage,
  options: TakenOver<C | S>,
): ConsentStorage {
  const theirs = options.document ?? globalThis.document;
  const ours = (stored: StoredText): StoredText => {
    if ([stored ?? []].flat()[0]) return stored;
    const text = recordFrom(policy, textsIn(theirs, options.from), options);
    // What can't be kept counts for this page, and is taken over again on the next.
    if (text) (async () => storage.write(text))().catch(() => undefined);
    return text ?? stored;
  };
  return {
    read() {
      const stored = storage.read();
      return stored instanceof Promise ? stored.then(ours) : ours(stored);
    },
    write(text) {
      if (text === null) forget(theirs, options.from);
      return storage.write(text);
    },
  };
}

function textsIn(document: Document, from: TakenOver["from"]): readonly string[] {
  try {
    if ("local" in from) return [document.defaultView?.localStorage.getItem(from.local) ?? []].flat();
    const [at] = from.at ? cookiesIn(document, from.at) : [];
    return cookiesIn(document, from.cookie).map((text) => (at ? `${text}|${at}` : text));
  } catch {
    return [];
  }
}

function cookiesIn({ cookie }: Document, name: string): readonly string[] {
  const pairs = cookie.split("; ");
  return pairs.flatMap((pair) => (pair.startsWith(`${name}=`) ? pair.slice(name.length + 1) : []));
}

/** A visitor who wants to be forgotten isn't remembered by what came before. */
function forget(document: Document, from: TakenOver["from"]): void {
  try {
    if ("local" in from) document.defaultView?.localStorage.removeItem(from.local);
    else
      for (const domain of ["", ...domainsOf(document.location.hostname)])
        document.cookie = `${from.cookie}=; Path=/; Max-Age=0${domain && `; Domain=${domain}`}`;
  } catch {
    // A page that may store nothing has nothing to forget.
  }
}

function domainsOf(hostname: string): readonly string[] {
  const labels = hostname.split(".");
  return labels.map((_, index) => labels.slice(index).join("."));
}
