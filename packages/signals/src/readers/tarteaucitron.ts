import { answer, decoded, type ReadAnswer, type Reading } from "./reading.js";

/**
 * tarteaucitron 1, cookie `tarteaucitron`: services by their keys; `wait` is no answer. It doesn't write down when; its
 * cookie is kept for 365 days at most.
 *
 * @see tarteaucitronjs 1.34.0, as it runs
 * @example
 * ```ts
 * import { fromTarteaucitron } from "@assent/signals/migrate";
 *
 * fromTarteaucitron("!matomo=true!youtube=false!vimeo=wait");
 * ```
 */
export function fromTarteaucitron(text: string): Reading | undefined {
  const answers = new Map<string, ReadAnswer>();
  for (const entry of decoded(text).split("!")) {
    const [, name, value] = /^([^=]+)=(true|false)$/.exec(entry) ?? [];
    // One that stands there twice counts as refused if it was once.
    if (name && answers.get(name)?.value !== "denied") answers.set(name, answer(value === "true"));
  }
  return answers.size > 0 ? { answers, rest: "undecided" } : undefined;
}
