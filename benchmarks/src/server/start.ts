import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** What a server has used: of memory, after a collection, in bytes; of its processor, in microseconds. */
export interface Used {
  readonly heapUsed: number;
  readonly rss: number;
  readonly cpu: number;
}

/** A server of its own process. */
export interface Started {
  readonly port: number;
  used(): Promise<Used>;
  stop(): Promise<void>;
}

export async function start(kind: string, place = ""): Promise<Started> {
  const child = fork(fileURLToPath(new URL("serve.ts", import.meta.url)), [kind, place], {
    execArgv: ["--expose-gc"],
  });
  const { port } = await answer<{ port: number }>(child);
  return {
    port,
    used() {
      const told = answer<Used>(child);
      child.send("used");
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
