import { Writable } from "node:stream";
import { run } from "../src/cli/command-line.js";

/** What a command wrote, and how it ended. */
export interface Ran {
  readonly code: number;
  readonly output: string;
  readonly messages: string;
}

/** Runs `assent-proofs` with what is typed, separated by blanks. */
export async function type(
  typed: string,
  environment: { readonly [name: string]: string } = {},
  isTTY = false,
): Promise<Ran> {
  const output = collector();
  const messages = Object.assign(collector(), { isTTY });
  const code = await run(typed.split(" ").filter(Boolean), { output, messages, environment });
  for (const stream of [output, messages]) await new Promise<void>((resolve) => stream.end(resolve));
  return { code, output: output.text(), messages: messages.text() };
}

/** As slow as a pipe: whoever doesn't wait for it is told so. */
function collector(): Writable & { text(): string } {
  let text = "";
  const stream = new Writable({
    highWaterMark: 1_000,
    write(chunk, _encoding, done) {
      text += chunk;
      setImmediate(done);
    },
  });
  return Object.assign(stream, { text: () => text });
}
