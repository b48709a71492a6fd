#!/usr/bin/env node
import { auditCommand, auditHelp } from "./commands/audit.js";
import { migrateCommand, migrateHelp } from "./commands/migrate.js";
import { Complaint } from "./complaint.js";

interface Command {
  readonly summary: string;
  readonly help: string;
  /** Gives what the process exits with. */
  readonly run: (args: readonly string[]) => Promise<number>;
}

const commands: { readonly [name: string]: Command } = {
  audit: { summary: "holds a running site against its policy", help: auditHelp, run: auditCommand },
  migrate: {
    summary: "makes a policy of another tool's configuration",
    help: migrateHelp,
    run: migrateCommand,
  },
};

const help = `Usage: assent <command>

${Object.entries(commands)
  .map(([name, { summary }]) => `  ${name.padEnd(9)} ${summary}`)
  .join("\n")}

  assent <command> --help tells more.
`;

/** 2 for everything that is neither clean nor a finding: a mistake is never a pass. */
async function main([name = "", ...args]: readonly string[]): Promise<number> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    const isAsked = !name || name === "--help" || name === "-h" || name === "help";
    (isAsked ? process.stdout : process.stderr).write(isAsked ? help : `There is no "${name}".\n\n${help}`);
    return isAsked ? 0 : 2;
  }
  if (args.includes("--help") || args.includes("-h")) {
    process.stdout.write(command.help);
    return 0;
  }
  try {
    return await command.run(args);
  } catch (error) {
    const isMistyped =
      error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
    const told =
      error instanceof Complaint || isMistyped ? error.message : error instanceof Error ? error.stack : error;
    process.stderr.write(`${told}\n${isMistyped ? `assent ${name} --help lists the options.\n` : ""}`);
    return 2;
  }
}

process.exitCode = await main(process.argv.slice(2));
