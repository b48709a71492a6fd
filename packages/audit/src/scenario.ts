import { type ConsentRequest, decodeRecord, encodeRecord, readConsent } from "@assent/core";
import { recordFor } from "@assent/core/testing";
import type { Page } from "playwright-core";
import type { PhaseName } from "./observation.js";
import type { Site } from "./site.js";

/** One visitor, from a first page to a last. */
export interface Scenario {
  readonly name: string;
  /** Global Privacy Control is on. */
  readonly gpc?: boolean;
  /** Stays a while on the last page: some tags come late on purpose. */
  readonly lingers?: boolean;
  /** The record that the visitor comes with. */
  readonly record?: string;
  readonly steps: readonly Step[];
}

/** What a visitor does, and what is then known of their answers. */
export interface Step {
  readonly phase: PhaseName;
  readonly permissions: Permissions;
  /** Done on the first route before the rest is visited. */
  readonly act?: (page: Page) => Promise<void>;
}

type Permissions = { readonly [name: string]: boolean };

/** Every visitor that there is to be: before an answer, each kind of answer, a change of mind, a signal, a return. */
export function scenariosOf({ policy, region, answers, hasRecord }: Site): Scenario[] {
  const read = (given: Partial<ConsentRequest>): Permissions =>
    readConsent(policy, { cookie: undefined, region, ...given }).permissions;
  const after = (choices: Permissions): Permissions =>
    read({ cookie: `${policy.recordName}=${recordFor(policy, choices, { ...(region && { region }) })}` });

  const asked = policy.entries
    .filter(({ category, isAsked }) => isAsked && !category)
    .map(({ name }) => name);
  const all = (value: boolean): Permissions => Object.fromEntries(asked.map((name) => [name, value]));
  const unanswered: Step = { phase: "unanswered", permissions: read({}) };
  const granted = after(all(true));
  const denied = after(all(false));
  const record = recordFor(policy, all(true), { ...(region && { region }) });

  return [
    { name: "before any answer", lingers: true, steps: [unanswered] },
    { name: "reject", steps: [unanswered, { phase: "rejected", permissions: denied, act: answers.reject }] },
    { name: "accept", steps: [unanswered, { phase: "accepted", permissions: granted, act: answers.accept }] },
    ...asked.map((category): Scenario => {
      const choices = { ...all(false), [category]: true };
      const act = (page: Page): Promise<void> => answers.save(page, choices);
      return {
        name: `only ${category}`,
        steps: [unanswered, { phase: "chosen", permissions: after(choices), act }],
      };
    }),
    {
      name: "withdraw",
      steps: [
        { ...unanswered },
        { phase: "accepted", permissions: granted, act: answers.accept },
        { phase: "withdrawn", permissions: denied, act: answers.withdraw },
      ],
    },
    { name: "privacy signal", gpc: true, steps: [{ phase: "signalled", permissions: read({ gpc: true }) }] },
    ...(hasRecord ? returning() : []),
  ];

  /** Visitors whose record can be written: ours has a format that is public. */
  function returning(): Scenario[] {
    return [
      { name: "returning", record, steps: [{ phase: "returning", permissions: granted }] },
      {
        name: "returning after the policy changed",
        record: outdated(record),
        steps: [
          { phase: "returning", permissions: read({ cookie: `${policy.recordName}=${outdated(record)}` }) },
        ],
      },
    ];
  }
}

/** The same answers, given to what categories and services meant before. */
function outdated(value: string): string {
  const record = decodeRecord(value);
  if (!record || record === "corrupt") return value;
  const answers = Object.fromEntries(
    Object.entries(record.answers).map(([name, answer]) => [name, { ...answer, rev: "0000" }]),
  );
  return encodeRecord({ ...record, answers });
}
