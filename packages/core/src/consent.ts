import { checkNames } from "./check.js";
import { type Clock, systemClock } from "./clock.js";
import { type Activity, createGates } from "./gates.js";
import { isAllowed } from "./lookup.js";
import { evaluate, type Situation } from "./permission.js";
import type { CategoryOf, CookieOf, Policy, RegisteredPolicy, ServiceOf } from "./policy.js";
import { decodeAll } from "./read.js";
import { encodeRecord, recordLimit } from "./record.js";
import { type Regime, regimeIn } from "./regime.js";
import { type ConsentState, share, stateOf } from "./state.js";
import { type ConsentStorage, cookieStorage } from "./storage.js";
import { browserTabs, type Tabs } from "./tabs.js";
import {
  type ChoiceEvent,
  type ChoiceOptions,
  type Choices,
  type ConsentEvent,
  isChoice,
  type Model,
  transition,
} from "./transition.js";

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
  /** Answers what it names; without choices, saves the draft. */
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

/** The consent of the policy that {@link Register} names. */
export type RegisteredConsent = Consent<
  CategoryOf<RegisteredPolicy>,
  ServiceOf<RegisteredPolicy>,
  CookieOf<RegisteredPolicy>
>;

/**
 * Creates a consent. Nothing is read, written or scheduled before `start()`, so that it can stand at the top of a module.
 *
 * @example
 * ```ts
 * import { createConsent } from "@assent/core";
 *
 * const consent = createConsent(policy, { region: "FR" });
 * consent.onGrant("statistics", () => console.log("may measure"));
 * const stop = consent.start();
 * consent.acceptAll();
 * ```
 */
