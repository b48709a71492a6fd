import { type Answer, type ConsentRecord, encodeRecord, readConsent, readRecord } from "@assent/core";
import { fixedClock } from "@assent/core/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { policy as anyPolicy, dayMs, holds, now, recordUnder } from "../../core/test/world.js";
import { cookieOf, policy, start } from "../test/site.js";
import { consentFor } from "./index.js";

const ways = {
  record: [0, 1],
  id: ["0", "k3f9a0c2", "-", "", "0123456789abcdefg", "0.0"],
  /** In days. */
  age: [1, 0, -1, 9, 10, 11, 180, 200, 390, 420],
  under: ["opt-in", "opt-out", "notice", "none"],
  ack: [false, true],
  tail: ["", "~", "~statistics+aaaa"],
  around: ["", "before", "after", "twice", "like", "glued", "ending", "inside"],
  regime: ["opt-out", "opt-in", "notice", "none"],
  region: [undefined, "FR", "GB", "US-CA"],
  gpc: [false, true],
  later: [0, 1, 9 * dayMs, 200 * dayMs],
} as const;
const pair = (name: string, value: string) => `${name}=${value}`;

test("visitors who answered alike are permitted what each would be alone, whenever they answered and ask", () => {
  const told = anyPolicy.chain((site) =>
    fc.record({
      site: fc.constant(site),
      records: fc.array(recordUnder(site), { minLength: 1, maxLength: 2 }),
      /** One answer from the others, in days. */
      apart: fc.constantFrom(0, 0, 0, -5, 150, 300),
      by: fc.constantFrom("reject", "save", "gpc"),
      // Each differs from the first in one or two ways, or in none.
      visits: fc.array(fc.dictionary(fc.constantFrom(...Object.keys(ways)), fc.nat(9), { maxKeys: 2 }), {
        minLength: 2,
        maxLength: 8,
      }),
    }),
  );
  holds(
    told,
    ({ site, records, apart, by, visits }) => {
      const { recordName } = site;
      for (const visit of [{}, ...visits] as { [name: string]: number }[]) {
        const way = <Way extends keyof typeof ways>(name: Way): (typeof ways)[Way][number] =>
          ways[name][(visit[name] ?? 0) % ways[name].length];
        const record = records[way("record") % records.length] as ConsentRecord;
        const at = now - way("age") * dayMs;
        const answers = Object.fromEntries(
          Object.entries(record.answers).map(([name, answer], index) => [
            name,
            {
              ...answer,
              at: index ? at : at - apart * dayMs,
              by,
              regime: way("under"),
              ack: way("ack"),
            },
          ]),
        );
        const own = pair(recordName, encodeRecord({ ...record, id: way("id"), answers }) + way("tail"));
        const other = pair(recordName, encodeRecord(record));
        const cookie = {
          "": own,
          before: `a=b; ${own}`,
          after: `${own};a=b`,
          twice: `${own}; ${other}`,
          like: `x${other}; ${own}`,
          glued: `a=b;${own}`,
          ending: `x${own}`,
          inside: `a=b ${own}`,
        }[way("around")];
        const region = way("region");
        const situation = { regime: way("regime"), gpc: way("gpc"), now: now + way("later") };
        const headers = new Headers({ cookie, ...(situation.gpc && { "sec-gpc": "1" }) });
        const clock = fixedClock(situation.now);
        const { regime } = situation;
        const consent = consentFor({ headers }, { policy: site, regime, region: () => region, clock });
        const alone = readConsent(site, { cookie, region, ...situation });
        for (const name of Object.keys(alone.permissions))
          expect(consent.allows(name)).toBe(alone.permissions[name]);
      }
    },
    0.5,
  );
});

test("however many ways to answer there are, each is answered for itself", () => {
  const { answers, ...record } = readRecord(policy, cookieOf({ statistics: true })) as ConsentRecord;
  const said = Object.entries(answers).map(([name, answer]) => [name, { ...answer, at: start }]);
  for (let visit = 0; visit < 2500; visit++) {
    const value = visit % 3 ? "granted" : "denied";
    const statistics = { ...(answers.statistics as Answer), at: start, value } as const;
    const own = { ...Object.fromEntries(said), statistics, [`ghost${visit}`]: statistics };
    const cookie = pair(policy.recordName, encodeRecord({ ...record, answers: own }));
    const consent = consentFor({ headers: new Headers({ cookie }) }, { policy, clock: fixedClock(start) });
    expect(consent.allows("statistics")).toBe(value === "granted");
  }
});
