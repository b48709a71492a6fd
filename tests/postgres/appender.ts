import { writeSync } from "node:fs";
import type { Proof, Proofs } from "@assent/server";
import { postgresProofs } from "@assent/server/postgres";
import { sqliteProofs } from "@assent/server/sqlite";

// A process that appends as fast as it can until it is killed. It says what was acknowledged: `<record> <sequence>`, a
// line each, handed to the system before anything else happens.
const [place = "", life = ""] = process.argv.slice(2);
const proofs: Proofs = place.startsWith("postgres:") ? postgresProofs(place) : sqliteProofs(place);
const hash = "0".repeat(64);

/** Every record is sent twice at a time, as by a browser that got no answer. */
async function appendForever(worker: number): Promise<void> {
  for (let sequence = 1; ; sequence++) {
    const record = `${life}w${worker}`;
    const proof: Proof = {
      ...{ record, sequence, previous: sequence > 1 ? sequence - 1 : null, answers: {}, at: Date.now() },
      ...{ policy: hash, texts: hash, locale: "en", layer: "banner", regime: "opt-in", region: null },
      ...{ signals: [], method: "reject" },
    };
    const outcomes = await Promise.all([proofs.append(proof), proofs.append(proof)]);
    if (!outcomes.includes("lost")) writeSync(1, `${record} ${sequence}\n`);
  }
}

for (let worker = 0; worker < 16; worker++) void appendForever(worker);
