import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Complaint } from "../complaint.js";
import type { Given } from "./given.js";

/** The configuration in a file: JavaScript, TypeScript or JSON. It is run, as the site runs it. */
export async function evaluate(file: string): Promise<Given> {
  const child = fileURLToPath(new URL("./evaluate-child.js", import.meta.url));
  const output = await new Promise<string>((done) => {
    execFile(
      process.execPath,
      ["--no-warnings", child, resolve(file)],
      { timeout: 20_000, maxBuffer: 20_000_000, killSignal: "SIGKILL" },
      (_, stdout) => done(stdout),
    );
  });
  const { config, failure } = parse(output);
  if (typeof config === "object" && config !== null) return config;
  throw new Complaint(`${file} can't be read: ${failure ?? "it doesn't come to an end"}.`);
}

function parse(output: string): { readonly config?: unknown; readonly failure?: unknown } {
  try {
    return JSON.parse(output) ?? {};
  } catch {
    return {};
  }
}
