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
  consent: Consent<C, S, K>,
  vendor: Vendor<Word, Page>,
  { mapping, window = globalThis.window ?? {} }: SignalOptions<Word, C | S> = {},
): () => void {
  const names: { [word: string]: string } = { ...vendor.mapping, ...mapping };
  let told: string | undefined;

  function hear(): void {
    const { permissions, record } = consent.getState() as unknown as Known;
    const granted: { [word: string]: boolean } = {};
    // A decision that changes nothing changes the record's time.
    let next = `${record?.updatedAt}`;
    for (const word in names) {
      const name = names[word] as string;
      next += granted[word] = !!permissions[name];
      // The vendor's script goes on when this signal ends, and the consent goes on knowing it.
      if (!told && name in permissions) consent.onGrant(name as C, () => vendor.stop);
    }
    if (next !== told) vendor.tell(window as Page, granted as Granted<Word>, told ? "update" : "default");
    told = next;
  }

  // What a vendor's queue throws is reported, as a rejection; nothing of the page's breaks for it.
  new Promise(hear);
  return consent.subscribe(hear);
}

/** Before `start()` there is no record; an unreadable one has no time. */
type Known = ConsentState & { readonly record?: { readonly updatedAt?: number } | null };
