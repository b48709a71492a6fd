import type { Answers, Clock, ConsentRecord, Origin, Policy, Situation } from "@assent/core";
import { deviceStorage } from "@assent/ui/policy";
import type { Answer } from "./answer.js";
import type { Shown } from "./choice.js";
import type { DocumentsOptions } from "./documents.js";
import { messagesIn } from "./languages.js";
import type { Appended, Proof, ProofDocument, Proofs } from "./proof.js";

/** What proofs are made of besides the answer. */
export interface ProofOptions extends DocumentsOptions {
  readonly proofs: Pick<Proofs, "append">;
  readonly clock: Clock;
  /** Milliseconds. */
  readonly patience: number;
}

/**
 * Keeps a proof of an answer, and says what became of it. Whatever the store does, it neither fails nor takes longer than
 * the patience.
 */
export function createProver(options: ProofOptions): Prove {
  const { policy, proofs, clock, patience, texts } = options;
  const documents = new Map<string, Promise<ProofDocument>>();

  /** Each text is hashed once. */
  function documentFor(name: string, text: () => string): Promise<ProofDocument> {
    const known = documents.get(name) ?? documentOf(text());
    documents.set(name, known);
    return known;
  }

  async function append(
    { made, previous }: Answer,
    { now, regime, region, gpc }: Situation,
    { locale, layer }: Shown,
    isForgotten: boolean,
  ): Promise<Appended> {
    const messages = await messagesIn(locale, options.messages);
    const { lang } = messages;
    // As policy.json has it.
    const rules = await documentFor("policy", () => JSON.stringify(deviceStorage(policy)));
    const words = await documentFor(`texts ${lang}`, () => JSON.stringify({ messages, texts }));
    const proof: Proof = {
      record: made.id,
      sequence: made.seq,
      previous,
      answers: isForgotten ? {} : declaredAnswers(policy, made),
      at: now,
      policy: rules.hash,
      texts: words.hash,
      locale: lang,
      layer: layers.find((known) => known === layer) ?? "site",
      regime,
      region: region ?? null,
      signals: gpc ? ["gpc"] : [],
      method: isForgotten ? "forget" : methodOf(made),
    };
    return proofs.append(proof, [rules, words]);
  }

  return (...answered) =>
    new Promise((resolve) => {
      const cancel = clock.after(patience, () => resolve("lost"));
      append(...answered)
        .catch((): Appended => "lost")
        .then((appended) => {
          cancel();
          resolve(appended);
        });
    });
}

/** Keeps one proof. */
export type Prove = (
  answer: Answer,
  situation: Situation,
  shown: Shown,
  isForgotten: boolean,
) => Promise<Appended>;

const layers = ["banner", "preferences", "embed", "site"] as const;

/** A browser may send answers to names that nothing declares: they are no answers. */
function declaredAnswers({ entries }: Policy, { answers }: ConsentRecord): Answers {
  return Object.fromEntries(
    entries.flatMap(({ name }) => {
      const given = answers[name];
      return given ? [[name, given]] : [];
    }),
  );
}

/** How the newest answer came about; what a signal answered at the same time is not what the visitor did. */
function methodOf({ answers }: ConsentRecord): Origin {
  const newest = Object.values(answers).sort(
    (one, other) => other.at - one.at || +(one.by === "gpc") - +(other.by === "gpc"),
  );
  return newest[0]?.by ?? "api";
}

async function documentOf(text: string): Promise<ProofDocument> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  const hash = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return { hash, text };
}
