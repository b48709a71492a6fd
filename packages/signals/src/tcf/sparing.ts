import type { Choices, Consent } from "@assent/core";

/**
 * The same consent, whose `save` leaves out what services say that their category says already. The preferences have a
 * toggle for each vendor, and a cookie has no room for hundreds of answers: only those that differ are kept.
 *
 * @example
 * ```ts
 * import { sparing } from "@assent/signals/tcf";
 * import { mount } from "@assent/ui";
 *
 * mount(sparing(consent), { each: ["advertising"] });
 * ```
 */
export function sparing<C extends string, S extends string, K extends string>(
  consent: Consent<C, S, K>,
): Consent<C, S, K> {
  return {
    ...consent,
    save(choices, options) {
      consent.save(choices && spared(consent as unknown as Consent, choices), options);
    },
  };
}

function spared<Name extends string>({ policy, getState }: Consent, choices: Choices<Name>): Choices<Name> {
  const state = getState();
  const answers = "record" in state && state.record && state.record !== "corrupt" ? state.record.answers : {};
  const said = choices as Choices;
  return Object.fromEntries(
    Object.entries(said).filter(([name, value]) => {
      const category = policy.services[name]?.category;
      return !category || answers[name] || value !== (said[category] ?? state.permissions[category]);
    }),
  ) as Choices<Name>;
}
