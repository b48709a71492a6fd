#!/usr/bin/env node
import { Complaint } from "./complaint.js";
import { ending } from "./ending.js";

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
    const isAsked = !name || name === "--help" || name === "-h" || name === "help";
    (isAsked ? process.stdout : process.stderr).write(isAsked ? help : `There is no "${name}".\n\n${help}`);
    return isAsked ? 0 : 2;
  }
  const { help: ownHelp, run } = await command.load();
  if (args.includes("--help") || args.includes("-h")) {
    process.stdout.write(ownHelp);
    return 0;
  }
  try {
    return await run(args, signal);
  } catch (error) {
    if (signal.aborted) return 2;
    const isMistyped =
      error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
    const told =
      error instanceof Complaint || isMistyped ? error.message : error instanceof Error ? error.stack : error;
    process.stderr.write(`${told}\n${isMistyped ? `assent ${name} --help lists the options.\n` : ""}`);
    return 2;
  }
}

const signal = ending();
const code = await main(process.argv.slice(2), signal);
process.exitCode = signal.aborted ? signal.reason : code;
