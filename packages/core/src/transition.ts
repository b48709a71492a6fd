import { merge } from "./merge.js";
import { evaluate, modeOf, type Situation } from "./permission.js";
import type { Entry, Policy } from "./policy.js";
import { type Answer, answersOf, type Origin, type Stored } from "./record.js";

/** Answers by the name of a category or a service. */
export type Choices<Name extends string = string> = { readonly [name in Name]?: boolean | undefined };

/** How a choice was made, where a visitor's click didn't make it, or made it against a privacy signal. */
export interface ChoiceOptions {
  /** A choice that came through an interface, an account or another tool. */
  readonly by?: "api" | "account" | "migrate" | undefined;
  /** The conflict with Global Privacy Control was shown, and the visitor overrides it. @default false */
  readonly ack?: boolean | undefined;
  /** Not read: so that a choice can be a listener as it is, `onClick={acceptAll}`. */
  readonly type?: string;
}

/** A visitor decides: for everything, for what a form holds, or for one service. */
export type ChoiceEvent<Name extends string = string> = Pick<ChoiceOptions, "by" | "ack"> &
  (
    | { readonly type: "acceptAll" | "rejectAll" | "withdraw"; readonly choices?: undefined }
    | { readonly type: "save" | "answer"; readonly choices: Choices<Name> }
  );

/** What can happen to a consent: consent model §3. */
export type ConsentEvent<Name extends string = string> =
  | ChoiceEvent<Name>
  | { readonly type: "start" | "remote"; readonly found: Stored }
  | { readonly type: "draft"; readonly choices?: Choices<Name> }
  | { readonly type: "tick"; readonly found?: undefined }
  | { readonly type: "dismiss" }
  | { readonly type: "forget" };

/** All that a consent remembers. Whether a banner shows, and what may run, follow from it. */
export interface Model<Name extends string = string> {
  /** `"unread"` until the storage was looked into. */
  readonly stored: Stored | "unread";
  /** The banner was closed for this page view. */
  readonly dismissed?: boolean;
  /** Present while the preferences are open. */
  readonly draft?: Choices<Name> | undefined;
}

/**
 * What an event makes of a model. Pure: the same arguments give the same result, and nothing is changed.
 *
 * @param id - for a record that this event begins: one to sixteen characters of `0-9a-z`.
 * @see consent model §3
 * @example
 * ```ts
 * import { transition } from "@assent/core";
 *
 * const situation = { regime: "opt-in", gpc: false, now: Date.now() } as const;
 * const first = transition(policy, { stored: "unread" }, { type: "start", found: undefined }, situation);
 * const { stored } = transition(policy, first, { type: "rejectAll" }, situation, "k3f9a0c2");
 * ```
 */
export function transition<C extends string, S extends string>(
  policy: Policy<C, S>,
  model: Model<C | S>,
  event: ConsentEvent<C | S>,
  situation: Situation,
  id = "0",
): Model<C | S> {
  const { stored, draft } = model;
  const before = stored === "unread" ? undefined : stored;
  if (event.type === "forget") return { stored: undefined };
  if (event.type === "dismiss") return { stored, dismissed: true };
  if (event.type === "draft")
    return { ...model, draft: { ...(draft ?? present(policy, before, situation)), ...event.choices } };
  if (!isChoice(event)) {
    const found = merge(before, event.found);
    const next = { ...model, stored: revise(policy, found, undefined, situation, id) };
    return found === before ? next : { ...next, draft: undefined };
  }
  const next = revise(policy, before, event, situation, id);
  if (event.type === "answer") return { ...model, stored: next };
  return { stored: next, dismissed: evaluate(policy, next, situation).asks.length > 0 };
}

/** Whether a visitor decides by this event. */
export function isChoice<Name extends string>(event: ConsentEvent<Name>): event is ChoiceEvent<Name> {
  return event.type in origins;
}

const origins = {
  acceptAll: "accept",
  rejectAll: "reject",
  withdraw: "withdraw",
  save: "save",
  answer: "service",
} as const;

/**
 * Applies a choice, if there is one, then what no visitor has to do: GPC refuses what it speaks to; a grant dated ahead
 * of the clock never comes true; a category that came after a full refusal is refused where silence would grant it.
 * Returns what it got where nothing changes. A choice drops answers to what the policy no longer declares; nothing else
 * does, or two tabs that have two versions of a policy would drop each other's for ever.
 */
function revise(
  policy: Policy,
  stored: Stored,
  event: ChoiceEvent | undefined,
  situation: Situation,
  id: string,
): Stored {
  if (stored === "corrupt" && !event) return stored;
  const { now, regime, gpc } = situation;
  const isSilenced = ({ sale }: Entry, answer: Answer | undefined) => gpc && sale && !answer?.ack;
  const isAhead = (answer: Answer | undefined) => !!answer && answer.at > now;
  // Everything was refused at once, and nothing was said of a category since.
  const said = policy.entries
    .filter(({ category, exempt }) => !category && !exempt)
    .flatMap(({ name }) => answersOf(stored)[name] ?? [])
    .filter((answer) => answer.value === "denied" || !isAhead(answer));
  const isRefused = said.every(
    ({ value, by }) => value === "denied" && (by === "reject" || by === "withdraw"),
  );
  const refusal = isRefused && said[0];
  const answers: { [name: string]: Answer } = event ? {} : { ...answersOf(stored) };
  let isNew = !!event;
  for (const entry of policy.entries) {
    const { name, category, rev } = entry;
    if (entry.exempt) continue;
    const last = answersOf(stored)[name];
    const mode = modeOf(entry, situation);
    const say = (granted: boolean, by: Origin, ack = false): Answer => {
      return { value: granted ? "granted" : "denied", at: now, rev, regime, ack, by };
    };
    let answer = last;
    if (event) {
      const { type, choices, by = origins[type], ack } = event;
      // Nobody knows what an unreadable record refused: what a partial choice leaves out of it stays closed.
      const isSilent = !category && !last && (mode === "optIn" ? type === "save" : stored === "corrupt");
      const value = choices
        ? (choices[name] ?? (isSilent ? false : undefined))
        : category
          ? undefined
          : type === "acceptAll";
      if (value !== undefined) answer = say(value, by, value && ack === true && gpc);
      else if (!choices && (type === "acceptAll" || last?.value === "granted")) answer = undefined;
    }
    if (answer?.value !== "denied") {
      const isClosed = !category && (isSilenced(entry, answer) || answer?.ack);
      if (isSilenced(entry, answer) || isAhead(answer)) answer = isClosed ? say(false, "gpc") : undefined;
      if (!answer && !category && refusal && mode === "optOut") answer = { ...refusal, rev };
    }
    if (answer) answers[name] = answer;
    else delete answers[name];
    isNew ||= answer !== last;
  }
  if (!isNew) return stored;
  const last = typeof stored === "object" ? stored : { id, seq: 0, updatedAt: 0 };
  // A refusal is dated a millisecond ahead: it wins over what another tab writes in the same one.
  const isRefusal = event?.type === "rejectAll" || event?.type === "withdraw";
  const updatedAt = Math.max(now + +isRefusal, last.updatedAt + 1);
  return { format: 1, id: last.id, seq: last.seq + 1, updatedAt, answers };
}

/** What the preferences show when they open: each category as it stands. */
function present(policy: Policy, stored: Stored, situation: Situation): Choices {
  const { permissions } = evaluate(policy, stored, situation);
  return Object.fromEntries(Object.keys(policy.categories).map((name) => [name, permissions[name]]));
}
