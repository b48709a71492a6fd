import { once } from "node:events";
import type { Writable } from "node:stream";

/** Where a command writes: what was asked for, and what is said about it. */
export interface Terminal {
  readonly output: Writable;
  readonly messages: Writable & { readonly isTTY?: boolean };
  readonly environment: { readonly [name: string]: string | undefined };
}

/** A command that can't be done as it was typed: what is wrong, and what to type. */
export interface Misuse {
  readonly misuse: string;
}

export function misuse(...lines: string[]): Misuse {
  return { misuse: lines.join("\n") };
}

/** Writes no faster than it is read: an export is never held in memory. */
export async function write({ output }: Terminal, text: string): Promise<void> {
  if (!output.write(text)) await once(output, "drain");
}

/** Resolves when all that was written is out, or failed. */
export function flush({ output }: Terminal): Promise<void> {
  return new Promise((resolve) => output.write("", () => resolve()));
}

/** Resolves to the exit code once the output takes no more: `assent-proofs list | head` ends it early, and that is no mistake. */
export function failure(terminal: Terminal): Promise<number> {
  return new Promise((resolve) => {
    terminal.output.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") return resolve(0);
      say(
        terminal,
        `What was asked for could not be written: ${error.message}. What is there isn't all of it.`,
      );
      resolve(3);
    });
  });
}

export function say({ messages }: Terminal, text: string): void {
  messages.write(`${text}\n`);
}

/** A count that moves, where somebody looks. Returns what takes it away. */
export function progress({ messages }: Terminal, what: string): { tell(count: number): void; end(): void } {
  let last = 0;
  const clear = () => messages.write("\r\u001b[K");
  return {
    tell(count) {
      if (!messages.isTTY || Date.now() - last < 100) return;
      last = Date.now();
      clear();
      messages.write(`${count.toLocaleString("en")} ${what}`);
    },
    end() {
      if (last) clear();
    },
  };
}