export function createConsent<C extends string, S extends string, K extends string>(
  policy: Policy<C, S, K>,
  options: ConsentOptions<C, S> = {},
): Consent<C, S, K> {
  const {
    region,
    regime = regimeIn(policy.regimes, region),
    clock = systemClock,
    onError = rethrow,
  } = options;
  const { storage = cookieStorage(policy.recordName), tabs = browserTabs(policy.recordName) } = options;
  let model: Model = { stored: "unread" };
  let persisted = true;
  let evaluation = evaluate(policy, model.stored, situation(false));
  const pending = stateOf(evaluation, model, situation(false), persisted);
  const initial = (options.initial ?? pending) as ConsentState;
  let state = initial;
  /** The permissions that `change` told last. */
  let told = pending.permissions;
  /** What happens while the storage is being read: it happens again on what that holds. */
  let early: ConsentEvent[] | undefined;
  let isSlow = false;
  let starts = 0;
  let leave = () => {};
  let cancel = () => {};
  let rounds: (() => void)[] | undefined;
  const listeners = { state: new Set<Listener>(), change: new Set<Listener>(), choice: new Set<Listener>() };
  const gates = createGates((name) => model.stored !== "unread" && allows(name), attempt);

  function situation(gpc = options.gpc ?? hasSignal()): Situation {
    return { regime, region, gpc, now: Math.floor(clock.now()) };
  }

  function allows(name: string): boolean {
    return isAllowed(policy as Policy, state.permissions, name);
  }

  /** Runs what may throw, or promise and reject; `done` gets its value, at once or later, or `false`. */
  function attempt<Value>(
    run: () => Value | Promise<Value>,
    done: (value: Value | false) => void = () => {},
  ): void {
    const fail = (error: unknown) => {
      onError(error);
      done(false);
    };
    let value: Value | Promise<Value>;
    try {
      value = run();
    } catch (error) {
      fail(error);
      return;
    }
    if (isPromise(value)) value.then(done, fail);
    else done(value);
  }

  function happen(event: ConsentEvent): void {
    early?.push(event);
    model = transition(policy, model, event, situation(), newId());
  }

  /** Takes in what the storage holds now; writes over what is older than ours, or what a signal changed. */
  function look(): void {
    if (early) return;
    const before = model;
    const since: ConsentEvent[] = [];
    early = since;
    const read = () => storage.read();
    attempt(read, (text) => {
      early = undefined;
      model = before;
      const found = decodeAll(text || null);
      happen({ type: "start", found });
      since.forEach(happen);
      const isOurs = typeof before.stored !== "object" || (found && persisted);
      if (since.some(isChoice) || (isOurs && encode(model.stored) !== encode(found))) {
        write();
        announce();
      }
      if (isSlow) publish();
    });
    isSlow = !!early;
  }

  function apply(event: ConsentEvent): void {
    if ("choices" in event) checkNames(policy, Object.keys(event.choices ?? {}));
    if (model.stored === "unread" || (isChoice(event) && !isSlow)) look();
    happen(event);
    const isKept = isChoice(event) || event.type === "forget";
    if (isKept) write();
    publish(event);
    if (isKept) announce();
  }

  function write(): void {
    const text = encode(model.stored);
    let isLate = false;
    persisted = true;
    attempt(
      () => text.length <= recordLimit && storage.write(text || null),
      (done) => {
        persisted = done !== false;
        if (isLate) publish();
      },
    );
    isLate = true;
  }

  /** Tells the other tabs, and sees to it that no older record of theirs stays behind. */
  function announce(): void {
    const text = encode(model.stored);
    tabs.post(text ? "changed" : forgotten);
    if (text) tabs.lock(() => isSlow || hear("look"));
  }

  /** Another tab wrote, or this one may have missed something. */
  function hear(message: string): void {
    if (message === forgotten) happen({ type: "forget" });
    look();
    publish();
  }

  function publish(event?: ConsentEvent): void {
    const before = state;
    const toldBefore = told;
    evaluation = evaluate(policy, model.stored, situation());
    const now = stateOf(evaluation, model, situation(), persisted, before);
    state = now;
    if (model.stored !== "unread") told = share(told, now.permissions);
    const isChanged = told !== toldBefore;
    const round = () => {
      gates.update();
      if (now !== before) tell("state", now);
      if (isChanged) tell("change", now);
      if (event && isChoice(event)) tell("choice", now, event);
    };
    if (rounds) {
      rounds.push(round);
      return;
    }
    rounds = [round];
    try {
      for (const next of rounds) next();
    } finally {
      rounds = undefined;
      schedule();
    }
  }

  function tell(type: keyof typeof listeners, ...news: unknown[]): void {
    for (const listener of [...listeners[type]]) {
      if (listeners[type].has(listener)) attempt(() => listener(...news));
    }
  }

  function on(type: keyof typeof listeners, listener: Listener): () => void {
    const own: Listener = (...news) => listener(...news);
    listeners[type].add(own);
    if (type === "change" && told !== pending.permissions) attempt(() => own(state));
    return () => listeners[type].delete(own);
  }

  /** A sleeping machine stops timers, so look at least hourly; a page that is shown again looks by itself. */
  function schedule(): void {
    cancel();
    const left = Math.min(evaluation.deadline - clock.now(), hour);
    if (starts && evaluation.deadline < Infinity) cancel = clock.after(left, () => hear("look"));
  }

  const choose = (type: "acceptAll" | "rejectAll" | "withdraw") => (given?: ChoiceOptions) =>
    apply({ ...given, type });

  const consent: Consent = {
    policy,
    start() {
      if (!starts++) {
        leave = tabs.join(hear);
        hear("look");
      }
      let isMine = true;
      return () => {
        if (isMine && !--starts) {
          leave();
          cancel();
        }
        isMine = false;
      };
    },
    getState: () => state,
    getInitialState: () => initial,
    subscribe: (listener) => on("state", listener as Listener),
    on: on as Consent["on"],
    allows,
    acceptAll: choose("acceptAll"),
    rejectAll: choose("rejectAll"),
    withdraw: choose("withdraw"),
    save: (choices = model.draft ?? {}, given) => apply({ ...given, type: "save", choices }),
    answer: (service, value, given) => apply({ ...given, type: "answer", choices: { [service]: value } }),
    forget: () => apply({ type: "forget" }),
    openPreferences: () => apply({ type: "draft" }),
    setDraft: (choices) => apply({ type: "draft", choices }),
    dismiss() {
      const isRefusal = options.dismissal === "reject" && evaluation.asks[0];
      apply({ type: isRefusal ? "rejectAll" : "dismiss" });
    },
    onGrant(name, run) {
      checkNames(policy, [name]);
      return gates.add(name, run);
    },
    activity: () => new Map(gates.activity),
  };
  return consent as unknown as Consent<C, S, K>;
}

type Listener = (...news: unknown[]) => void;

const hour = 3_600_000;

/** The message that a record was deleted; any other says to look. */
const forgotten = "forgotten";

function hasSignal(): boolean {
  return (
    (globalThis.navigator as { globalPrivacyControl?: unknown } | undefined)?.globalPrivacyControl === true
  );
}

function encode(stored: Model["stored"]): string {
  return typeof stored === "object" ? encodeRecord(stored) : "";
}

/** Up to thirteen characters. */
function newId(): string {
  return (crypto.getRandomValues(new BigUint64Array(1))[0] as bigint).toString(36);
}

function isPromise<Value>(value: Value | Promise<Value>): value is Promise<Value> {
  return typeof (value as Promise<Value> | undefined)?.then === "function";
}

function rethrow(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
