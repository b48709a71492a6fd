#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { Complaint, firstLine } from "./complaint.js";
import { ending } from "./ending.js";
import { nearest } from "./nearest.js";

interface Command {
  readonly help: string;
  /** Gives what the process exits with. */
  run(args: readonly string[], signal: AbortSignal): Promise<number>;
}

/** Each is loaded when it is asked for: printing a policy needs no browser. */
const commands: { readonly [name: string]: { readonly summary: string; load(): Promise<Command> } } = {
  audit: { summary: "holds a running site against its policy", load: () => import("./commands/audit.js") },
  init: { summary: "looks at a site and writes a first policy", load: () => import("./commands/init.js") },
  migrate: {
    summary: "makes a policy of another tool's configuration",
    load: () => import("./commands/migrate.js"),
  },
  policy: { summary: "prints the cookie policy", load: () => import("./commands/policy.js") },
};

const help = `Usage: assent <command>

${Object.entries(commands)
  .map(([name, { summary }]) => `  ${name.padEnd(9)} ${summary}`)
  .join("\n")}

  assent <command> --help tells more.
`;

/** 2 for everything that is neither clean nor a finding: a mistake is never a pass. */
async function main([name = "", ...args]: readonly string[], signal: AbortSignal): Promise<number> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    if (name === "help" && args[0]) return await main([args[0], "--help"], signal);
    if (["", "--help", "-h", "help"].includes(name)) {
      process.stdout.write(help);
      return 0;
    }
    if (["--version", "-v"].includes(name)) {
      const file = new URL("../package.json", import.meta.url);
      process.stdout.write(`${JSON.parse(readFileSync(file, "utf8")).version}\n`);
      return 0;
    }
    const meant = nearest(name, Object.keys(commands));
    process.stderr.write(`There is no "${name}"${meant ? `: did you mean ${meant}?` : "."}\n\n${help}`);
    return 2;
  }
  const { help: ownHelp, run } = await command.load();
  if (args.includes("--help") || args.includes("-h")) {
    process.stdout.write(ownHelp);
    return 0;
  }
  return await run(args, signal);
}

/** Of what nobody foresaw, also where it was: whoever reports it needs that. */
function tell(error: unknown): void {
  const isForeseen = error instanceof Complaint || (error instanceof Error && "syscall" in error);
  const frames = error instanceof Error ? error.stack?.match(/^ {4}at .*$/gm) : undefined;
  const told = isForeseen ? [error.message] : [firstLine(error), ...(frames ?? [])];
  process.stderr.write(`${told.join("\n")}\n`);
}

/** Ends the process, whatever the modules of the site still have running, once all that was printed is out. */
async function end(code: number): Promise<never> {
  for (const stream of [process.stdout, process.stderr])
    await new Promise<void>((done) => stream.write("", () => done()));
  isEnded = true;
  process.exit(code);
}

// Node warns of how a policy's package is made, which is no concern of its audit.
process.removeAllListeners("warning");

const { signal, begin } = ending();
let isEnded = false;
// A module of the site that ends the process itself has not made an audit of it.
process.once("exit", () => {
  if (isEnded || signal.aborted) return;
  process.stderr.write("A module that was loaded ended the process.\n");
  process.exitCode = 2;
});
// What fails in the background of such a module would end with the code that says "findings".
process.on("uncaughtException", (error) => {
  if (signal.aborted) return;
  tell(error);
  begin(2);
});
// Whoever reads us may have enough, like `head`.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

const code = await main(process.argv.slice(2), signal).catch((error) => {
  if (!signal.aborted) tell(error);
  return 2;
});
await end(signal.aborted ? signal.reason : code);
