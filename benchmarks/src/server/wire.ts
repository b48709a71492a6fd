import { encodeRecord, transition } from "@assent/core";
import { policy } from "./site.ts";

const situation = { regime: "opt-in", gpc: false } as const;

function record(id: string): string {
  const made = transition(policy, undefined, { ...situation, now: Date.now() }, { type: "acceptAll" }, id);
  if (typeof made !== "object") throw new Error("A choice makes a record");
  return encodeRecord(made);
}

/** A returning visitor asks for a page. */
export function visit(): () => string {
  const text = [
    "GET / HTTP/1.1",
    "host: localhost",
    "accept: text/html",
    "user-agent: Mozilla/5.0 (X11; Linux x86_64)",
    `cookie: sessionid=8fk2; cookies_preferences=${record("k3f9a0c2b7")}; _ex_1=v`,
    "\r\n",
  ].join("\r\n");
  return () => text;
}

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
