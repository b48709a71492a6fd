import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** A server of its own process. */
export interface Started {
  readonly port: number;
  /** After a collection, in bytes. */
  memory(): Promise<{ readonly heapUsed: number; readonly rss: number }>;
  stop(): Promise<void>;
}

export async function start(kind: string, place = ""): Promise<Started> {
  const child = fork(fileURLToPath(new URL("serve.ts", import.meta.url)), [kind, place], {
    execArgv: ["--expose-gc"],
  });
  const { port } = await answer<{ port: number }>(child);
  return {
    port,
    memory() {
      const told = answer<{ heapUsed: number; rss: number }>(child);
      child.send("memory");
      return told;
    },
    async stop() {
      const ended = once(child, "exit");
      child.disconnect();
      await ended;
    },
  };
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
