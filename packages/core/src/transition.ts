import { merge } from "./merge.js";
import { asks, isSignalled, modeOf, permission, type Situation } from "./permission.js";
import type { Policy } from "./policy.js";
import type { Answer, Answers, ConsentRecord, Origin, Stored } from "./record.js";

/** Answers by the name of a category or a service. */
export type Choices<Name extends string = string> = { readonly [name in Name]?: boolean | undefined };

/** How a choice was made, where a visitor's click didn't make it, or made it against a privacy signal. */
export interface ChoiceOptions {
  /** A choice that came through an interface, an account or another tool. */
  readonly by?: "api" | "account" | "migrate";
  /** The conflict with Global Privacy Control was shown, and the visitor overrides it. @default false */
  readonly ack?: boolean;
}

/** A visitor decides: for everything, for what a form holds, or for one service. */
export type ChoiceEvent<Name extends string = string> = ChoiceOptions &
  (
    | { readonly type: "acceptAll" | "rejectAll" | "withdraw"; readonly choices?: undefined }
    | { readonly type: "save" | "answer"; readonly choices: Choices<Name> }
  );

/** What can happen to a consent: consent model §3. */
export type ConsentEvent<Name extends string = string> =
  | ChoiceEvent<Name>
  | { readonly type: "start" | "remote"; readonly found: Stored }
  | { readonly type: "draft"; readonly choices?: Choices<Name> }
  | { readonly type: "dismiss" | "tick" | "forget" };

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
  const stored = model.stored === "unread" ? undefined : model.stored;
  const settled = (next: Stored): Stored => settle(policy, next, situation, id);
  switch (event.type) {
    case "start":
      return { ...model, stored: settled(event.found) };
    case "remote": {
      const found = merge(stored, event.found);
      return found === stored ? model : { ...model, stored: settled(found), draft: undefined };
    }
    case "tick":
      return { ...model, stored: settled(stored) };
    case "draft":
      return {
        ...model,
        draft: { ...(model.draft ?? present(policy, stored, situation)), ...event.choices },
      };
    case "dismiss":
      return { stored: model.stored, dismissed: true };
    case "forget":
      return { stored: undefined };
    default: {
      const next = settled(choose(policy, stored, event, situation, id));
      if (event.type === "answer") return { ...model, stored: next };
      return { stored: next, dismissed: asks(policy, next, situation).length > 0 };
    }
  }
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

/** Applies a visitor's choice to the answers. */
function choose(
  policy: Policy,
  stored: Stored,
  event: ChoiceEvent,
  situation: Situation,
  id: string,
): ConsentRecord {
  const answers = known(policy, stored);
  const { type, choices, by = origins[type], ack } = event;
  for (const name of optional(policy)) {
    const isService = name in policy.services;
    const last = answers[name];
    let value = choices ? choices[name] : isService ? undefined : type === "acceptAll";
    if (type === "save" && !isService && !last && modeOf(policy, name, situation) === "optIn")
      value ??= false;
    if (!choices && isService && (type === "acceptAll" || last?.value === "granted")) delete answers[name];
    if (value !== undefined) {
      answers[name] = answer(policy, name, value, by, situation, value && ack === true && situation.gpc);
    }
  }
  return written(stored, answers, situation, id);
}

/**
 * Brings answers into line with what no visitor has to do: GPC refuses what it speaks to; a grant dated ahead of the
 * clock never comes true; a category that came after a full refusal is refused where silence would grant it.
 */
function settle(policy: Policy, stored: Stored, situation: Situation, id: string): Stored {
  if (stored === "corrupt") return stored;
  const answers = known(policy, stored);
  const given = Object.values({ ...answers });
  const refusal =
    given.every(({ value }) => value === "denied") &&
    given.find(({ by }) => by === "reject" || by === "withdraw");
  let isSettled = true;
  for (const name of optional(policy)) {
    const isService = name in policy.services;
    const last = answers[name];
    if (last ? last.value === "denied" : isService) continue;
    let next: Answer | undefined = last;
    if (isSignalled(policy, name, situation) && !last?.ack) {
      next = isService ? undefined : answer(policy, name, false, "gpc", situation, false);
    } else if (last && last.at > situation.now) {
      next = { ...last, at: 0 };
    } else if (!last && refusal && modeOf(policy, name, situation) === "optOut") {
      next = { ...refusal, rev: revOf(policy, name) };
    }
    if (next === last) continue;
    isSettled = false;
    if (next) answers[name] = next;
    else delete answers[name];
  }
  return isSettled ? stored : written(stored, answers, situation, id);
}

function written(stored: Stored, answers: Answers, { now }: Situation, id: string): ConsentRecord {
  const last = typeof stored === "object" ? stored : { id, seq: 0, updatedAt: 0 };
  return { format: 1, id: last.id, seq: last.seq + 1, updatedAt: Math.max(now, last.updatedAt + 1), answers };
}

function answer(
  policy: Policy,
  name: string,
  value: boolean,
  by: Origin,
  { now, regime }: Situation,
  ack: boolean,
): Answer {
  return { value: value ? "granted" : "denied", at: now, rev: revOf(policy, name), regime, ack, by };
}

function revOf({ categories, services }: Policy, name: string): string {
  return ((services[name] ?? categories[name]) as { rev: string }).rev;
}

/** The answers to what the policy still declares, to be changed. */
function known(policy: Policy, stored: Stored): { [name: string]: Answer } {
  const names = new Set(optional(policy));
  return Object.fromEntries(
    Object.entries(typeof stored === "object" ? stored.answers : {}).filter(([name]) => names.has(name)),
  );
}

/** What the preferences show when they open: each category as it stands. */
function present(policy: Policy, stored: Stored, situation: Situation): Choices {
  const permissions = permission(policy, stored, situation);
  return Object.fromEntries(Object.keys(policy.categories).map((name) => [name, permissions[name]]));
}

/** What a visitor can answer. */
function optional({ categories, services }: Policy): string[] {
  return [
    ...Object.keys(categories).filter((name) => categories[name]?.rule === "ask"),
    ...Object.keys(services).filter((name) => !services[name]?.exempt),
  ];
}
