import type { Clock } from "./clock.js";
import type { Activity } from "./gates.js";
import type { CategoryOf, CookieOf, ServiceOf } from "./input.js";
import type { Policy } from "./policy.js";
import type { Regime } from "./regime.js";
import type { RegisteredPolicy } from "./register.js";
import type { ConsentState } from "./state.js";
import type { ConsentStorage } from "./storage.js";
import type { Tabs } from "./tabs.js";
import type { ChoiceEvent, ChoiceOptions, Choices } from "./transition.js";

/** Everything has a default; nothing is touched before `start()` or a choice. */
export interface ConsentOptions<C extends string = string, S extends string = string> {
  /** ISO 3166 code of where the visitor is: `"FR"`, `"US-CA"`. Unknown counts as the strictest. */
  readonly region?: string | undefined;
  /** Says what is required, where the site knows better than its region. @default what the region requires */
  readonly regime?: Regime | undefined;
  /**
   * Global Privacy Control. A site that also honours Do Not Track says
   * `navigator.globalPrivacyControl || navigator.doNotTrack === "1"`. @default what the browser says of the first
   */
  readonly gpc?: boolean | undefined;
  /** What closing the banner without an answer means; Italy's regulator wants a refusal. @default "later" */
  readonly dismissal?: "later" | "reject";
  /** What `readConsent` computed for this request: shown until `start()`. */
  readonly initial?: ConsentState<C, S> | undefined;
  /** @default the cookie that the policy names */
  readonly storage?: ConsentStorage;
  /** @default the other tabs of this browser */
  readonly tabs?: Tabs;
  /** @default the machine's clock */
  readonly clock?: Clock;
  /** Gets what a listener, a gate or a storage threw. @default reported as an uncaught error */
  readonly onError?: (error: unknown) => void;
}

/**
 * One visitor's consent on one page. Functions, not methods: they can be destructured and passed as callbacks.
 *
 * A choice is synchronous: when it returns, the record is written, the state has changed and everyone was told.
 * Called from within a listener or a gate, it writes and changes the state at once as well; who is to be told is
 * told after those who are being told now, so that all hear of every change once and in order.
 */
export interface Consent<C extends string = string, S extends string = string, K extends string = string> {
  readonly policy: Policy<C, S, K>;
  /** Reads the record and joins the other tabs. Returns what leaves them again. */
  start(): () => void;
  getState(): ConsentState<C, S>;
  /** The state before `start()`: what a server rendered, for hydration. */
  getInitialState(): ConsentState<C, S>;
  /** Calls back after every change of the state. Returns what ends it. */
  subscribe(listener: (state: ConsentState<C, S>) => void): () => void;
  /** Calls back when the visitor decided, on this page. Returns what ends it. */
  on(type: "choice", listener: (state: ConsentState<C, S>, event: ChoiceEvent<C | S>) => void): () => void;
  /** Calls back when permissions changed, wherever; at once where they did before. Returns what ends it. */
  on(type: "change", listener: (state: ConsentState<C, S>) => void): () => void;
  /** Whether a category, a service or a stored name may be used now. What nothing declares: `false`. */
  allows(name: C | S | K): boolean;
  acceptAll(options?: ChoiceOptions): void;
  rejectAll(options?: ChoiceOptions): void;
  /** Answers what it names; without choices, saves the draft. Not a listener by itself: `() => save()`. */
  save(choices?: Choices<C | S>, options?: ChoiceOptions): void;
  /** Answers for one service, as in "load this video". */
  answer(service: S, value: boolean, options?: ChoiceOptions): void;
  /** Takes every grant back. What it stored is deleted by `clear` of `@assent/core/dom`. */
  withdraw(options?: ChoiceOptions): void;
  /** Deletes the record, as if the visitor had never been here. */
  forget(): void;
  openPreferences(): void;
  /** Moves toggles of the open preferences, without saving. */
  setDraft(choices: Choices<C | S>): void;
  /** Closes what is open for this page view, without an answer. The draft is dropped. */
  dismiss(): void;
  /**
   * Runs something while a category, service or stored name is granted: now or later, and again after a new grant.
   * What it returns cleans up when the grant ends. Returns what ends it.
   */
  onGrant(name: C | S | K, run: () => (() => void) | void): () => void;
  /** What ran on this page: still `running`, `stopped`, or `lingering` because nothing could stop it. */
  activity(): Activity;
}

/** A category, a service or a stored name of the policy that `Register` names. */
export type RegisteredName = Parameters<RegisteredConsent["allows"]>[0];

/** The state of the consent of the policy that `Register` names. */
export type RegisteredState = ReturnType<RegisteredConsent["getState"]>;

/** The consent of the policy that {@link Register} names. */
export type RegisteredConsent = Consent<
  CategoryOf<RegisteredPolicy>,
  ServiceOf<RegisteredPolicy>,
  CookieOf<RegisteredPolicy>
>;
