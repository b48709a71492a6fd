import type { ChoiceEvent } from "@assent/core";

/** What a form holds: the browser's own, or what it posted. */
export interface Fields {
  get(name: string): unknown;
  getAll(name: string): unknown[];
  has(name: string): boolean;
}

/**
 * The choice that a form of ours makes: the same for the listener in the page and for the server that it is posted to.
 * Nothing, where the form opens or closes something, or isn't ours.
 *
 * @param toggles - the names that the form may answer for: those of its toggles, of which an unticked one isn't posted.
 * @example
 * ```ts
 * import { choiceOf } from "@assent/ui";
 * import { togglesIn } from "@assent/ui/layers";
 *
 * const state = consent.getState();
 * const choice = choiceOf(new URLSearchParams("choice=save&statistics=on"), togglesIn(policy, state));
 * if (choice?.type === "save") consent.save(choice.choices);
 * ```
 */
export function choiceOf<Name extends string>(
  fields: Fields,
  toggles: readonly Name[],
): ChoiceEvent<Name> | undefined {
  const choice = fields.get("choice");
  const only = fields.getAll("only").map(String) as Name[];
  const isAccepted = choice === "accept";
  const answer = (
    type: "save" | "answer",
    names: readonly Name[],
    value: (name: Name) => boolean,
  ): ChoiceEvent<Name> => ({
    type,
    choices: Object.fromEntries(names.map((name) => [name, value(name)])) as { [name in Name]: boolean },
  });
  if (choice === "save") return answer(choice, toggles, (name) => fields.has(name));
  // Of a service without a toggle as well; what the policy doesn't declare is no answer.
  if (choice === "answer") return answer(choice, only, () => true);
  if (choice === "withdraw") return { type: choice };
  if (!isAccepted && choice !== "reject") return undefined;
  if (!only[0]) return { type: isAccepted ? "acceptAll" : "rejectAll" };
  const asked = toggles.filter((name) => only.includes(name));
  return answer("save", asked, () => isAccepted);
}
