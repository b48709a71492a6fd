import { modeOf, type Situation } from "./permission.js";
import type { Policy } from "./policy.js";
import type { Answer, Answers, Origin, Stored } from "./record.js";

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

/**
 * What a record becomes by a choice, if there is one, and by what no visitor has to do: GPC refuses what it speaks to; a
 * grant dated ahead of the clock never comes true; a category that came after a full refusal is refused where silence
 * would grant it. Pure: the same arguments give the same result, nothing is changed, and where nothing changes, the
 * result is what was given. A choice drops answers to what the policy no longer declares; nothing else does, or two tabs
 * that have two versions of a policy would drop each other's for ever.
 *
 * @param id - for a record that this event begins: one to sixteen characters of `0-9a-z`.
 * @see consent model §3
 * @example
 * ```ts
 * import { transition } from "@assent/core";
 *
 * const situation = { regime: "opt-in", gpc: false, now: Date.now() } as const;
 * const found = transition(policy, undefined, situation);
 * const refused = transition(policy, found, situation, { type: "rejectAll" }, "k3f9a0c2");
 * ```
 */
export function transition<C extends string, S extends string>(
  policy: Policy<C, S>,
  stored: Stored,
  situation: Situation,
  event?: ChoiceEvent<C | S>,
  id = "0",
): Stored {
  if (stored === "corrupt" && !event) return stored;
  const { now, regime, gpc } = situation;
  const {
    type,
    choices,
    ack,
    by = type === "answer" ? "service" : type?.replace("All", ""),
  } = (event ?? {}) as Omit<Partial<ChoiceEvent>, "by"> & { by?: string };
  const isAll = event && !choices;
  const isAccepted = type === "acceptAll";
  const record =
    typeof stored === "object"
      ? stored
      : { format: 1 as const, id, seq: 0, updatedAt: 0, answers: {} as Answers };
  // Everything was refused at once, and nothing was said of a category since.
  let refusal: Answer | false | undefined;
  for (const { name, category, exempt } of policy.entries) {
    const said = record.answers[name];
    if (exempt || category || !said) continue;
    const { value, at, by } = said;
    const isDenied = value === "denied";
    if (isDenied || at <= now)
      refusal = isDenied && (by === "reject" || by === "withdraw") && (refusal ?? said);
  }
  let answers: { [name: string]: Answer } | undefined = event && {};
  for (const entry of policy.entries) {
    const { name, category, exempt, sale } = entry;
    if (exempt) continue;
    const last = record.answers[name];
    const mode = modeOf(entry, situation);
    const say = (isGranted: boolean | undefined, by: Origin, ack = false): Answer => {
      return { value: isGranted ? "granted" : "denied", at: now, rev: entry.rev, regime, ack, by };
    };
    // Nobody knows what an unreadable record refused: what a partial choice leaves out of it stays closed.
    const isSilent = !category && !last && (mode === "optIn" ? type === "save" : stored === "corrupt");
    const value = choices ? choices[name] : isAll && !category ? isAccepted : undefined;
    let answer = isAll && (isAccepted || last?.value === "granted") ? undefined : last;
    if (isSilent || value !== undefined) answer = say(value, by as Origin, value && ack === true && gpc);
    if (answer?.value !== "denied") {
      const isSilenced = gpc && sale && !answer?.ack;
      const isClosed = !category && (isSilenced || answer?.ack);
      if (isSilenced || (answer as Answer)?.at > now) answer = isClosed ? say(false, "gpc") : undefined;
      if (!answer && !category && refusal && mode === "optOut") answer = { ...refusal, rev: entry.rev };
    }
    if (answer !== last) answers ??= { ...record.answers };
    if (answer && answers) answers[name] = answer;
    else delete answers?.[name];
  }
  if (!answers) return stored;
  // A refusal is dated a millisecond ahead: it wins over what another tab writes in the same one.
  return {
    ...record,
    seq: record.seq + 1,
    updatedAt: Math.max(isAll && !isAccepted ? now + 1 : now, record.updatedAt + 1),
    answers,
  };
}
