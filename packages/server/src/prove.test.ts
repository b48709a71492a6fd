import { createHash } from "node:crypto";
import { type Clock, type ConsentRecord, decodeRecord, encodeRecord } from "@assent/core";
import { fixedClock, recordFor } from "@assent/core/testing";
import german from "@assent/ui/locales/de";
import english from "@assent/ui/locales/en";
import french from "@assent/ui/locales/fr";
import { describe, expect, test } from "vitest";
import { freshFile } from "../test/places.js";
import { cookieOf, policy, post, start } from "../test/site.js";
import { createConsentHandler, type Proofs } from "./index.js";
import { sqliteProofs } from "./sqlite.js";

const form = { "content-type": "application/x-www-form-urlencoded" };
const hash = (text: string) => createHash("sha256").update(text).digest("hex");

/** What a site keeps in SQLite of some requests. */
async function kept(...requests: readonly Request[]) {
  const proofs = sqliteProofs(freshFile());
  const handle = createConsentHandler({
    policy,
    region: () => "FR",
    messages: [english, french],
    clock: fixedClock(start),
    proofs,
  });
  const responses: Response[] = [];
  for (const request of requests) responses.push(await handle(request));
  const lines = [...(await proofs.list())].reverse();
  const text = await Promise.all(
    lines.map(({ policy: named, texts }) => Promise.all([named, texts].map(proofs.document))),
  );
  await proofs.close();
  return { lines, text, responses };
}

describe("a proof is kept of", () => {
  test("an answer, both ways, with what was asked and under which rules", async () => {
    const body = "choice=save&statistics=on&locale=fr&layer=preferences";
    const { lines, text, responses } = await kept(post(body, form));
    const record = decodeRecord(
      /=([^;]*)/.exec(responses[0]?.headers.getSetCookie()[0] ?? "")?.[1] ?? "",
    ) as ConsentRecord;
    expect(lines).toMatchObject([
      {
        record: record.id,
        sequence: 1,
        previous: null,
        answers: record.answers,
        at: start,
        locale: "fr",
        layer: "preferences",
        regime: "opt-in",
        region: "FR",
        signals: [],
        method: "save",
      },
    ]);
    const [named, texts] = text[0] as [string, string];
    expect(hash(named)).toBe(lines[0]?.policy);
    expect(hash(texts)).toBe(lines[0]?.texts);
    expect(JSON.parse(texts).messages).toEqual(french);
  });

  test("the policy as anyone can read it", async () => {
    const { text } = await kept(post("choice=reject", form));
    const handle = createConsentHandler({ policy });
    const response = await handle(new Request("https://www.example.org/consent/policy.json"));
    expect(text[0]?.[0]).toBe(await response.text());
  });

  test("the language that the page was in: the site's own words for it, or those of @assent/ui", async () => {
    const inLanguage = (locale: string) => post(`choice=reject&locale=${locale}`, form);
    const locales = ["fr-CA", "de-AT", "en-GB", "xx", "", "a-".repeat(2000)];
    const { lines, text } = await kept(...locales.map(inLanguage));
    expect(lines.map(({ locale }) => locale)).toEqual(["fr", "de", "en", "en", "en", "en"]);
    expect(JSON.parse(text[1]?.[1] ?? "").messages.reject).toBe(german.reject);
  });

  test("a withdrawal, which names the write before it", async () => {
    const cookie = cookieOf({ statistics: true });
    const { lines } = await kept(post("choice=withdraw", { ...form, cookie, "sec-gpc": "1" }));
    expect(lines).toMatchObject([
      { sequence: expect.any(Number), method: "withdraw", layer: "site", signals: ["gpc"] },
    ]);
    expect(lines[0]?.previous).toBe(Number(lines[0]?.sequence) - 1);
  });

  test("what a page decided, once, however often it is sent", async () => {
    const record = recordFor(policy, { statistics: true }, { region: "FR", now: start - 5000 });
    const body = JSON.stringify({ record, layer: "banner", locale: "en" });
    const { lines, responses } = await kept(post(body), post(body));
    expect(responses.map(({ status }) => status)).toEqual([204, 204]);
    expect(lines).toMatchObject([{ sequence: 1, method: "save", layer: "banner", locale: "en", at: start }]);
    expect(lines[0]?.answers?.media).toMatchObject({ value: "denied", at: start - 5000 });
  });

  test("that a browser forgot", async () => {
    const record = decodeRecord(recordFor(policy, {}, { region: "FR", now: start })) as ConsentRecord;
    const body = JSON.stringify({
      record: encodeRecord({ ...record, seq: 7, answers: {} }),
      forgotten: true,
    });
    const { lines } = await kept(post(body));
    expect(lines).toMatchObject([{ sequence: 7, previous: 6, answers: {}, method: "forget" }]);
  });
});

test("a proof holds no address, no user agent, no page, and nothing that a visitor could write into it", async () => {
  const record = decodeRecord(recordFor(policy, {}, { region: "FR", now: start })) as ConsentRecord;
  const [answer] = Object.values(record.answers);
  const answers = { ...record.answers, Secret1: answer as (typeof record.answers)[string] };
  const body = JSON.stringify({
    record: encodeRecord({ ...record, answers }),
    locale: "Secret2",
    layer: "Secret3",
    texts: "Secret4",
    method: "Secret5",
  });
  const { lines } = await kept(
    post(body, {
      "user-agent": "Secret6",
      referer: "https://www.example.org/Secret7",
      "x-forwarded-for": "192.0.2.1",
      cookie: "sessionid=Secret8",
      "accept-language": "Secret9",
    }),
  );
  expect(lines).toHaveLength(1);
  expect(JSON.stringify(lines)).not.toMatch(/Secret|192\.0\.2/);
});

describe("a visitor's choice counts", () => {
  const choose = (proofs: Pick<Proofs, "append">, clock: Clock, request: Request) =>
    createConsentHandler({ policy, clock, proofs, patience: 300 })(request);
  const record = JSON.stringify({ record: recordFor(policy, {}, { region: "FR", now: start }) });

  const still = fixedClock(start);
  const waits: number[] = [];
  const hasty: Clock = {
    now: () => start,
    after(milliseconds, run) {
      waits.push(milliseconds);
      queueMicrotask(run);
      return () => {};
    },
  };

  test.each<[string, Clock, Pick<Proofs, "append">["append"]]>([
    ["loses them", still, async () => "lost"],
    ["rejects", still, () => Promise.reject(new Error("away"))],
    [
      "throws",
      still,
      () => {
        throw new Error("gone");
      },
    ],
    ["doesn't answer in time", hasty, () => new Promise(() => {})],
  ])(
    "where the store of proofs %s, and a page is told to send its record again",
    async (_what, clock, append) => {
      const response = await choose({ append }, clock, post("choice=reject", form));
      expect(response.status).toBe(303);
      expect(response.headers.getSetCookie()[0]).toContain(policy.recordName);
      const sent = await choose({ append }, clock, post(record));
      expect(sent.status).toBe(503);
      expect(sent.headers.getSetCookie()[0]).toContain(policy.recordName);
      expect(new Set(waits)).toEqual(new Set(clock === hasty ? [300] : []));
    },
  );

  test("where another answer was kept for the same write: sending it again would be in vain", async () => {
    const sent = await choose({ append: async () => "taken" }, still, post(record));
    expect(sent.status).toBe(204);
  });

  test("without a store", async () => {
    const handle = createConsentHandler({ policy });
    expect((await handle(post(record))).status).toBe(204);
  });
});
