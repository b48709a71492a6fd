import { type ChoiceEvent, encodeRecord, transition } from "@assent/core";
import { policy } from "./site.ts";

const situation = { regime: "opt-in", gpc: false } as const;

function record(id: string, choice: ChoiceEvent = { type: "acceptAll" }): string {
  const made = transition(policy, undefined, { ...situation, now: Date.now() }, choice, id);
  if (typeof made !== "object") throw new Error("A choice makes a record");
  return encodeRecord(made);
}

/** Returning visitors ask for pages, each with cookies of their own: no two have the same record. */
export function visit(): () => string {
  const texts = Array.from({ length: 5_000 }, (_, visitor) => {
    const id = (36 ** 9 + visitor).toString(36);
    const others = visitor % 2 ? `; _ga_${id}=GS2.1.s${visitor}$o1; theme=dark` : "";
    return [
      "GET / HTTP/1.1",
      "host: localhost",
      "accept: text/html",
      "user-agent: Mozilla/5.0 (X11; Linux x86_64)",
      `cookie: sessionid=${id}; cookies_preferences=${record(id, choices[visitor % 4])}; _ex_1=v${others}`,
      "\r\n",
    ].join("\r\n");
  });
  let count = 0;
  return () => texts[count++ % texts.length] as string;
}

const choices: readonly ChoiceEvent[] = [
  { type: "acceptAll" },
  { type: "rejectAll" },
  { type: "save", choices: { statistics: true } },
  { type: "answer", choices: { video: true } },
];

/** Each request is another visitor's first choice, as a page sends it. */
export function choice(): () => string {
  const template = record("0000000000000");
  const prefix = Math.floor(Math.random() * 36 ** 4)
    .toString(36)
    .padStart(4, "0");
  let count = 0;
  return () => {
    const id = `${prefix}${(count++).toString(36).padStart(9, "0")}`;
    const body = JSON.stringify({
      record: template.replace("0000000000000", id),
      layer: "banner",
      locale: "en",
    });
    return [
      "POST /consent HTTP/1.1",
      "host: localhost",
      "origin: http://localhost",
      "sec-fetch-site: same-origin",
      "content-type: text/plain;charset=UTF-8",
      "user-agent: Mozilla/5.0 (X11; Linux x86_64)",
      `content-length: ${body.length}`,
      `\r\n${body}`,
    ].join("\r\n");
  };
}
