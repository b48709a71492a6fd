import { checkNames } from "./check.js";
import { systemClock } from "./clock.js";
import type { Consent, ConsentOptions } from "./consent.js";
import { createGates } from "./gates.js";
import { isAllowed } from "./lookup.js";
import { evaluate, type Situation } from "./permission.js";
import type { Policy } from "./policy.js";
import { decodeAll } from "./read.js";
import { encodeRecord, recordLimit } from "./record.js";
import { regimeIn } from "./regime.js";
import { type ConsentState, share, stateOf } from "./state.js";
import { cookieStorage } from "./storage.js";
import { browserTabs } from "./tabs.js";
import { type ChoiceOptions, type ConsentEvent, isChoice, type Model, transition } from "./transition.js";

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
      const { stored } = model;
      const isOurs = typeof before.stored !== "object" || (found && persisted);
      if (since.some(isChoice) || (isOurs && stored !== found && encode(stored) !== encode(found))) {
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
    if (text) tabs.lock(() => isSlow || hear(""));
  }

  /** Another tab wrote, or this one may have missed something. */
  function hear(message: string): void {
    if (message === forgotten) happen({ type: "forget" });
    look();
    publish();
    // WebKit shows other tabs the cookies as they were, for some milliseconds.
    if (message) clock.after(lag, () => hear(""));
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
    if (starts && evaluation.deadline < Infinity) cancel = clock.after(left, () => hear(""));
  }

  const choose =
    (type: "acceptAll" | "rejectAll" | "withdraw") =>
    ({ by, ack }: ChoiceOptions = {}) =>
      apply({ type, by, ack });

  const consent: Consent = {
    policy,
    start() {
      if (!starts++) {
        leave = tabs.join(hear);
        hear("");
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
    save: (choices = model.draft ?? {}, { by, ack } = {}) => apply({ type: "save", choices, by, ack }),
    answer: (service, value, { by, ack } = {}) =>
      apply({ type: "answer", choices: { [service]: value }, by, ack }),
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
const lag = 500;

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
