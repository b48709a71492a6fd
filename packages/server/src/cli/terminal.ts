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
