import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A framework's example, served by that framework's own production server. */
export interface Started {
  readonly name: keyof typeof programs;
  readonly address: string;
  /** Where the example lies, with a slash at its end. */
  readonly folder: string;
  stop(): void;
}

const programs = {
  next: { built: ".next/BUILD_ID", command: ["node_modules/next/dist/bin/next", "start", "-p", "0"] },
  nuxt: { built: ".output/server/index.mjs", command: [".output/server/index.mjs"] },
};

/** Starts an example on a free port. */
export async function startExample(name: Started["name"], player: string): Promise<Started> {
  const folder = fileURLToPath(new URL(`../../examples/${name}/`, import.meta.url));
  const { built, command } = programs[name];
  if (!existsSync(folder + built)) throw new Error("Build the examples first: pnpm run examples");
  const env = { ...process.env, NODE_ENV: "production", PLAYER: player, PORT: "0" };
  const server = spawn(process.execPath, command, { cwd: folder, env });
  const port = await new Promise<string>((resolve, reject) => {
    let output = "";
    const read = (chunk: Buffer): void => {
      output += chunk;
      const found = /http:\/\/\S+:(\d+)/.exec(output)?.[1];
      if (found) resolve(found);
    };
    server.stdout.on("data", read);
    server.stderr.on("data", read);
    server.once("exit", () => reject(new Error(`${name} didn't start: ${output}`)));
  });
  return { name, address: `http://localhost:${port}`, folder, stop: () => void server.kill() };
}
