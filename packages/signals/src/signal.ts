import type { Consent, ConsentState } from "@assent/core";

/** What a vendor may do, in its own words. */
export type Granted<Word extends string = string> = { readonly [word in Word]: boolean };

/** A vendor that is told: what one writes to add one. */
export interface Vendor<Word extends string, Page extends object = object> {
  /**
   * What it tells apart, in its own words, and whose permission that is: a category's or a service's. What the policy
   * doesn't declare is denied. @default what the site maps
   */
  readonly mapping?: { readonly [word in Word]: string };
  /**
   * What it has heard on this page already, in its own words: no default is said then. A word that is left out is one of
   * which nobody knows. @default nothing
   */
  heard?(page: Page): { readonly [word: string]: boolean | undefined } | undefined;
  /**
   * Says it, through what its snippet keeps on the page. The `default` comes first and once, each `update` says
   * everything anew.
   */
  tell(page: Page, granted: Granted<Word>, when: "default" | "update"): void;
  /**
   * Ends what a grant began; empty where being told is enough. Without it nothing but a reload ends the vendor's script,
   * and `clear` of `@assent/core/dom` says so after a withdrawal.
   */
  readonly stop?: (() => void) | undefined;
}

/** Where one site differs. */
export interface SignalOptions<Word extends string, Name extends string = string> {
  /**
   * Who says the default: this signal; or a script in the head of a page with boot, by `assentMay`, after
   * `bootScript(policy, { tells: "head" })`. @default "signal"
   */
  readonly default?: "signal" | "head";
  /** Whose permission each of the vendor's words is. @default what the vendor's page says */
  readonly mapping?: { readonly [word in Word]?: Name };
  /** Where the vendor keeps its globals. @default the browser's; a server has none, and nothing is said to anybody */
  readonly window?: object;
}

/**
 * Tells a vendor what is permitted. The default is said at once: made before `consent.start()` and before the vendor's
 * script, it is what holds before any answer. Then each decision is one update, wherever it was made and also when it
 * confirms what was; so is each change without one, by time or by a privacy signal. What is said is what is permitted at
 * that moment.
 *
 * All signals of this package are made with it.
 *
 * @returns what ends it. What was said stays said.
 * @example
 * ```ts
 * import { signal, type Vendor } from "@assent/signals";
 *
 * const acme: Vendor<"measuring", { acme?: unknown[] }> = {
 *   mapping: { measuring: "statistics" },
 *   tell(page, { measuring }, when) {
 *     page.acme ??= [];
 *     page.acme.push(["consent", when, measuring ? "yes" : "no"]);
 *   },
 * };
 * const stop = signal(consent, acme);
 * ```
 */
export function signal<
  Word extends string,
  Page extends object,
  C extends string,
  S extends string,
  K extends string,
>(
  typed: Consent<C, S, K>,
  vendor: Vendor<Word, Page>,
  options: SignalOptions<Word, C | S> = {},
): () => void {
  const consent = typed as unknown as Consent;
  const page = (options.window ?? globalThis.window ?? {}) as Page & Booted;
  const names: { [word: string]: string } = { ...vendor.mapping, ...options.mapping };
  const heard = options.default === "head" ? headIn(page, names) : vendor.heard?.(page);
  let told: string | undefined;

  function hear({ status, record }: Known): void {
    // Who hears late, because others decided anew when they heard, hears what holds by now.
    const { permissions } = consent.getState();
    const granted: { [word: string]: boolean } = {};
    let isNews = !heard;
    // A decision that changes nothing changes the record's time.
    let next = `${record?.updatedAt}`;
    for (const word in names) {
      const may = !!permissions[names[word] as string];
      granted[word] = may;
      next += may;
      isNews ||= heard?.[word] !== may && (heard?.[word] !== undefined || !!record);
    }
    const isFirst = !told;
    if (next === told || (isFirst && heard && status === "pending")) return;
    told = next;
    if (!isFirst || isNews)
      vendor.tell(page, granted as Granted<Word>, isFirst && !heard ? "default" : "update");
  }

  for (const name of Object.values(names))
    // The vendor's script goes on when this signal ends, and the consent goes on knowing it.
    if (name in consent.getState().permissions) consent.onGrant(name, () => vendor.stop);
  hear(consent.getState() as Known);
  return consent.subscribe((state) => hear(state as Known));
}

/** What the head's script told, by the permissions that boot told it. */
function headIn({ assentMay }: Booted, names: { [word: string]: string }): { [word: string]: boolean } {
  return Object.fromEntries(Object.entries(names).map(([word, name]) => [word, !!assentMay?.(name)]));
}

interface Booted {
  readonly assentMay?: (name: string) => boolean;
}

/** Before `start()` there is no record; an unreadable one has no time. */
type Known = ConsentState & { readonly record?: { readonly updatedAt?: number } | null };
