import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** What a server holds after a collection, in bytes. */
export interface Held {
  readonly heapUsed: number;
  readonly rss: number;
}

/** A server of its own process. */
export interface Started {
  readonly port: number;
  /** Of its processor, in microseconds, since it started. */
  used(): Promise<number>;
  held(): Promise<Held>;
  stop(): Promise<void>;
}

export async function start(kind: string, place = ""): Promise<Started> {
  const child = fork(fileURLToPath(new URL("serve.ts", import.meta.url)), [kind, place], {
    execArgv: ["--expose-gc"],
  });
  const { port } = await answer<{ port: number }>(child);
  return {
    port,
    used: () => ask<number>(child, "used"),
    held: () => ask<Held>(child, "held"),
    async stop() {
      const ended = once(child, "exit");
      child.disconnect();
      await ended;
    },
  };
}

function ask<Message>(child: ChildProcess, question: "used" | "held"): Promise<Message> {
  const told = answer<Message>(child);
  child.send(question);
  return told;
}

async function answer<Message>(child: ChildProcess): Promise<Message> {
  const [message] = await Promise.race([
    once(child, "message"),
    once(child, "exit").then(() => {
      throw new Error("The server ended");
    }),
  ]);
  return message as Message;
}
