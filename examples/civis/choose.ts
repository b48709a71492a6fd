import {
  type ConsentRecord,
  encodeRecord,
  isAllowed,
  type Policy,
  readConsent,
  transition,
} from "@assent/core";
import { choiceOf } from "@assent/ui";
import { togglesIn } from "@assent/ui/layers";
import { policy } from "./policy.ts";
import type { State } from "./view.ts";

/** What a form without scripts answered, as the cookies to set; nothing, where it only asks for the preferences. */
export function choose(state: State, form: URLSearchParams): string[] | undefined {
  const choice = choiceOf(form, togglesIn(policy, state));
  if (!choice || state.status === "pending") return undefined;
  const { regime, region, gpc } = state;
  // The page says what an exception from the signal is.
  const ack = gpc && (choice.type === "save" || choice.type === "answer");
  const id = crypto.getRandomValues(new BigUint64Array(1))[0]?.toString(36);
  const situation = { regime, region, gpc, now: Date.now() };
  const record = transition(policy, state.record ?? undefined, situation, { ...choice, ack }, id);
  const answer = `${policy.recordName}=${encodeRecord(record as ConsentRecord)}`;
  return [
    `${answer}; Path=/; Max-Age=${400 * 86_400}; SameSite=Lax`,
    ...expired({ ...state, cookie: answer }),
  ];
}

/** Takes back what the site itself stored and may keep no longer. */
function expired(request: Parameters<typeof readConsent>[1]): string[] {
  const { permissions } = readConsent(policy, request);
  return Object.values(policy.services)
    .filter(({ party }) => party === "first")
    .flatMap(({ cookies }) => cookies)
    .filter(({ name }) => !isAllowed(policy as Policy, permissions, name))
    .map(({ name }) => `${name}=; Path=/; Max-Age=0; SameSite=Lax`);
}
