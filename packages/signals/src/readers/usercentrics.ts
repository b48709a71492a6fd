import { answer, json, moment, objectOf, type ReadAnswer, type Reading } from "./reading.js";

/**
 * Usercentrics' browser CMP 2, localStorage `uc_settings`: services by their template ids, and when. What was not said
 * explicitly was no consent.
 *
 * @see \@usercentrics/cmp-browser-sdk, `StorageSettings`, https://docs.usercentrics.com/cmp_browser_sdk/4.41.0/interfaces/ConsentHistory.html, read 28 November 2026
 * @example
 * ```ts
 * import { fromUsercentrics } from "@assent/signals/migrate";
 *
 * fromUsercentrics('{"services":[{"id":"abc","status":false,"history":[{"type":"explicit","status":false,"timestamp":1767225600000}]}]}');
 * ```
 */
export function fromUsercentrics(text: string): Reading | undefined {
  const value = json(text);
  if (!Array.isArray(value?.services)) return undefined;
  const answers = new Map<string, ReadAnswer>();
  for (const each of value.services) {
    const { id, status, history } = objectOf(each);
    const events = Array.isArray(history) ? history.map(objectOf) : [];
    const last = events.sort((one, other) => Number(one.timestamp) - Number(other.timestamp)).at(-1);
    if (typeof id !== "string" || typeof status !== "boolean") continue;
    if (last?.type === "explicit" && last.status === status && answers.get(id)?.value !== "denied")
      answers.set(id, answer(status, moment(last.timestamp)));
  }
  return { answers, rest: "undecided" };
}
