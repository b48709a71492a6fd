import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A framework's example, served by that framework's own production server. */
export interface Started {
  readonly address: string;
  /** What it printed so far. */
  readonly output: () => string;
  stop(): Promise<void>;
}

const programs = {
  next: { built: ".next/BUILD_ID", arguments: ["node_modules/next/dist/bin/next", "start", "-p", "0"] },
  nuxt: { built: ".output/server/index.mjs", arguments: [".output/server/index.mjs"] },
} as const;

/** Starts a built example on a free port. */
export async function startExample(name: keyof typeof programs, player: string): Promise<Started> {
  const folder = fileURLToPath(new URL(`../../examples/${name}/`, import.meta.url));
  const program = programs[name];
  if (!existsSync(folder + program.built)) throw new Error("Build the examples first: pnpm run examples");
  const server = spawn(process.execPath, program.arguments, {
    cwd: folder,
    env: { ...process.env, PORT: "0", PLAYER: player, NODE_ENV: "production" },
  });
  let output = "";
  const address = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += chunk;
      const port = /http:\/\/[^\s:]*(?:\[::\])?:(\d+)/.exec(output)?.[1];
      if (port) resolve(`http://localhost:${port}`);
    };
    server.stdout.on("data", read);
    server.stderr.on("data", read);
    server.once("exit", () => reject(new Error(`${name} didn't start: ${output}`)));
  });
  return { address, output: () => output, stop: () => stopped(server) };
}

function stopped(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    server.once("exit", () => resolve());
    server.kill();
  });
}
