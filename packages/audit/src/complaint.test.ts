import { expect, it } from "vitest";
import { firstLine } from "./complaint.js";

it.each([
  [
    "page.goto: net::ERR_CONNECTION_REFUSED at http://localhost:9/\nCall log:\n  - navigating",
    "nothing listens there",
  ],
  ["page.goto: net::ERR_ABORTED at http://localhost:9/", "ERR_ABORTED"],
  ["page.goto: Timeout 15000ms exceeded.\nCall log:\n  - navigating", "it took more than 15 seconds"],
  ["locator.waitFor: Timeout 1000ms exceeded.", "it took more than 1 second"],
  ["EISDIR: illegal operation on a directory, open 'x'", "EISDIR: illegal operation on a directory"],
  ["browserContext.newPage: Target page, context or browser has been closed", "the browser ended"],
  [
    "browserType.launch: Failed to launch: Error: spawn /etc/passwd ENOEXEC\nCall log:",
    "/etc/passwd is no program",
  ],
  ["My own words: they stay.", "My own words: they stay"],
])("says %j in a sentence's words", (message, told) => {
  expect(firstLine(new Error(message))).toBe(told);
});
