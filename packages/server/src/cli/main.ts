#!/usr/bin/env node
import { run } from "./command-line.js";

// `assent-proofs list | head` ends the pipe early, and that is no mistake.
process.stdout.on("error", () => process.exit());
process.exitCode = await run(process.argv.slice(2), {
  output: process.stdout,
  messages: process.stderr,
  environment: process.env,
});
