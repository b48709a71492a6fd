import { checkName, checkNames } from "./check.js";
import { systemClock } from "./clock.js";
import type { Consent, ConsentOptions } from "./consent.js";
import type { Activity } from "./gates.js";
import { isAllowed } from "./lookup.js";
import { merge } from "./merge.js";
import { evaluate, type Situation } from "./permission.js";
import type { Policy } from "./policy.js";
import { decodeAll } from "./read.js";
import { encodeRecord, recordLimit, type Stored } from "./record.js";
import { regimeIn } from "./regime.js";
import { type ConsentState, type Layer, share, stateOf } from "./state.js";
import { cookieStorage } from "./storage.js";
import { browserTabs } from "./tabs.js";
import { type ChoiceEvent, type ChoiceOptions, type Choices, transition } from "./transition.js";

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
    storage = cookieStorage(policy.recordName),
    tabs = browserTabs(policy.recordName),
    clock = systemClock,
    onError = (error) =>
      queueMicrotask(() => {
        throw error;
      }),
  } = options;
  /** What was last found or written. */
  let known: Stored;
  /** What was decided while the storage is being read: it is decided again on what that holds. */
  let since: ((before: Stored) => Stored)[] = [];
  let isReading = false;
  let isSlow = false;
  let stored: Stored | "unread" = "unread";
  let persisted = true;
  /** What other tabs are to be told. */
  let message = "";
  let layer: Layer;
  let evaluation = evaluate(policy, stored, situation(false));
  const pending = stateOf(evaluation, situation(false), stored);
  const initial = (options.initial ?? pending) as ConsentState;
  let state = initial;
  /** The permissions that `change` told last. */
  let told = pending.permissions;
  let rounds: (() => void)[] = [];
  let starts = 0;
  let leave: (() => void) | undefined;
  let cancel: (() => void) | undefined;
  const listeners = new Set<Listener>();
  const activity = new Map<string, "running" | "stopped" | "lingering">();

  function situation(
    gpc = options.gpc ??
      (globalThis.navigator as { globalPrivacyControl?: unknown } | undefined)?.globalPrivacyControl === true,
  ): Situation {
    return { regime, region, gpc, now: Math.floor(clock.now()) };
  }

  function allows(name: string): boolean {
    return isAllowed(policy as Policy, state.permissions, name);
  }

  /** Runs what may throw, or promise and reject; `done` gets its value, at once or later, or `false`. */
  function attempt<Value>(run: () => Value | Promise<Value>, done?: (value: Value | false) => void): void {
    const fail = (error: unknown) => {
      onError(error);
      done?.(false);
    };
    try {
      const value = run() as Promise<Value> | undefined;
      if (value?.then) value.then(done, fail).then(() => publish());
      else done?.(value as Value);
    } catch (error) {
      fail(error);
    }
  }

  /** What is decided now: the same, of the same moment, however often and on whatever record. */
  function decision(event?: Decision): (before: Stored) => Stored {
    const here = situation();
    // Nothing else begins a record: a page starts without a random number.
    const id =
      event || here.gpc
        ? (crypto.getRandomValues(new BigUint64Array(1))[0] as bigint).toString(36)
        : undefined;
    return (before) => (event === "forget" ? undefined : transition(policy, before, here, event, id));
  }

  /** Decides, if there is something to decide, on what the storage holds now; writes over what is older than ours. */
  function look(event?: Decision): void {
    if (event) since.push(decision(event));
    if (!isReading) {
      isReading = true;
      attempt(
        () => storage.read(),
        (value) => {
          isReading = false;
          const found = decodeAll(value);
          const merged = merge(known, found);
          if (stored !== "unread" && merged !== known) layer &&= false;
          const isOurs = found ? persisted : !known;
          stored = known = since.reduce((before, decide) => decide(before), decision()(merged));
          const text = encode(known);
          if (since[0] || (isOurs && text !== encode(found))) {
            message = text ? "changed" : "forgotten";
            persisted = true;
            attempt(
              () => text.length <= recordLimit && storage.write(text || null),
              (done) => {
                persisted = done !== false;
              },
            );
          }
          since = [];
        },
      );
      isSlow = isReading;
    }
    if (isReading && event) stored = since.reduce((before, decide) => decide(before), known);
    publish(event);
  }

  /** Another tab wrote, or this one may have missed something. */
  function hear(message?: string | null): void {
    const seek = () => {
      if (message === "forgotten") layer = stored = known = undefined;
      look();
    };
    seek();
    // Browsers show other tabs the cookies as they were, for some milliseconds: what is forgotten may stand there still.
    if (message) clock.after(500, seek);
  }

  function show(next: Layer): void {
    layer = next;
    publish();
  }

  function publish(event?: Decision): void {
    const before = state;
    const toldBefore = told;
    evaluation = evaluate(policy, stored, situation());
    const type = (event as ChoiceEvent | undefined)?.type;
    if (type && type !== "answer") layer = evaluation.asks[0] ? false : undefined;
    const now = stateOf(evaluation, situation(), stored, persisted, layer, before);
    state = now;
    told = share(told, now.permissions);
    const isChanged = told !== toldBefore;
    const post = message;
    message = "";
    const round = () => {
      tell(false);
      tell(true);
      if (now !== before) tell("state", now);
      if (isChanged) tell("change", now);
      if (type) tell("choice", now, event);
      if (post) {
        tabs.post(post, () => isSlow || look());
      }
    };
    if (rounds.push(round) > 1) return;
    try {
      for (const next of rounds) next();
    } finally {
      rounds = [];
      cancel?.();
      // A sleeping machine stops timers, so look at least hourly; a page that is shown again looks by itself.
      if (starts) cancel = clock.after(Math.min(evaluation.deadline - clock.now(), 3_600_000), look);
    }
  }

  function tell(...news: unknown[]): void {
    for (const listener of [...listeners]) if (listeners.has(listener)) listener(...news);
  }

  function on(type: string, listener: Listener): () => void {
    const own: Listener = (told, ...news) => {
      if (told === type) attempt(() => listener(...news));
    };
    listeners.add(own);
    if (type === "change" && told !== pending.permissions) own(type, state);
    return () => listeners.delete(own);
  }

  function choose(
    type: ChoiceEvent["type"],
    { by, ack }: ChoiceOptions = {},
    choices?: Choices | undefined,
  ): void {
    checkNames(policy, choices);
    look({ type, choices, by, ack } as ChoiceEvent);
  }

  const consent: Consent = {
    policy,
    start() {
      if (!starts++) {
        leave = tabs.join(hear);
        look();
      }
      let isMine = true;
      return () => {
        if (isMine && !--starts) {
          leave?.();
          cancel?.();
        }
        isMine = false;
      };
    },
    getState: () => state,
    getInitialState: () => initial,
    subscribe: (listener) => on("state", listener as Listener),
    on: on as Consent["on"],
    allows,
    acceptAll: (options) => choose("acceptAll", options),
    rejectAll: (options) => choose("rejectAll", options),
    withdraw: (options) => choose("withdraw", options),
    save: (choices = (state as { draft?: Choices }).draft ?? {}, options) => choose("save", options, choices),
    answer: (service, value, options) => choose("answer", options, { [service]: value }),
    forget() {
      layer = undefined;
      look("forget");
    },
    openPreferences: () => show({ ...layer }),
    setDraft(choices) {
      checkNames(policy, choices);
      show({ ...layer, ...choices });
    },
    dismiss() {
      if (options.dismissal === "reject" && evaluation.asks[0]) choose("rejectAll");
      else show(false);
    },
    onGrant(name, run) {
      checkName(policy, name);
      let isOpen = false;
      let cleanUp: (() => void) | void | false;
      const update: Listener = (isOpening) => {
        const isWanted = listeners.has(update) && stored !== "unread" && allows(name);
        if (isWanted === isOpen || isWanted !== isOpening) return;
        isOpen = isWanted;
        const isLingering = !cleanUp || activity.get(name) === "lingering";
        activity.set(name, isOpen ? "running" : isLingering ? "lingering" : "stopped");
        attempt(isOpen ? run : cleanUp || (() => {}), (value) => {
          cleanUp = value;
        });
      };
      listeners.add(update);
      update(true);
      return () => {
        listeners.delete(update);
        update(false);
      };
    },
    activity: () => activity as Activity,
  };
  return consent as unknown as Consent<C, S, K>;
}

type Listener = (...news: unknown[]) => void;
type Decision = ChoiceEvent | "forget";

function encode(stored: Stored): string {
  return typeof stored === "object" ? encodeRecord(stored) : "";
}
