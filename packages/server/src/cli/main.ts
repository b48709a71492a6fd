#!/usr/bin/env node
import { run } from "./command-line.js";

let isBroken = false;
process.stdout.on("error", () => {
  isBroken = true;
});
process.exitCode = await run(process.argv.slice(2), {
  output: process.stdout,
  messages: process.stderr,
  environment: process.env,
});
// What was still to be read would be written nowhere.
if (isBroken) process.exit();
